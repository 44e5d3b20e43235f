"""Countries by the name they are typed by: the destination gives the zone.

Source: docs/trade.md, "Customs declarations", "Letters abroad", "Colissimo abroad and overseas".
"""

from functools import cache

from concierge_desk.counter.cards.name_search import matcher, plain_words
from concierge_desk.domain.countries import ALPHA_2

LEAST_LETTERS = 3
MOST = 3
"""More countries of one beginning are not shown: whoever looks types more of it."""


@cache
def _names(lang: str) -> tuple[tuple[str, str, str], ...]:
    """Return code, name and plain name of each country, by name."""
    # The names of the world are read when the first one is typed.
    from babel import Locale  # noqa: PLC0415

    known = Locale.parse(lang).territories
    found = ((code, known[code]) for code in ALPHA_2 if code in known)
    return tuple(
        (code, name, " ".join(plain_words(name)))
        for code, name in sorted(found, key=lambda item: plain_words(item[1]))
    )


def countries(text: str, lang: str) -> tuple[tuple[str, str], ...]:
    """Return code and name of the countries that are typed; nothing for less than three letters."""
    asked = " ".join(plain_words(text))
    if len(asked) < LEAST_LETTERS:
        return ()
    goes_by = matcher(asked)
    fitting = [(code, name, plain) for code, name, plain in _names(lang) if goes_by(plain)]
    fitting.sort(key=lambda country: not country[2].startswith(asked))
    return tuple((code, name) for code, name, _ in fitting)[:MOST]
