"""Log file beside the store, a few of them in turn; loaded by the first record, for most days write none.

Source: docs/contract.md, "Budgets".
"""

import logging
import logging.handlers
from contextlib import suppress
from pathlib import Path

_MOST_BYTES = 1_000_000
_FILES = 5


class _LogFile(logging.handlers.RotatingFileHandler):
    """A log that cannot be written stops nobody and says nothing: the counter goes on."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  (logging's own name)
        del record

    def close(self) -> None:
        with suppress(OSError):
            super().close()


def log_file(file: Path) -> logging.Handler:
    """Return what writes records into a file, opened by the first of them."""
    handler = _LogFile(file, maxBytes=_MOST_BYTES, backupCount=_FILES, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    return handler
