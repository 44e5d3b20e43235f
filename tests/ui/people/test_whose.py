"""Whose something is, asked in the real window: a card, a name that is chosen among those known, Enter alone."""

from collections.abc import Callable

import pytest

from concierge_desk.counter.cards.leads import CARD_OF
from concierge_desk.counter.values.codes import printed_code
from concierge_desk.frame.window import MainWindow
from concierge_desk.pages.counter.veil import Veil
from concierge_desk.ui.kit.words import Words
from tests.counter.desks import COFFEE, Play, card, cash
from tests.ui.window.conftest import hers, keys, opened, plugged, ready  # noqa: F401  (fixtures)
from tests.ui.window.keyboard import WindowKeys

ZOE, ALI, TWIN = "p-4t9d2k7mx0q3", "p-4t9d2k7mx0q4", "p-4t9d2k7mx0q5"


@pytest.fixture
def lang() -> str:
    return "fr"


@pytest.fixture
def known(ready: Play) -> Play:  # noqa: F811
    ready.do("till.move", direction="in", cents=10_000, reason="float")
    ready.do("person.create", card=ZOE, family="Souza", given="Zoé", street="1 rue des Tulipes")
    ready.do("person.create", card=ALI, family="Roux", given="Ali", street="3 rue des Lilas")
    ready.do("person.create", card=TWIN, family="Roux", given="Ali", street="12 rue des Tulipes")
    return ready


@pytest.fixture
def hands(known: Play, opened: Callable[[Play], MainWindow]) -> WindowKeys:  # noqa: F811
    return WindowKeys(opened(known))


def begin(hands: WindowKeys, word: str, act: int = 0) -> None:
    """Find an act by a word, and begin it."""
    hands.press("home")
    hands.type(word)
    hands.press("enter")
    for _ in range(act):
        hands.press("right")
    hands.press("slash")
    assert hands.state.asking is not None, hands.state.told


def answered(hands: WindowKeys, *said: str) -> None:
    for text in said:
        hands.type(text)
        hands.press("enter")


def question(hands: WindowKeys) -> str:
    asking = hands.state.asking
    return "" if asking is None or asking.ask is None else asking.ask.question


def on_card(hands: WindowKeys, card: str, do: str) -> None:
    """Begin an act of somebody's card: what is done now and then stands behind one more key."""
    hands.scan(card)
    for _ in range(2):
        offer = hands.state.offer
        assert offer is not None
        places = [n for n, one in enumerate(offer.acts) if one.do == do]
        if not places:
            _to(hands, next(n for n, one in enumerate(offer.acts) if one.leads.startswith(CARD_OF)))
            hands.press("slash")
            continue
        _to(hands, places[0])
        hands.press("slash")
        return


def _to(hands: WindowKeys, place: int) -> None:
    while hands.state.act != place:
        hands.press("right")


def complaint(hands: WindowKeys) -> str:
    return "" if hands.state.asking is None else hands.state.asking.complaint


def how_to(hands: WindowKeys) -> str:
    """What is said of the keys of the question."""
    return " ".join(one.text() for one in hands.window.findChildren(Words) if one.isVisible())


def owner(play: Play, table: str) -> str | None:
    """Whose the newest thing is: a name that is kept for it alone, or the card of somebody."""
    party = str(play.rows(f"SELECT party FROM {table} ORDER BY seq DESC LIMIT 1")[0][0])
    linked = play.rows(
        "SELECT card FROM party_link JOIN people_card USING (person) WHERE party_link.ref = ?", party
    )
    return str(linked[0][0]) if linked else play.personal(party)


def test_enter_alone_takes_whose_visit_it_is(hands: WindowKeys, known: Play) -> None:
    hands.scan(printed_code(ZOE))
    begin(hands, "caution")
    answered(hands, "L-2026-000001")
    assert "la personne de cette visite" in question(hands)
    answered(hands, "", "50")
    hands.press("plus")
    assert owner(known, "caution") == ZOE


