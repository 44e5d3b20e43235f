"""Trades beside dry cleaning in the real window: found by their names, in the rail from the first thing on, asked what is theirs."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from concierge_desk.frame.window import MainWindow
from concierge_desk.jobs.daily_check import verify_daily
from concierge_desk.jobs.verdict import VerifyRequest
from concierge_desk.pages.counter.inputs import Elsewhere, PartnerDaysInput
from concierge_desk.paths import reports_folder
from concierge_desk.store.partners import EXPORTED
from tests.counter.desks import Play
from tests.entrusted.workshop import NET, ROUNDS, partner, set_up, taken
from tests.services.natures import every_trade
from tests.ui.window.test_entrusted import Counted

TRADES = every_trade()
Opened = Callable[[Play], MainWindow]


@pytest.fixture
def lang() -> str:
    return "fr"


def in_rail(window: MainWindow) -> set[str]:
    rail = window.view.rail
    return {code for code in TRADES if rail._buttons[code].isVisibleTo(rail)}


def keyed(hands: Counted) -> list[str]:
    """Trades that have a key of their own at the counter."""
    return [offer.service for offer in hands.state.favourites if offer.service in TRADES]


def comes(play: Play, code: str) -> None:
    """Let a workshop come for a trade that the shop does not do itself."""
    partner(play)
    play.do(f"{code}.set_rounds", partner=NET, rounds=ROUNDS, lead_days={"normal": 3})


def test_of_a_protected_key_the_card_is_seen(play: Play, opened: Opened) -> None:
    """Of the protected one she says that she saw the card; nobody asks of the other."""
    play.open()
    comes(play, "keycut")
    for kind, cents in (("CLE", 450), ("CLE_PROTEGEE", 2500)):
        play.do("keycut.set_prices", rows=[{"kind": kind, "public": cents}])
    hands = Counted(opened(play))
    assert in_rail(hands.window) == {"keycut"}, "its prices are set"
    assert keyed(hands) == ["keycut"]
    hands.type("clés")
    hands.press("slash")
    hands.type("Mme Kessler")
    hands.press("enter")
    hands.look("key-kinds")
    hands.type("12")
    hands.press("enter")
    hands.look("key-seen")
    asked = None if hands.state.asking is None else hands.state.asking.ask
    assert asked is not None and asked.question.startswith("Clé protégée")
    # No Enter says what she saw.
    hands.press("enter")
    assert play.code("keycut.move", piece="D-2026-000001/1", place="A1") == "keycut.unknown"
    hands.press("slash")
    pieces = play.last("keycut.taken_in").data["pieces"]
    assert [piece["kind"] for piece in pieces] == ["CLE", "CLE_PROTEGEE"]


def test_a_trade_stands_in_the_rail_from_its_first_thing_on(play: Play, opened: Opened, qtbot: QtBot) -> None:
    """A shop that never sewed has no row and no key for it; the word leads there, and they stand from then on."""
    play.open()
    hands = Counted(opened(play))
    assert in_rail(hands.window) == set()
    assert keyed(hands) == []
    hands.type("couture")
    hands.press("slash")
    hands.type("Mme Kessler")
    hands.press("enter")
    hands.type("1")
    hands.press("enter")
    (piece,) = play.last("sewing.taken_in").data["pieces"]
    hands.scan(piece["code"])
    qtbot.waitUntil(lambda: in_rail(hands.window) == {"sewing"})
    # What has a key of its own is read with whatever was changed elsewhere.
    hands.window.front.feed(Elsewhere())
    hands.keys.rest()
    assert keyed(hands) == ["sewing"]


def test_the_number_of_a_bike_is_asked_for_and_its_price_told_later(play: Play, opened: Opened) -> None:
    play.open()
    comes(play, "bikefix")
    hands = Counted(opened(play))
    assert in_rail(hands.window) == {"bikefix"}, "its rounds are set"
    assert keyed(hands) == ["bikefix"]
    hands.type("vélo")
    hands.press("slash")
    hands.type("Mme Kessler")
    hands.press("enter")
    hands.type("1")
    hands.press("enter")
    hands.look("bike-number")
    hands.type("ab12 cd34 ef")
    hands.press("enter")
    (piece,) = play.last("bikefix.taken_in").data["pieces"]
    assert play.personal(piece["fnuci"]) == "AB12CD34EF"
    hands.scan(piece["code"])
    hands.look("bike")
    hands.press("slash")
    hands.type("65")
    hands.press("enter")
    assert play.last("bikefix.quoted").data["total_cents"] == 6500
    hands.scan(piece["code"])
    hands.look("bike-quoted")
    hands.press("slash")
    hands.type("1")
    hands.press("enter")
    hands.press("enter")
    assert play.last("bikefix.quote_answered").data["answer"] == "accepted"
    hands.scan(piece["code"])
    hands.look("bike-accepted")
    hands.press("slash")
    assert play.rows("SELECT state, cents FROM bikefix_piece") == [("sent", 6500)]
    play.do("bikefix.receive_back", partner=NET, pieces=[{"piece": piece["piece"]}])
    hands.scan(piece["code"])
    hands.press("slash")
    hands.press("enter")
    assert play.rows("SELECT state, cents FROM bikefix_piece") == [("ready", 6500)]


def test_without_a_price_the_word_leads_to_the_page_that_sets_one(play: Play, opened: Opened) -> None:
    play.open()
    hands = Counted(opened(play))
    hands.type("cordonnerie")
    hands.look("shoes")
    hands.press("enter")
    assert hands.window.view.page == "cobbler" or [one.ref for one in hands.state.offers] == ["page:cobbler"]
    hands.look("shoes-page")


def test_a_workshop_gets_the_file_of_its_month_from_its_card(play: Play, opened: Opened) -> None:
    """By keys: what is its own of the closed days, in one file that checks out; where it lies is said."""
    play.open()
    set_up(play)
    taken(play)
    play.do("pressing.send", partner=NET)
    play.close(counted_cents=0)
    play.open("2026-11-26T08:00", confirmed_day="2026-11-26")
    hands = Counted(opened(play))
    hands.type("centre")
    hands.press("enter")
    for _ in range(9):
        if hands.state.chosen is not None and hands.state.chosen.label.startswith("Fichier à remettre"):
            break
        hands.press("right")
    hands.press("slash")
    (file,) = reports_folder(play.desk.folder.root, practice=True).glob("partner-*.zip")
    assert file.name == "partner-nettoyage-AMP1-F-2026-11-01-2026-11-30.zip"
    assert verify_daily(file.read_bytes(), VerifyRequest()).faults == []
    assert file.name in hands.state.told.text
    (told,) = [posted.data for posted in play.posted() if posted.kind == EXPORTED]
    assert (told["principal"], told["last_day"]) == (NET, "2026-11-30")


def test_where_no_day_of_the_month_is_closed_that_is_said(play: Play, opened: Opened) -> None:
    play.open()
    set_up(play)
    hands = Counted(opened(play))
    hands.window.front.feed(PartnerDaysInput(NET, "2026-11-01", "2026-11-30"))
    hands.keys.rest()
    told = hands.state.told
    assert told is not None and told.text.startswith("Aucune journée n’a été clôturée entre le 01/11/2026")
    assert not list(reports_folder(play.desk.folder.root, practice=True).glob("partner-*.zip"))
