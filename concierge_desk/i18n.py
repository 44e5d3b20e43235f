"""Texts: source sentences in English, French complete and default, through gettext.

Source: docs/contract.md, "Texts and resources".
"""

import gettext
import struct
from bisect import bisect_left
from functools import cache, lru_cache

from concierge_desk import paths
from concierge_desk.domain.override import override
from concierge_desk.domain.signs import with_apostrophes

DEFAULT = "fr"
LANGUAGES = ("fr", "en")
DOMAIN = "concierge_desk"

_MAGIC = (0x950412DE,)
_LENGTH_AT, _ENTRY_BYTES = 8, 8
_PARTED = "\0"
_KEPT = 1024
"""Sentences that are told again and again."""


def N_(message: str) -> str:  # noqa: N802  (the name gettext's tools look for)
    """Mark a source sentence for translation where it stands, without translating it."""
    return message


def NN_(one: str, many: str) -> tuple[str, str]:  # noqa: N802  (as `N_`)
    """Mark a sentence for one and for many where they stand, without translating them."""
    return one, many


class _French(gettext.NullTranslations):
    """French catalogue: its sentences are written with the apostrophe of keyboards, and told with that of print.

    The library makes two texts of each of some thousand sentences before the first is told, and keeps them. Here each is
    looked for where it lies in the file, among the sorted sources, as that format is meant.

    Source: https://www.gnu.org/software/gettext/manual/html_node/MO-Files.html
    """

    def __init__(self, catalogue: bytes) -> None:
        """Look into the bytes of a catalogue; it was compiled on a machine of any byte order."""
        super().__init__()
        self._catalogue = catalogue
        self._order = "<" if struct.unpack_from("<I", catalogue) == _MAGIC else ">"
        self._length, self._sources, self._sentences = self._numbers(_LENGTH_AT, 3)

    @override
    def gettext(self, message: str) -> str:
        found = self._found(message)
        return with_apostrophes(message if found is None else found)

    @override
    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        found = self._found(f"{msgid1}{_PARTED}{msgid2}")
        if found is None:
            return super().ngettext(msgid1, msgid2, n)
        one, many = found.split(_PARTED)
        # None are told as one is.
        return with_apostrophes(many if n > 1 else one)

    @lru_cache(maxsize=_KEPT)  # noqa: B019  (there is one catalogue, and it stays)
    def _found(self, source: str) -> str | None:
        wanted = source.encode()
        place = bisect_left(range(self._length), wanted, key=lambda at: self._entry(self._sources, at))
        if place == self._length or self._entry(self._sources, place) != wanted:
            return None
        return self._entry(self._sentences, place).decode()

    def _entry(self, table: int, place: int) -> bytes:
        length, start = self._numbers(table + place * _ENTRY_BYTES, 2)
        return self._catalogue[start : start + length]

    def _numbers(self, at: int, count: int) -> tuple[int, ...]:
        return struct.unpack_from(f"{self._order}{count}I", self._catalogue, at)


@cache
def translations(lang: str) -> gettext.NullTranslations:
    """Return the catalogue of a language; English is the source itself."""
    if lang == "en":
        return gettext.NullTranslations()
    return _French(paths.resource(f"locale/{lang}/LC_MESSAGES/{DOMAIN}.mo"))


def translate(message: str, lang: str) -> str:
    """Return a source sentence in the language asked."""
    return translations(lang).gettext(message)


def translate_count(one: str, many: str, n: int, lang: str) -> str:
    """Return the source sentence of so many in the language asked: in French none is told as one is."""
    return translations(lang).ngettext(one, many, n)


def fr(message: str) -> str:
    """Return a source sentence in French: papers are read by the shop's customers."""
    return translate(message, "fr")
