"""Lines of a paper that say who did what it tells: by their code, the name stays beside the journal. Pure.

Source: docs/requirements.md, R-1.11; decisions 0087, 0089.
"""

from concierge_desk.domain.document import Pair, Size
from concierge_desk.domain.journal import Posted
from concierge_desk.domain.operation import APPROVED_BY
from concierge_desk.i18n import fr


def done_by(entry: Posted, size: Size = "text") -> list[Pair]:
    """Return where and by whom it was done, and who said yes to it where that was needed."""
    return [Pair(fr("Desk and operator"), f"{entry.desk} {entry.by}", size=size), *_granted(entry, size)]


def undone_by(entry: Posted, correction: Posted | None, size: Size = "text") -> list[Pair]:
    """Return who took it back, where that is not who did it, and who said yes to that.

    Args:
        entry: What was done.
        correction: What took it back; None where nothing did, or it cannot be read any more.
        size: Of the lines.
    """
    if correction is None:
        return []
    told = f"{correction.desk} {correction.by}"
    other = [Pair(fr("Taken back by"), told, size=size)] if correction.by != entry.by else []
    return [*other, *_granted(correction, size)]


def _granted(entry: Posted, size: Size = "text") -> list[Pair]:
    lender = entry.data.get(APPROVED_BY)
    return [] if lender is None else [Pair(fr("Granted by"), str(lender), size=size)]
