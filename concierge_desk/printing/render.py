"""Document -> bytes, in the form asked; a library of papers is loaded by the first paper that needs it."""

from typing import Literal, TypeAlias

from concierge_desk.domain.document import Document
from concierge_desk.printing.codepage import Letters
from concierge_desk.printing.text import to_text

Form: TypeAlias = Literal["pdf", "text", "escpos"]


def render(document: Document, as_: Form, letters: Letters = "auto") -> bytes:
    """Return the document as a PDF, as text in UTF-8, or as what a printer of rolls is sent.

    Args:
        document: What the paper says.
        as_: In which form.
        letters: How letters go to a printer of rolls.

    Raises:
        ValueError: For another form, or for a sheet that is to be printed on a roll.

    Source: docs/contract.md, "Documents", "Budgets".
    """
    if as_ == "text":
        return to_text(document).encode()
    if as_ == "pdf":
        from concierge_desk.printing.pdf import to_pdf  # noqa: PLC0415  (loaded by the first PDF only)

        return to_pdf(document)
    if as_ == "escpos":
        from concierge_desk.printing.escpos import to_escpos  # noqa: PLC0415  (loaded by the first roll only)

        return to_escpos(document, letters)
    raise ValueError(f"not a form: {as_!r}")
