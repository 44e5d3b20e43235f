"""French typography: which space stands where, which apostrophe and which minus."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.domain.document import Document, Paragraph
from concierge_desk.printing.layout import wrap
from concierge_desk.printing.text import to_text
from concierge_desk.printing.typography import NARROW, WIDE, french, is_french

TYPED = str.maketrans("’−", "'-")
SHOWN = str.maketrans({NARROW: "_", WIDE: "~"})

RULES = {
    "Bonjour !": "Bonjour_!",
    "Vraiment ?! Oui ; non.": "Vraiment_?! Oui_; non.",
    "Total : 12 €": "Total~: 12_€",
    "Pressing : manteau « cœur » !": "Pressing~: manteau «~cœur~»_!",
    "«cœur»": "«cœur»",
    "1,52\u00a0€": "1,52_€",
    "1\u00a0000\u00a0016,85\u00a0€": "1_000_016,85_€",
    "-99\u00a0999,99\u00a0€": "−99_999,99_€",
    "-1 × 1,52\u00a0€ (-3)": "−1 × 1,52_€ (−3)",
    "d'un prêt d'outils, l'« avis »": "d’un prêt d’outils, l’«~avis~»",
    "l'{name}": "l’{name}",
    "3 × 1\u00a0000,00\u00a0€  Lettre": "3 × 1_000,00_€  Lettre",
    "12 345,60 €": "12_345,60_€",
    "12 345 €": "12_345_€",
    "20 %": "20_%",
    "5,5\u00a0% de 1\u00a0234": "5,5_% de 1_234",
    "l’an prochain": "l’an prochain",
}
LEFT_ALONE = (
    "08:04",
    "25/11/2026 08:04:31",
    "Merci!",
    "https://example.org/?a=1;b=2",
    "voir ?id=3 ou !important ou :80",
    "SIRET 123 456 789 00012",
    "SIREN 123 456 789",
    "67100 Strasbourg",
    "06 12 34 56 78",
    "6A 15602 67630 0",
    "RB 123 456 789 FR",
    "c-4t9d 2k7m x0q3 h",
    "Lot 12 345",
    "T-2026-000124 345",
    "0 800 123 456",
    "n° 12",
    "2026-11-25",
    "B-2026-0001",
    "A-1",
    "8:00-11:30",
    "un - deux",
    "5' 6",
    "'mot'",
    "",
)

sentences = st.text(
    st.sampled_from([*"  \u00a0\u202f", *"0123456789", *";:!?«»€%,.-/", *"abé’'−"]), max_size=40
)


@pytest.mark.parametrize("text", RULES)
def test_each_space_is_the_right_one(text: str) -> None:
    assert french(text).translate(SHOWN) == RULES[text]


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_times_addresses_and_codes_are_left_alone(text: str) -> None:
    assert french(text) == text


@given(sentences | st.text())
def test_twice_is_once_and_nothing_but_spaces_and_signs_changes(text: str) -> None:
    once = french(text)
    assert french(once) == once
    assert "".join(once.translate(TYPED).split()) == "".join(text.translate(TYPED).split())
    assert [part for part in once.split(" ") if part] or not text.strip()


@given(
    st.lists(st.tuples(st.text("abcd", min_size=2, max_size=30), st.sampled_from(" !; :?»€%"))),
    st.integers(6, 30),
)
def test_no_line_breaks_at_a_no_break_space(words: list[tuple[str, str]], limit: int) -> None:
    text = french(" ".join(f"« {word} {mark}" if mark == "»" else f"{word} {mark}" for word, mark in words))
    lines = wrap(text, limit, len)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    for line in lines:
        assert line == line.strip(NARROW + WIDE)
        assert line[:1] not in set(";:!?»€%")
        assert line[-1:] != "«"


def test_documents_in_other_languages_keep_their_spaces() -> None:
    text = "Ready ? 1\u00a0000,00\u00a0€ : yes"
    for language, told in (("en", text), ("frr", text), ("fr", french(text)), ("fr-FR", french(text))):
        document = Document("slip", "B-1", "Bon", "roll80", (Paragraph(text),), language=language)
        assert to_text(document) == told + "\n"
    assert is_french("fr")
    assert french(text) != text
