"""Article as the tables know it: a window at rest holds it, and no act with its fields and rules."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """Facts of an article from a day on; `valid_from` is an ISO text; `partner` is the code of whose it is."""

    article: str
    label: str
    cents: int
    vat_code: str
    nature: str
    valid_from: str
    partner: str | None = None
