"""Document -> bytes, in the form asked; the PDF library is loaded by the first PDF only."""

from typing import Literal, TypeAlias

from concierge_desk.domain.document import Document
from concierge_desk.printing.text import to_text

Form: TypeAlias = Literal["pdf", "text"]


def render(document: Document, as_: Form) -> bytes:
    """Return the document as a PDF, or as text in UTF-8.

    Raises:
        ValueError: For another form.

    Source: DESIGN §6, §7 (``print DOC --as``), §11 (document libraries are not loaded at rest).
    """
    if as_ == "text":
        return to_text(document).encode()
    if as_ == "pdf":
        from concierge_desk.printing.pdf import to_pdf  # noqa: PLC0415  (loaded by the first PDF only)

        return to_pdf(document)
    raise ValueError(f"not a form: {as_!r}")
