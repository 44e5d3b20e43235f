"""The French catalogue, held against the library that reads such files whole."""

import gettext
import io
import struct

import pytest

from concierge_desk import paths
from concierge_desk.domain.signs import with_apostrophes
from concierge_desk.i18n import DEFAULT, DOMAIN, translate, translate_count, translations

_COMPILED = paths.resource(f"locale/{DEFAULT}/LC_MESSAGES/{DOMAIN}.mo")


@pytest.fixture(scope="module")
def library() -> gettext.GNUTranslations:
    return gettext.GNUTranslations(io.BytesIO(_COMPILED))


def _sources() -> list[str]:
    (count, at) = struct.unpack_from("<2I", _COMPILED, 8)
    entries = [struct.unpack_from("<2I", _COMPILED, at + 8 * place) for place in range(count)]
    return [_COMPILED[start : start + length].decode() for length, start in entries]


def test_every_sentence_is_the_one_that_the_library_finds(library: gettext.GNUTranslations) -> None:
    sources = _sources()
    assert len(sources) > 1_000
    for source in sources:
        one, _nothing, many = source.partition("\0")
        if not many:
            assert translate(one, "fr") == with_apostrophes(library.gettext(one))
            continue
        for n in (0, 1, 2, 21):
            assert translate_count(one, many, n, "fr") == with_apostrophes(library.ngettext(one, many, n))


@pytest.mark.parametrize(
    "source", ["", "!", "~", "No sentence of ours.", "12 month", "12 monthss", "\0", "é"]
)
def test_what_it_does_not_hold_is_told_as_it_is(source: str) -> None:
    if source:
        assert translate(source, "fr") == source
    assert translate_count(f"{source}?", f"{source}??", 0, "fr") == f"{source}??"
    assert translate_count(f"{source}?", f"{source}??", 1, "fr") == f"{source}?"


def test_one_that_was_compiled_elsewhere_is_read_too() -> None:
    numbers = struct.unpack_from("<7I", _COMPILED)
    count, sources, sentences = numbers[2:5]
    turned = bytearray(_COMPILED)
    struct.pack_into(">7I", turned, 0, *numbers)
    for at in (*range(sources, sources + 8 * count, 4), *range(sentences, sentences + 8 * count, 4)):
        struct.pack_into(">I", turned, at, *struct.unpack_from("<I", _COMPILED, at))
    other = type(translations("fr"))(bytes(turned))  # type: ignore[arg-type]
    assert other.gettext("12 months") == "12 mois"