def test_it_stands_alone_and_is_hers_all_the_same(hands: WindowKeys, known: Play) -> None:
    """A kept cheque is no part of the visit."""
    hands.scan(ZOE)
    begin(hands, "caution", act=1)
    answered(hands, "", "", "50", "", "")
    assert known.rows("SELECT kept FROM caution") == [("cheque",)]
    assert owner(known, "caution") == ZOE


def test_nobody_is_at_the_counter_yet(hands: WindowKeys, known: Play) -> None:
    begin(hands, "arrhes")
    answered(hands, "", "")
    assert "à personne" in complaint(hands)
    answered(hands, "M. Nouveau 06 12 34 56 78", "5", "1")
    hands.press("plus")
    assert owner(known, "advance") == "M. Nouveau · 06 12 34 56 78"


def test_a_card_that_is_scanned_answers(hands: WindowKeys, known: Play) -> None:
    hands.favourite(0)
    begin(hands, "caution")
    answered(hands, "")
    hands.scan(printed_code(ALI))
    assert not hands.state.waiting and "Combien" in question(hands)
    answered(hands, "50")
    hands.press("plus")
    assert owner(known, "caution") == ALI
    # Whose it is says nothing of whose visit it was.
    assert known.rows("SELECT count(*) FROM visit") == [(0,)]


def test_a_lost_card_answers_nothing(hands: WindowKeys, known: Play) -> None:
    known.do("person.card", person=ALI, lost=True)
    begin(hands, "caution")
    answered(hands, "")
    hands.scan(ALI)
    assert hands.state.waiting == (ALI,) and "qui" in question(hands)


def test_a_name_is_chosen_by_its_number_and_by_no_other_key(hands: WindowKeys, known: Play) -> None:
    begin(hands, "caution")
    answered(hands, "", "roux ali")
    asking = hands.state.asking
    assert asking is not None and asking.ask is not None
    assert [(one.label, one.detail) for one in asking.ask.options[:2]] == [
        ("Ali Roux", "12 rue des Tulipes"),
        ("Ali Roux", "3 rue des Lilas"),
    ]
    assert asking.ask.proposal is None
    hands.press("enter")
    hands.press("plus")
    assert "numéro" in complaint(hands) and known.rows("SELECT count(*) FROM caution") == [(0,)]
    answered(hands, "2", "50")
    hands.press("plus")
    assert owner(known, "caution") == ALI


def test_somebody_else_may_bear_the_name(hands: WindowKeys, known: Play) -> None:
    begin(hands, "caution")
    answered(hands, "", "Roux", "3", "50")
    hands.press("plus")
    assert owner(known, "caution") == "Roux"


def key_of(play: Play, card: str) -> str:
    """The key of somebody: a card may be lost before the question is answered."""
    return str(play.rows("SELECT person FROM people_card WHERE card = ?", card)[0][0])


def test_esc_asks_for_the_name_again(hands: WindowKeys, known: Play) -> None:
    begin(hands, "caution")
    answered(hands, "", "roux")
    hands.press("escape")
    assert "Scannez la carte" in question(hands)
    answered(hands, "souza")
    asking = hands.state.asking
    assert asking is not None and asking.ask is not None
    assert asking.ask.proposal == {"card": key_of(known, ZOE)}, "one alone is proposed"
    answered(hands, "")
    assert "Combien" in question(hands)


def test_a_slate_is_somebodys_who_is_known(hands: WindowKeys, known: Play) -> None:
    known.settle([COFFEE], card(120))
    hands.press("home")
    hands.scan(ZOE)
    hands.favourite(next(n for n, one in enumerate(hands.state.favourites) if one.title == "Café"))
    begin(hands, "ardoise")
    answered(hands, "Personne d'ici")
    assert "connaît personne" in complaint(hands).replace("\u00a0", " ")
    answered(hands, "", "")
    hands.press("plus")
    assert owner(known, "debt") == ZOE
    assert known.last("till.settled").data["due_cents"] == 0


def test_whoever_is_asked_for_is_veiled(hands: WindowKeys) -> None:
    begin(hands, "caution")
    answered(hands, "", "roux")
    assert "Roux" not in repr(Veil().over(hands.state)) and "Lilas" not in repr(Veil().over(hands.state))


