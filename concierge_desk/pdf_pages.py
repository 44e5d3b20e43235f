"""Pages of a PDF, opened by one thread at a time: the library behind them crashes where two are at work.

Source: https://pypdfium2.readthedocs.io/en/stable/python_api.html ("PDFium is not thread-safe"); decision 0060.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

_ONE_AT_A_TIME = Lock()


@contextmanager
def opened_pdf(data: bytes) -> Iterator[Any]:
    """Open a PDF as the library's document; nothing of it is used afterwards.

    Args:
        data: The file.
    """
    # Slow to load, and no paper is shown at rest.
    import pypdfium2  # type: ignore[import-untyped]  # noqa: PLC0415

    with _ONE_AT_A_TIME, pypdfium2.PdfDocument(data) as paper:
        yield paper
