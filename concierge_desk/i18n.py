"""Texts: source sentences in English, French complete and default, through gettext.

Source: docs/contract.md, "Texts and resources".
"""

import gettext
import io
from functools import cache

from concierge_desk import paths
from concierge_desk.domain.override import override
from concierge_desk.domain.signs import with_apostrophes

DEFAULT = "fr"
LANGUAGES = ("fr", "en")
DOMAIN = "concierge_desk"


def N_(message: str) -> str:  # noqa: N802  (the name gettext's tools look for)
    """Mark a source sentence for translation where it stands, without translating it."""
    return message


def NN_(one: str, many: str) -> tuple[str, str]:  # noqa: N802  (as `N_`)
    """Mark a sentence for one and for many where they stand, without translating them."""
    return one, many


class _French(gettext.GNUTranslations):
    """French catalogue: its sentences are written with the apostrophe of keyboards, and told with that of print."""

    @override
    def gettext(self, message: str) -> str:
        return with_apostrophes(super().gettext(message))

    @override
    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return with_apostrophes(super().ngettext(msgid1, msgid2, n))


@cache
def translations(lang: str) -> gettext.NullTranslations:
    """Return the catalogue of a language; English is the source itself."""
    if lang == "en":
        return gettext.NullTranslations()
    return _French(io.BytesIO(paths.resource(f"locale/{lang}/LC_MESSAGES/{DOMAIN}.mo")))


def translate(message: str, lang: str) -> str:
    """Return a source sentence in the language asked."""
    return translations(lang).gettext(message)


def translate_count(one: str, many: str, n: int, lang: str) -> str:
    """Return the source sentence of so many in the language asked: in French none is told as one is."""
    return translations(lang).ngettext(one, many, n)


def fr(message: str) -> str:
    """Return a source sentence in French: papers are read by the shop's customers."""
    return translate(message, "fr")
