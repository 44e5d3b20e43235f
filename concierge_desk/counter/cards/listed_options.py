"""Options of a list of codes, each by its label."""

from functools import cache

from concierge_desk.counter.cards.offers import Option
from concierge_desk.counter.values import codelists


@cache
def listed_options(name: str, lang: str, some: tuple[str, ...] | None = None) -> tuple[Option, ...]:
    """Return the codes of a list, or some of them, each by its label."""
    codes = codelists.codes(name) if some is None else some
    return tuple(Option(codelists.label_of(name, code, lang), code) for code in codes)