def test_a_name_that_is_chosen_survives_a_cut(
    hands: WindowKeys,
    known: Play,
    opened: Callable[[Play], MainWindow],  # noqa: F811
) -> None:
    begin(hands, "caution")
    answered(hands, "", "roux")
    again = WindowKeys(opened(known))
    assert "Scannez la carte" in question(again), "the name is typed again"


def test_who_was_chosen_survives_a_cut(
    hands: WindowKeys,
    known: Play,
    opened: Callable[[Play], MainWindow],  # noqa: F811
) -> None:
    begin(hands, "caution")
    answered(hands, "", "roux", "2")
    again = WindowKeys(opened(known))
    asking = again.state.asking
    assert asking is not None and asking.answers == (None, {"card": key_of(known, ALI)})
    assert "Combien" in question(again)


def test_a_household_is_joined_by_a_name(hands: WindowKeys, known: Play) -> None:
    known.do("household.create", people=[ZOE])
    on_card(hands, ALI, "household.join")
    answered(hands, "souza", "")
    assert known.rows("SELECT count(*) FROM people_household") == [(2,)]


def test_a_proxy_is_somebody_with_a_card(hands: WindowKeys, known: Play) -> None:
    on_card(hands, ALI, "person.allow")
    hands.scan(ZOE)
    answered(hands, "2", "")
    assert known.rows(
        "SELECT card FROM people_proxy JOIN people_card ON people_card.person = people_proxy.who"
    ) == [(ZOE,)]


def test_what_is_no_more_is_cleared_by_a_sign(hands: WindowKeys, known: Play) -> None:
    on_card(hands, ZOE, "person.correct")
    answered(hands, "", "", "", "")
    assert "− ne garde rien" in how_to(hands)
    hands.press("minus")
    answered(hands, "", "")
    assert known.rows("SELECT given, street FROM people_person WHERE family = 'Souza'") == [("Zoé", None)]


def test_namesakes_are_told_before_somebody_new_is_kept(hands: WindowKeys, known: Play) -> None:
    begin(hands, "fiche")
    answered(hands, "Roux")
    asking = hands.state.asking
    assert asking is not None and "3 rue des Lilas" in asking.note and "12 rue des Tulipes" in asking.note
    answered(hands, "Inès")
    asking = hands.state.asking
    assert asking is not None and asking.note == "", "nobody bears that whole name"
    answered(hands, "", "", "")
    assert known.rows("SELECT count(*) FROM people_person WHERE family = 'Roux'") == [(3,)]


def test_what_came_by_two_means_goes_back_by_both(hands: WindowKeys, known: Play) -> None:
    taken = {"do": "caution.take", "of": "L-2026-000001", "who": {"name": "M. Nouveau"}, "cents": 5000}
    known.settle([taken], card(2000), cash(3000))
    hands.press("home")
    hands.scan("L-2026-000001")
    hands.press("slash")
    assert hands.state.rest_cents == -5000
    hands.press("plus")
    paying = hands.state.paying
    assert paying is not None and paying.back, hands.state.told
    assert dict(zip([one.code for one in paying.means], paying.amounts, strict=True)) == {
        "cash": 3000,
        "card": 2000,
        "cheque": 5000,
    }
    hands.type("2")
    hands.press("star")
    assert hands.state.rest_cents == -3000 and hands.state.paying is not None
    hands.type("1")
    hands.press("star")
    real = {row["means"]: row["cents"] for row in known.last("till.settled").data["payments"]}
    assert real == {"card": -2000, "cash": -3000}


def test_more_than_what_goes_back_is_not_given(hands: WindowKeys, known: Play) -> None:
    taken = {"do": "caution.take", "of": "L-2026-000001", "who": {"name": "M. Nouveau"}, "cents": 5000}
    known.settle([taken], card(5000))
    hands.press("home")
    hands.scan("L-2026-000001")
    hands.press("slash")
    hands.type("51")
    hands.press("star")
    assert hands.state.paying is None and hands.state.told is not None
    hands.type("20")
    hands.press("star")
    assert hands.state.paying is not None and hands.state.paying.amounts[0] == 2000
