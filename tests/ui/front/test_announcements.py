"""What is heard of the counter's pictures: what became other, whose or what it is first, each sentence once."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.pages.counter.announcements import Announcement, announced, card_words
from concierge_desk.pages.counter.paid import Paid
from concierge_desk.pages.counter.state import Part, Paying, State
from concierge_desk.pages.counter.veil import Veil
from concierge_desk.ui.presenter.told import Message
from tests.ui.shell.pictures import (
    APART,
    ARRIVING,
    EMPTY,
    FOUND,
    LINES,
    MEANS,
    MISSED,
    PAID,
    PARCEL,
    PARTED,
    PAYING,
    PAYING_APART,
    PICTURES,
    PRICED,
    PROXIED,
    SEEN,
    WEIGHED,
)

NAME = "Mme Kessler Léa"
pictures = st.sampled_from(sorted(PICTURES))


def heard(before: State, now: State) -> str:
    """What is heard, as it is heard: what keeps words together on the screen is not."""
    return announced(before, now).text.replace("\N{NO-BREAK SPACE}", " ")


@given(pictures)
def test_what_stays_as_it_was_is_not_heard_again(name: str) -> None:
    assert announced(PICTURES[name], PICTURES[name]) == Announcement()
    assert heard(PICTURES[name], replace(PICTURES[name], busy=True)) == ""


@given(pictures, pictures)
def test_each_sentence_is_heard_once(before: str, now: str) -> None:
    told = PICTURES[now].told
    if told is not None:
        assert heard(PICTURES[before], PICTURES[now]).count(told.text) <= 1
    complaint = PICTURES[now].asking.complaint if PICTURES[now].asking else ""
    if complaint:
        assert Counter(heard(EMPTY, PICTURES[now]).split(complaint))[""] <= 1


@given(pictures, pictures)
def test_what_is_veiled_is_not_spoken(before: str, now: str) -> None:
    veil = Veil()
    first, then = (
        replace(PICTURES[name], offers=tuple(replace(one, person=NAME) for one in PICTURES[name].offers))
        for name in (before, now)
    )
    told = replace(then, told=Message("Remis.", "good", 99, NAME))
    assert "Kessler" not in heard(veil.over(first), veil.over(told))


def test_of_a_card_it_is_heard_whose_it_is_and_last_what_its_button_does() -> None:
    words = card_words(replace(PARCEL, person=NAME))
    assert words.startswith(f"{NAME}, A3, ") and words.endswith(" Pièce vue, remettre.")
    assert words.index("Colissimo") < words.index("Demandez une pièce")


def test_of_an_act_whose_it_is_then_the_act_then_the_money() -> None:
    done = replace(
        PAID, told=Message("Colis remis · 2,00 €.", "good", 9, NAME), paid=replace(PAID.paid, back_cents=300)
    )
    assert heard(SEEN, done) == f"{NAME}. Colis remis · 2,00 €. À rendre 3,00 €."


@pytest.mark.parametrize(
    ("tone", "urgent"), [("good", False), ("plain", False), ("warning", True), ("bad", True)]
)
def test_a_refusal_breaks_off_what_is_read(tone: str, urgent: bool) -> None:
    assert announced(EMPTY, replace(EMPTY, told=Message("Voilà.", tone, 5))).urgent is urgent  # type: ignore[arg-type]


def test_the_same_sentence_again_is_a_new_one() -> None:
    again = replace(EMPTY, told=Message("Rien à payer.", "plain", 6))
    assert heard(replace(EMPTY, told=Message("Rien à payer.", "plain", 5)), again) == "Rien à payer."


def test_an_unknown_code_is_heard_once_with_what_to_do() -> None:
    first = replace(MISSED, missed=MISSED.missed[:1])
    assert heard(EMPTY, first) == MISSED.missed[0].text
    assert announced(EMPTY, first).urgent
    assert heard(first, MISSED) == MISSED.missed[1].text


def test_a_question_is_heard_with_its_answers_once() -> None:
    asked = heard(FOUND, SEEN)
    assert asked.startswith("Quelle pièce avez-vous vue ? 1. Carte d’identité, 2. Passeport")
    other = replace(PROXIED, asking=PROXIED.asking and replace(PROXIED.asking, answers=()))
    assert heard(FOUND, other) == "Pour quelqu’un d’autre. Nom de la personne ?"
    # Asked without its card before it, it says whose thing it is.
    assert heard(EMPTY, replace(SEEN, told=None, offers=(), priced=EMPTY.priced)).startswith(
        "Colissimo 6A 15602"
    )
    next_one = heard(PROXIED, replace(PROXIED, asking=replace(SEEN.asking, answers=("M. Durand", "id_card"))))
    assert "M. Durand" not in next_one


def test_why_an_answer_is_not_taken_is_heard_before_the_question() -> None:
    assert WEIGHED.asking is not None
    plain = replace(WEIGHED, asking=replace(WEIGHED.asking, complaint=""))
    told = announced(plain, WEIGHED)
    assert told == Announcement("Tapez le poids en grammes, par exemple 250.", urgent=True)
    refused = replace(WEIGHED, told=Message(WEIGHED.asking.complaint, "bad", 8))
    assert heard(plain, refused) == WEIGHED.asking.complaint


def test_a_band_of_weight_is_heard_without_a_number_that_would_answer() -> None:
    assert "Combien pèse-t-il ? jusqu’à 250 g 5,49 €, jusqu’à 500 g 7,59 €" in heard(EMPTY, WEIGHED)


def test_what_is_due_is_heard_when_it_changes() -> None:
    less = replace(FOUND, priced=replace(PRICED, due_cents=1000))
    assert heard(less, FOUND) == "À payer 18,15 €."
    parted = replace(FOUND, priced=PRICED, parts=())
    assert heard(parted, PARTED) == "Reste à payer 8,15 €."
    whole = replace(PARTED, parts=(Part(MEANS[0], 1815),))
    assert heard(PARTED, whole) == ""


def test_whose_part_is_heard_with_each_amount_and_again_for_the_rest() -> None:
    assert PAYING_APART.paying is not None
    assert heard(FOUND, PAYING_APART) == (
        "La part de qui, et par quel moyen ? 1. Carte, La Poste, 16,95 €, 2. Chèque, La Poste, 16,95 €,"
        " 3. Carte, Conciergerie, 1,20 €, 4. Chèque, Conciergerie, 1,20 €."
    )
    rest = Paying(APART[2:], 120, amounts=(120, 120), follows=True)
    after = replace(PAYING_APART, paying=rest, parts=(Part(APART[0], 1695),))
    assert "1. Carte, Conciergerie, 1,20 €" in heard(PAYING_APART, after)
    other = replace(PAYING_APART, paying=replace(PAYING_APART.paying, selected=2))
    assert heard(PAYING_APART, other) == "Carte, Conciergerie, 1,20 €."


def test_another_means_is_heard_with_the_sum_then_the_one_chosen() -> None:
    assert heard(FOUND, PAYING) == (
        "18,15 € : par quel moyen ? 1. Chèque, 2. Carte bancaire, 3. Paiement en ligne."
    )
    assert PAYING.paying is not None
    other = replace(PAYING, paying=replace(PAYING.paying, selected=2))
    assert heard(PAYING, other) == f"{MEANS[2].label}, 18,15 €."
    assert heard(FOUND, replace(FOUND, giving=True)) == "Montant reçu, monnaie."


@pytest.mark.parametrize(
    ("given", "back", "told"),
    [(2000, 185, "À rendre 1,85 €."), (1815, 0, "Compte juste."), (0, 0, "")],
)
def test_what_goes_back_is_heard(given: int, back: int, told: str) -> None:
    paid = Paid("T-1", 1815, given, back, "Espèces", ())
    assert heard(EMPTY, replace(EMPTY, paid=paid)) == told


def test_arrows_tell_what_they_choose() -> None:
    assert heard(FOUND, replace(FOUND, selected=2)).startswith("Perceuse Bosch, en retard de 2 jours")
    assert heard(FOUND, replace(FOUND, act=2)) == "Refusé."
    assert heard(FOUND, replace(FOUND, line=1)) == f"{LINES[1].label}, 11,19 €."


def test_of_several_cards_their_number_and_names_are_heard() -> None:
    assert heard(EMPTY, replace(FOUND, told=None, priced=EMPTY.priced)).startswith(
        "3 cartes : 1. Colissimo 6A 15602 67630 0, 2. Pressing : 3 pièces prêtes, 3. Perceuse Bosch. "
    )
    two = tuple(replace(PARCEL, ref=ref, person=who) for ref, who in (("1", "Mme Roth"), ("2", "M. Roth")))
    told = heard(EMPTY, State(offers=two, selected=2, heading="roth"))
    assert told.startswith("2 cartes : 1. Mme Roth, 2. M. Roth. ") and "Lisez le prénom sur la pièce" in told
    assert announced(EMPTY, State(offers=two, selected=2, heading="roth", typing=True)).passing


def test_what_comes_after_an_act_is_heard() -> None:
    left = replace(FOUND, offers=FOUND.offers[1:])
    assert heard(FOUND, left).startswith("Pressing : 3 pièces prêtes")


def test_the_bag_and_what_waits_are_heard() -> None:
    assert heard(EMPTY, State(mode="arrivals")) == "Arrivée du sac."
    assert "6A15602676300" in heard(ARRIVING, replace(ARRIVING, waiting=("6A15602676300",)))
