"""What whoever looks over the counter may see: no name, no whole number; and that nothing else changes."""

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.counter.cards.offers import Ask, OfferedAct
from concierge_desk.pages.counter.state import Missed, State
from concierge_desk.pages.counter.veil import Veil, masked
from concierge_desk.ui.page.answer_words import answer_words
from concierge_desk.ui.presenter.asking import Asking, Undo
from concierge_desk.ui.presenter.told import Message
from tests.ui.front.desk import ScriptedDesk, parcel, stamp

NAME = "Mme Kessler Léa"
NUMBER = "6A 15602 67630 0"
PARCEL = replace(
    parcel(),
    title=f"Colissimo {NUMBER}",
    listed="Colissimo …6300",
    person=NAME,
    rule=f"Vérifiez : {NAME}. Demandez une pièce.",
    number="6A15602676300",
)
PICTURE = State(
    heading="kess",
    offers=(PARCEL, replace(PARCEL, ref="c-2", person="M. Kessler Paul", rule=""), stamp()),
    told=Message(f"Fait : Colissimo {NUMBER}, remis à {NAME}.", "good", 1),
    undo=Undo(f"Colissimo {NUMBER}", "op", 110.0),
    missed=(Missed("8L41392128256", "Personne ici ne connaît le code 8L41392128256."),),
    waiting=("8L41392128256",),
    arrived=(f"A3 · Colissimo {NUMBER}",),
    priced=ScriptedDesk().priced(None, ({"product": "LV_20"},)),
)


def seen(state: State) -> str:
    """Everything a picture shows, as one text."""
    shown = [state.heading, *state.waiting, *state.arrived]
    for offer in (*state.offers, *((state.asking.offer,) if state.asking else ())):
        shown += [offer.title, offer.detail, offer.rule, offer.number, offer.person or ""]
    shown += [one.text for one in (state.told,) if one] + [one.label for one in (state.undo,) if one]
    shown += [text for one in state.missed for text in (one.code, one.text)]
    shown += [line.label for line in state.lines]
    if state.asking is not None:
        shown += [state.asking.complaint, *(str(answer) for answer in state.asking.answers)]
    return "\n".join(shown)


def test_no_name_and_no_whole_number_is_left() -> None:
    """R-5.01: with F11 nobody beside the counter reads whose it is."""
    veiled = seen(Veil().over(PICTURE))
    assert not re.search("kess|léa|paul", veiled, re.IGNORECASE)
    assert not re.search("15602|41392", veiled)
    assert "Colissimo …6300" in veiled and "…8256" in veiled and "Nom caché" in veiled


@pytest.mark.parametrize("who", [{"name": "Mme Voisine"}, {"name": "Mme Voisine", "phone": "0612345678"}])
def test_who_comes_is_not_read_beside_the_next_question(who: dict[str, str]) -> None:
    asks = (Ask("proxy", "Who comes?", "who", whom=True), Ask("proof", "Seen?", "text"))
    act = OfferedAct("Somebody else comes", "pressing.collect", asks=asks)
    asking = Asking(PARCEL, act, "op", (who,), complaint="Mme Voisine ?")
    veiled = Veil().over(State(asking=asking)).asking
    assert veiled is not None
    assert answer_words(veiled.act.asks[0], veiled.answers[0]) == "…"
    assert "Voisine" not in veiled.complaint
    # Somebody by the card: it was said, and nothing more.
    shown = Veil().over(State(asking=replace(asking, answers=({"card": "p-4t9d2k7mx0q3"},)))).asking
    assert shown is not None
    assert "4t9d" not in answer_words(shown.act.asks[0], shown.answers[0])


def test_she_goes_on_serving() -> None:
    """Cards, places, acts, questions, money stand where they stood."""
    veiled = Veil().over(PICTURE)
    assert [(one.ref, one.place, one.acts) for one in veiled.offers] == [
        (one.ref, one.place, one.acts) for one in PICTURE.offers
    ]
    assert veiled.veiled and not PICTURE.veiled
    assert (veiled.priced, veiled.selected, veiled.whom) == (PICTURE.priced, PICTURE.selected, PICTURE.whom)


def test_with_whom_a_thing_is_is_hidden() -> None:
    away = replace(PARCEL, away=True, rule="Chez : la voisine du 3e, Mme Roth. Allez le chercher.")
    assert "Roth" not in seen(Veil().over(replace(PICTURE, offers=(away,))))


def test_the_beginning_of_a_word_that_was_typed_hides_no_other_word() -> None:
    told = Message("Fait : Colissimo 6A 15602 67630 0.", "good", 2)
    veiled = Veil().over(replace(PICTURE, heading="col", told=told))
    assert veiled.told is not None and veiled.told.text == "Fait : Colissimo …6300."
    typed = replace(PICTURE, heading="timbre", priced=ScriptedDesk().priced(None, ({"product": "LV_20"},)))
    assert Veil().over(typed).lines == typed.lines
    missing = Message("Rien au nom de « kess ».", "warning", 3)
    veiled = Veil().over(replace(PICTURE, told=missing))
    assert veiled.told is not None and "kess" not in veiled.told.text


def test_what_was_answered_in_words_is_hidden() -> None:
    asking = Asking(PARCEL, PARCEL.acts[1], "op", ("Zoé Roth",), complaint="Zoé Roth ne va pas")
    veiled = Veil().over(replace(PICTURE, asking=asking))
    assert "Zoé" not in seen(veiled)
    assert veiled.asking is not None and veiled.asking.ask == asking.ask


def test_what_stays_the_same_is_the_same_thing() -> None:
    """Whoever draws scrolls to what is new: a veil makes nothing new."""
    veil = Veil()
    first = veil.over(PICTURE)
    second = veil.over(replace(PICTURE, parked=1))
    assert [id(one) for one in first.offers] == [id(one) for one in second.offers]
    assert first.told is second.told


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("6A15602676300", "…6300"),
        ("Colissimo 6A 15602 67630 0", "Colissimo …6300"),
        ("RR 123 456 785 FR", "…85FR"),
        ("XN081879383FR est ici", "…83FR est ici"),
        ("T-2026-000003", "T-2026-000003"),
        ("Timbre Lettre verte 20 g", "Timbre Lettre verte 20 g"),
        ("2000 g, 11,19 €", "2000 g, 11,19 €"),
        ("le 24/11/2026 à 18 h 30", "le 24/11/2026 à 18 h 30"),
        ("1 250,00 €", "1 250,00 €"),
        ("Fait : Colissimo 8L 41392 12825 6, Pièce vue.", "Fait : Colissimo …8256, Pièce vue."),
        ("Lettre suivie C-RMDS45RJ1SRJ7", "Lettre suivie …SRJ7"),
        ("c-4t9d2k7mx0q3", "…x0q3"),
        ("06 12 34 56 78", "…5678"),
    ],
)
def test_numbers_are_hidden_and_figures_are_not(text: str, shown: str) -> None:
    assert masked(text, ()) == shown


@given(
    st.from_regex(r"[0-9]{8}[0-9A-Z]{1,8}", fullmatch=True),
    st.text("abcdé ,.", max_size=8),
    st.text("abcdé ,.", max_size=8),
)
def test_whatever_stands_beside_it(number: str, before: str, after: str) -> None:
    veiled: Any = masked(f"{before} {number} {after}", ())
    assert number not in veiled and number[-4:] in veiled
