"""Nothing is handed to the wrong one without a key that said so: homonyms, a twin, a company, a proxy that ended."""

from collections.abc import Callable

import pytest

from concierge_desk.frame.window import MainWindow
from tests.counter.desks import WEDNESDAY, Play
from tests.ui.window.conftest import hers, keys, opened, plugged, ready  # noqa: F401  (fixtures)
from tests.ui.window.keyboard import WindowKeys

ZOE, OTHER_ZOE, ANA, LEO = "p-4t9d2k7mx0q3", "p-4t9d2k7mx0q4", "p-4t9d2k7mx0q5", "p-4t9d2k7mx0q6"
PARCEL = "6A15602676409"
KEYS = ("enter", "slash", "plus", "star", "enter")
"""Whatever a hurried hand presses."""


@pytest.fixture
def lang() -> str:
    return "fr"


@pytest.fixture
def known(ready: Play) -> Play:  # noqa: F811
    for card, given, street in (
        (ZOE, "Zoé", "1 rue des Tulipes"),
        (OTHER_ZOE, "Zoé", "3 rue des Lilas"),
        (ANA, "Ana", "1 rue des Tulipes"),
    ):
        ready.do("person.create", card=card, family="Muller", given=given, street=street)
    ready.do("person.create", card=LEO, family="Vasseur", given="Léo")
    return ready


@pytest.fixture
def arrive(known: Play) -> Callable[[str], None]:
    def receive(name: str, tracking: str = PARCEL) -> None:
        known.do(
            "relay.receive",
            tracking=tracking,
            shelf="A5",
            addressee={"name": name},
            presented_day=WEDNESDAY,
        )

    return receive


@pytest.fixture
def hands(known: Play, opened: Callable[[Play], MainWindow]) -> WindowKeys:  # noqa: F811
    return WindowKeys(opened(known))


def handed(play: Play) -> list[str]:
    entries = [one for one in play.posted() if one.kind == "relay.handed_over"]
    return [one.data["tracking"] for one in entries if one.data["tracking"] == PARCEL]


def parcels(hands: WindowKeys) -> list[str | None]:
    """The names on the parcels that are shown."""
    return [offer.person for offer in hands.state.offers if offer.service == "relay"]


def rule(hands: WindowKeys) -> str:
    """What is said before the parcel is given."""
    return next(offer.rule for offer in hands.state.offers if offer.service == "relay")


def hurry(hands: WindowKeys) -> None:
    for key in KEYS:
        hands.press(key)


def test_two_people_of_one_name_and_one_parcel(
    hands: WindowKeys, known: Play, arrive: Callable[[str], None]
) -> None:
    arrive("Mme Zoé Muller")
    for card, home, other in (
        (ZOE, "1 rue des Tulipes", "3 rue des Lilas"),
        (OTHER_ZOE, "3 rue des Lilas", "1 rue des Tulipes"),
    ):
        hands.scan(card)
        assert parcels(hands) == ["Mme Zoé Muller"]
        assert home in hands.state.offers[0].detail
        # The other one's home is read before anything is given.
        assert "peut-être pour quelqu’un d’autre" in rule(hands) and other in rule(hands)
        hurry(hands)
        assert handed(known) == []
    # One key goes to the parcel, one says that the document was seen.
    hands.scan(OTHER_ZOE)
    hands.press("down")
    assert hands.state.offer is not None and hands.state.offer.service == "relay"
    hands.press("slash")
    assert handed(known) == [PARCEL]


def test_a_label_with_the_family_name_alone_is_of_all_of_them(
    hands: WindowKeys, arrive: Callable[[str], None]
) -> None:
    arrive("Mme Muller")
    hands.scan(ANA)
    assert "Zoé Muller, 1 rue des Tulipes" in rule(hands)
    assert "Zoé Muller, 3 rue des Lilas" in rule(hands)


@pytest.mark.parametrize("label", ["Ana Muller", "MULLER ANA", "Mlle A. Muller"])
def test_a_twin_is_told_apart_by_the_given_name(
    hands: WindowKeys, known: Play, arrive: Callable[[str], None], label: str
) -> None:
    """Both live at one address."""
    arrive(label)
    hands.scan(ZOE)
    assert parcels(hands) == []
    hurry(hands)
    assert handed(known) == []
    hands.press("escape")
    hands.press("escape")
    hands.scan(ANA)
    assert parcels(hands) == [label] and "Zoé" not in rule(hands)


@pytest.mark.parametrize("typed", ["zoe muller", "MULLER zoe", "müller zoé", "zoe"])
def test_a_name_typed_without_accents_chooses_nobody(
    hands: WindowKeys, known: Play, arrive: Callable[[str], None], typed: str
) -> None:
    arrive("Mme Zoé Muller")
    hands.press("home")
    hands.type(typed)
    found = [(offer.person, offer.detail) for offer in hands.state.offers if offer.private]
    assert found == [("Zoé Muller", "3 rue des Lilas"), ("Zoé Muller", "1 rue des Tulipes")]
    assert hands.state.offer is None, "none is chosen"
    hurry(hands)
    assert handed(known) == []


@pytest.mark.parametrize("label", ["SARL Muller et fils", "Boulangerie Muller", "Muller Frères"])
def test_a_parcel_to_a_company_is_nobodys_own(
    hands: WindowKeys, known: Play, arrive: Callable[[str], None], label: str
) -> None:
    arrive(label)
    for card in (ZOE, ANA):
        hands.scan(card)
        assert parcels(hands) == []
        hurry(hands)
    assert handed(known) == []


@pytest.mark.parametrize(("until", "shown"), [(WEDNESDAY, True), ("2026-11-24", False)])
def test_a_proxy_whose_end_was_yesterday_reaches_nothing(
    desks_at: Callable[[str], None],
    hands: WindowKeys,
    known: Play,
    arrive: Callable[[str], None],
    until: str,
    shown: bool,
) -> None:
    arrive("Mme Ana Muller")
    known.do("person.allow", person=ANA, proxy={"card": LEO}, until_day=WEDNESDAY, mandate="paper")
    if not shown:
        desks_at(until)
    hands.scan(LEO)
    assert parcels(hands) == (["Mme Ana Muller"] if shown else [])
    if shown:
        assert "Pour Ana Muller" in rule(hands) and ".." not in rule(hands)
    hurry(hands)
    assert handed(known) == []
    # On her own card it stands until when it held.
    hands.press("escape")
    hands.press("escape")
    hands.scan(ANA)
    assert ("terminée" in hands.state.offers[0].detail) is not shown, hands.state.offers[0].detail


@pytest.fixture
def desks_at(known: Play) -> Callable[[str], None]:
    """Let every proxy have ended on a day: its end was written so by whoever ended it."""

    def ended(day: str) -> None:
        (proxy,) = known.rows("SELECT proxy FROM people_proxy")[0]
        known.do("person.disallow", proxy=proxy)
        assert known.rows("SELECT until_day FROM people_proxy") == [(day,)]

    return ended
