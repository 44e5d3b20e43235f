"""The evening by one key: what each step shows, what it writes, and that a cut at any step loses nothing."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from concierge_desk.domain.money import format_amount
from concierge_desk.exporting.verifier import PAGE, page
from concierge_desk.pages.day.presenter import DayPresenter
from concierge_desk.pages.day.state import EveningState
from concierge_desk.paths import reports_folder
from concierge_desk.ui.presenter.host import PageHost
from tests.counter.desks import Desks, Play
from tests.ui.evening.hands import PASSPHRASE, Hands, Plugged, at_evening, long_now
from tests.ui.front.desk import run_now

pytestmark = pytest.mark.usefixtures("easy_locks")

FLOAT = 8000
EXACT = {5000: 1, 2000: 1, 500: 2}
"""Eighty euros."""
SHORT = {5000: 1, 2000: 1, 500: 1, 200: 1, 100: 1}
"""Two euros less."""
STAMPS = {"do": "relay.sell", "product": "LV_20", "quantity": 2}


@pytest.fixture
def play(desks: Desks) -> Iterator[Play]:
    with desks.desk() as play:
        play.open(float_cents=FLOAT)
        play.hands.set("2026-11-25T18:00")
        yield play


@pytest.fixture
def plugged(tmp_path: Path) -> Plugged:
    stick = tmp_path / "CLE"
    stick.mkdir()
    return Plugged([stick])


def kinds(play: Play) -> list[str]:
    return [entry.kind for entry in play.posted()]


def copy_on(stick: Plugged, hers: Hands) -> None:
    """Make the first copy, with the words it asks for."""
    assert hers.on().passphrase
    hers.evening.give_passphrase(PASSPHRASE, PASSPHRASE)
    assert len(list((stick.sticks[0] / "concierge-desk").glob("AMP1-*.zip"))) == 1


def test_two_keys_and_the_pieces(play: Play, plugged: Plugged) -> None:
    """F10, a number for each coin and note, F10: the Z, La Poste's file, and the stick is asked for."""
    with at_evening(play, plugged) as hers:
        assert hers.on().step == "count"
        hers.pieces(EXACT)
        assert hers.on().step == "stick"
        assert play.last("day.closed").data["cash"]["gap_cents"] == 0
        assert play.last("export.made").data["export"] == "laposte"
        copy_on(plugged, hers)
        assert hers.state.step == "over"
        assert hers.state.told is not None and hers.state.told.tone == "good"
        assert kinds(play)[-1] == "backup.made"
        assert not hers.on().is_open


def test_a_partner_who_reads_his_entries_gets_his_file_with_la_postes(play: Play, plugged: Plugged) -> None:
    play.do("partner.set", partner="ATELIER", name="Atelier", regime="mandate")
    play.do("partner.set", partner="LIVRES", name="Livres", regime="own", audience=False)
    with at_evening(play, plugged) as hers:
        hers.on()
        assert hers.state.sheet.owed == ("Relevé La Poste", "Relevé Atelier")
        hers.pieces(EXACT)
        assert hers.on().step == "stick"
        made = [entry.data["export"] for entry in play.posted() if entry.kind == "export.made"]
        assert made == ["laposte", "partner-atelier"]
        folder = reports_folder(play.desk.folder.root, practice=True)
        assert (folder / "partner-atelier-AMP1-F-2026-11-25.zip").exists()


def test_each_drawer_is_counted_in_its_turn(play: Play, plugged: Plugged) -> None:
    """F10 goes on to the next drawer, whose fields are empty; a gap of one of them wants a reason though the other hides it."""
    play.close(counted_cents=None)
    play.do("drawer.set", drawer="POSTE", funds=["MANDATE:LAPOSTE"])
    play.open("2026-11-26T08:00")
    play.settle([STAMPS], {"means": "cash", "given_cents": 304})
    play.hands.set("2026-11-26T18:00")
    with at_evening(play, plugged) as hers:
        assert (hers.on().step, hers.state.sheet.drawer) == ("count", "MAIN")
        hers.pieces({5000: 1, 2000: 1, 1000: 1, 2: 1})
        assert (hers.on().step, hers.state.sheet.drawer, dict(hers.state.typed)) == ("count", "POSTE", {})
        assert hers.state.sheet.pieces == {}
        hers.pieces({200: 1, 100: 1, 2: 1})
        assert hers.on().step == "counted"
        counted = hers.state.sheet.counted
        assert counted is not None
        assert (counted.gap_cents, hers.state.sheet.drawer) == (2, "MAIN")
        # Both together are right: two cents more here, two less there.
        assert play.status()["cash"]["gap_cents"] == 0
        assert hers.on().choosing
        hers.evening.recount()
        hers.pieces(EXACT)
        assert hers.on().step == "counted"
        assert hers.state.sheet.drawer == "POSTE"
        hers.evening.ask_reason()
        hers.evening.give_reason("1")
        hers.on()
        assert play.last("day.closed").data["drawers"][1]["gap_cents"] == -2


def amounts(state: EveningState) -> set[str]:
    """Every amount that the page shows in this picture, but for those she typed."""
    shown = (
        *state.sheet.figures,
        *state.sheet.stock,
        *state.money.big,
        *state.money.means,
        *state.money.figures,
    )
    notes = [note for one in state.money.big for note in one.notes]
    told = state.told.text if state.told else ""
    return set(re.findall(r"-?[\d\u00a0]+,\d\d", " ".join([*(one.value for one in shown), *notes, told])))


def test_before_the_count_nothing_tells_what_should_lie_there(play: Play, plugged: Plugged) -> None:
    """R-3.04: the count is blind."""
    play.settle([STAMPS], {"means": "cash", "given_cents": 500})
    play.settle([STAMPS], {"means": "card", "cents": 304})
    # The float, the cash taken, all that was taken, what should lie there: any of them gives the last.
    cash, card, taken = 152 * 2, 304, 304 * 2
    secret = {format_amount(cents)[:-2] for cents in (FLOAT, taken, FLOAT + cash)}
    with at_evening(play, plugged) as hers:
        assert hers.state.sheet.open and hers.state.sheet.money is None, "not even where nobody shows it"
        assert amounts(hers.state) == {format_amount(card)[:-2], "0,00"}
        hers.seen.clear()
        assert hers.on().step == "check"
        hers.on()
        hers.pieces(EXACT)
        hers.evening.keep_typed()
        began = [state for state in hers.seen if state.is_open]
        assert began and not any(amounts(state) & secret for state in began)
        # What was paid by card lies in no drawer: it may be ticked off.
        assert format_amount(304)[:-2] in amounts(hers.state)
        hers.on()
        assert amounts(hers.state) >= secret


def test_the_terminal_is_read_blind_and_a_difference_is_told_once(play: Play, plugged: Plugged) -> None:
    """What it should say is shown once she said what it does (0062); what differs bars nothing."""
    play.settle([STAMPS], {"means": "card", "cents": 304})
    play.settle([STAMPS], {"means": "cheque", "cents": 304})
    play.settle([STAMPS], {"means": "cheque", "cents": 304})
    with at_evening(play, plugged) as hers:
        hers.seen.clear()
        assert hers.on().step == "check"
        check = hers.evening.check
        assert [one.label for one in hers.state.sheet.cheques] == [format_amount(304)] * 2
        check.type_terminal("3,00")
        check.tick(str(hers.state.sheet.cheques[0].value))
        blind = [state for state in hers.seen if state.is_open]
        assert blind and not any(amounts(state) & {"3,04", "6,08", "9,12"} for state in blind)
        assert hers.on().step == "check"
        told = hers.state.told
        assert told is not None and "3,04" in told.text and "3,00" in told.text and "F10" in told.text
        assert hers.state.differs and [one.label for one in hers.state.sheet.cards] == [format_amount(304)]
        assert hers.on().step == "count"
        hers.pieces(EXACT)
        hers.on()
        closed = play.last("day.closed").data
    assert closed["card"] == {"expected_cents": 304, "terminal_cents": 300, "gap_cents": -4}
    assert len(closed["cheques"]["missing"]) == 1


def test_each_payees_terminal_is_read_blind(play: Play, plugged: Plugged) -> None:
    """La Poste has a terminal of its own (0074): two totals, one more here and one less there are two gaps."""
    play.close("2026-11-25T18:00", counted_cents=FLOAT)
    play.do("drawer.set", drawer="POSTE", funds=["MANDATE:LAPOSTE"], payee="LAPOSTE")
    play.open("2026-11-26T08:00")
    coffee = {"do": "shop.sell", "article": "CAFE"}
    play.settle([STAMPS], {"means": "card", "cents": 304})
    play.settle([coffee], {"means": "card", "cents": 120})
    with at_evening(play, plugged) as hers:
        hers.seen.clear()
        assert hers.on().step == "check"
        check = hers.evening.check
        assert [(one.payee, one.label) for one in hers.state.sheet.terminals] == [
            ("LAPOSTE", "La Poste"),
            ("OWN", "La conciergerie"),
        ]
        check.type_terminal("3,05", "LAPOSTE")
        check.type_terminal("1,19")
        blind = [state for state in hers.seen if state.is_open]
        assert blind and not any(amounts(state) & {"3,04", "1,20", "4,24"} for state in blind)
        assert hers.on().step == "check"
        told = hers.state.told
        assert told is not None and "La Poste" in told.text and "3,04" in told.text and "1,20" in told.text
        assert hers.state.differs
        assert [one.detail.rpartition(" · ")[2] for one in hers.state.sheet.cards] == [
            "La Poste",
            "La conciergerie",
        ]
        hers.evening.keep_typed()
    with at_evening(play, plugged) as hers:
        assert dict(hers.state.terminals) == {"LAPOSTE": "3,05\u00a0€", "OWN": "1,19\u00a0€"}
        hers.evening.check.type_terminal("3,0x", "LAPOSTE")
        assert hers.on().step == "check" and not hers.state.differs
        hers.evening.check.type_terminal("", "LAPOSTE")
        hers.evening.check.type_terminal("1,20")
        assert hers.on().step == "count"
        assert hers.evening.check.told == {"card_terminal_cents": 120}


def test_what_is_all_there_takes_three_keys(play: Play, plugged: Plugged) -> None:
    play.settle([STAMPS], {"means": "card", "cents": 304})
    play.settle([STAMPS], {"means": "cheque", "cents": 304})
    with at_evening(play, plugged) as hers:
        hers.on()
        hers.evening.check.type_terminal("3,04")
        hers.evening.check.tick_all()
        assert hers.on().step == "count"
        hers.pieces(EXACT)
        hers.on()
        closed = play.last("day.closed").data
    assert (closed["card"]["gap_cents"], closed["cheques"]["missing"]) == (0, [])


@pytest.mark.parametrize("typed", ["x", "3,0,4", "1.234"])
def test_a_total_that_is_none(play: Play, plugged: Plugged, typed: str) -> None:
    play.settle([STAMPS], {"means": "card", "cents": 304})
    with at_evening(play, plugged) as hers:
        hers.on()
        hers.evening.check.type_terminal(typed)
        assert hers.on().step == "check" and hers.state.told is not None


def test_without_cards_and_cheques_nothing_is_asked(play: Play, plugged: Plugged) -> None:
    play.settle([STAMPS], {"means": "cash", "given_cents": 304})
    with at_evening(play, plugged) as hers:
        assert hers.on().step == "count"


def test_what_was_said_survives_a_cut(play: Play, plugged: Plugged) -> None:
    play.settle([STAMPS], {"means": "card", "cents": 304})
    play.settle([STAMPS], {"means": "cheque", "cents": 304})
    with at_evening(play, plugged) as hers:
        hers.on()
        hers.evening.check.type_terminal("3,04")
        hers.evening.check.tick_all()
        hers.evening.keep_typed()
    with at_evening(play, plugged) as hers:
        assert (hers.state.step, dict(hers.state.terminals), len(hers.state.ticked)) == (
            "check",
            {"OWN": "3,04\u00a0€"},
            1,
        )
        hers.on()
    with at_evening(play, plugged) as hers:
        assert hers.state.step == "count"


def test_a_cheque_that_left_meanwhile_bars_no_closing(play: Play, plugged: Plugged) -> None:
    play.settle([STAMPS], {"means": "cheque", "cents": 304})
    with at_evening(play, plugged) as hers:
        hers.on()
        hers.evening.check.tick_all()
        hers.on()
        play.do("till.pay_in")
        hers.evening.look()
        hers.pieces(EXACT)
        hers.on()
    assert play.last("day.closed").data["cheques"]["here"] == 0


def test_a_closed_day_says_what_was_counted_and_the_gap(play: Play, plugged: Plugged) -> None:
    play.settle([STAMPS], {"means": "cash", "given_cents": 500})
    with at_evening(play, plugged) as hers:
        hers.on()
        hers.pieces(SHORT)
        hers.on()
        hers.evening.ask_reason()
        hers.evening.give_reason("1")
        hers.on()
        taken, laposte, _moved = (*hers.state.money.big, None)
        counted, gap = format_amount(7800), format_amount(504)
    assert (taken.value, taken.notes) == (
        format_amount(304),
        (f"caisse comptée\u00a0: {counted}, il manque {gap}",),
    )
    assert (laposte.label, laposte.value) == ("dont dû à La Poste", format_amount(304))
    assert laposte.notes == (f"reste dû, versements déduits\u00a0: {format_amount(304)}",)


def test_the_same_day_a_week_ago_stands_beside_the_takings(play: Play, plugged: Plugged) -> None:
    play.settle([STAMPS], {"means": "card", "cents": 304})
    play.close("2026-11-25T18:00")
    play.open("2026-12-02T08:00", confirmed_day="2026-12-02")
    play.close("2026-12-02T18:00")
    with at_evening(play, plugged) as hers:
        assert f"mercredi 25 novembre\u00a0: {format_amount(304)}" in hers.state.money.big[0].notes


def test_a_closing_that_was_only_looked_at_is_not_under_way(play: Play, plugged: Plugged) -> None:
    """F10 in the morning, then F2: the next start does not open in the closing."""
    with at_evening(play, plugged) as hers:
        day = DayPresenter(hers.day, PageHost(run_now, long_now), "copies", lambda _state: None)
        day.begin()
        assert day.state.is_open and hers.face.status().closing
        day.leave()
        assert not day.state.is_open and not hers.face.status().closing
        day.begin()
        day.evening.type_pieces(5000, "1")
        day.leave()
        # Whoever has begun to count finds it where it stood.
        assert day.state.typed_cents == 5000 and hers.face.status().closing


def test_a_gap_is_told_once_counted_and_needs_its_reason(play: Play, plugged: Plugged) -> None:
    with at_evening(play, plugged) as hers:
        hers.on()
        hers.pieces(SHORT)
        state = hers.on()
        assert state.step == "counted" and state.sheet.counted is not None
        assert state.sheet.counted.gap_cents == -200
        assert "day.closed" not in kinds(play)
        assert hers.on().choosing
        # While the reason is asked for, the key goes no further.
        assert hers.on().choosing and "day.closed" not in kinds(play)
        hers.evening.give_reason("9")
        assert hers.state.choosing
        hers.evening.give_reason("1")
        assert hers.state.reason == "counting_error"
        hers.on()
        closed = play.last("day.closed").data
        assert (closed["cash"]["gap_cents"], closed["gap_reason"]) == (-200, "counting_error")


def test_her_own_words_are_a_reason_and_stand_in_no_entry(play: Play, plugged: Plugged) -> None:
    with at_evening(play, plugged) as hers:
        hers.on()
        hers.pieces(SHORT)
        hers.on()
        hers.evening.ask_reason()
        hers.evening.give_reason("rendu trop à Mme Kessler")
        hers.on()
    closed = play.last("day.closed").data
    assert closed["gap_reason"] == "other"
    assert play.personal(closed["gap_note"]) == "rendu trop à Mme Kessler"


def test_a_recount_is_a_new_entry_and_the_first_stays(play: Play, plugged: Plugged) -> None:
    """R-3.04: a count is corrected by another one."""
    with at_evening(play, plugged) as hers:
        hers.on()
        hers.pieces(SHORT)
        hers.on()
        hers.evening.recount()
        assert (
            hers.state.step == "count"
            and hers.state.typed == {}
            and hers.state.money is hers.state.sheet.blind
        )
        hers.pieces(EXACT)
        hers.on()
    counted = [entry.data["counted_cents"] for entry in play.posted() if entry.kind == "till.counted"]
    assert counted == [7800, 8000]
    assert play.last("day.closed").data["cash"]["gap_cents"] == 0


def test_visits_that_are_not_settled_are_asked_about_first(play: Play, plugged: Plugged) -> None:
    play.do("visit.save", acts=[STAMPS])
    with at_evening(play, plugged) as hers:
        state = hers.on()
        assert state.step == "visits"
        assert [(one.label, one.detail) for one in state.sheet.pending] == [
            ("Timbre Lettre verte 20\u00a0g", format_amount(304))
        ]
        hers.evening.decide_visits(keep=False)
        assert hers.on().step == "count"
        hers.pieces(EXACT)
        hers.on()
    assert play.last("day.closed").data["counts"]["abandoned"] == 1
    assert "visit.abandoned" in kinds(play)


@pytest.mark.parametrize("typed", [{}, {5000: ""}])
def test_nothing_counted_closes_nothing(play: Play, plugged: Plugged, typed: dict[int, str]) -> None:
    with at_evening(play, plugged) as hers:
        hers.on()
        for face, text in typed.items():
            hers.evening.type_pieces(face, text)
        state = hers.on()
        assert state.step == "count" and state.told is not None and state.told.tone == "warning"
    assert not {"till.counted", "day.closed"} & set(kinds(play))


def test_an_empty_drawer_is_a_count(play: Play, plugged: Plugged) -> None:
    with at_evening(play, plugged) as hers:
        hers.on()
        hers.pieces({1: 0})
        assert hers.on().sheet.counted is not None
    assert play.last("till.counted").data["counted_cents"] == 0


def test_yesterdays_day_is_closed_by_one_key_under_its_own_date(play: Play, plugged: Plugged) -> None:
    play.do("visit.save", acts=[STAMPS])
    play.hands.set("2026-11-27T07:45")
    with at_evening(play, plugged) as hers:
        assert hers.state.sheet.late
        hers.on()
        state = hers.on()
        closed = play.last("day.closed").data
        assert (closed["day"], closed["late"], closed["counts"]["parked"]) == ("2026-11-25", True, 1)
        # The new day is what comes next; the copy can wait for the evening.
        assert state.sheet.to_open
        hers.evening.back()
        hers.on()
        assert play.last("day.opened").data["day"] == "2026-11-27"


def test_a_day_is_opened_with_what_lies_in_the_drawer(play: Play, plugged: Plugged) -> None:
    play.close(counted_cents=FLOAT)
    play.hands.set("2026-11-26T07:50")
    with at_evening(play, plugged) as hers:
        hers.on()
        hers.evening.type_float("quatre-vingts")
        hers.on()
        assert hers.state.told is not None and hers.state.told.tone == "warning"
        hers.evening.type_float("80,50")
        hers.on()
    assert play.last("day.opened").data["float_cents"] == 8050


def test_a_date_far_away_is_confirmed_by_the_same_key(play: Play, plugged: Plugged) -> None:
    play.close(counted_cents=FLOAT)
    play.hands.set("2026-12-18T07:50")
    with at_evening(play, plugged) as hers:
        hers.on()
        state = hers.on()
        assert state.confirm == "2026-12-18" and state.sheet.to_open
        hers.on()
    assert play.last("day.opened").data["day"] == "2026-12-18"


STEPS = ("visits", "count", "typed", "counted", "reason", "report", "stick")


@pytest.mark.parametrize("until", STEPS)
def test_what_was_cut_goes_on_where_it_was(play: Play, plugged: Plugged, until: str) -> None:
    """Each picture of the evening is known again by whoever sits down after a cut."""
    play.do("visit.save", acts=[STAMPS])
    with at_evening(play, plugged) as hers:
        _go(play, hers, until)
        before = hers.state
    with at_evening(play, plugged) as hers:
        now = hers.state
        assert now.is_open
        assert (now.step, now.sheet) == (before.step, before.sheet)
        assert now.pieces == before.pieces or until in {"report", "stick", "counted", "reason"}
        _go_on(hers, until)
        assert play.last("day.closed").data["cash"]["gap_cents"] == -200
        assert kinds(play).count("day.closed") == kinds(play).count("export.made") == 1
        copy_on(plugged, hers)
        assert hers.state.step == "over"


def _go(play: Play, hers: Hands, until: str) -> None:
    hers.on()
    if until == "visits":
        return
    hers.on()
    if until == "count":
        return
    hers.pieces(SHORT)
    if until == "typed":
        return
    hers.on()
    if until in {"counted", "reason"}:
        if until == "reason":
            hers.evening.ask_reason()
        return
    hers.evening.ask_reason()
    hers.evening.give_reason("2")
    if until == "report":
        # As a cut right after the closing leaves it.
        play.do("day.close", gap_reason="unexplained", parked="keep")
        hers.evening.look()
    else:
        hers.on()


def _go_on(hers: Hands, until: str) -> None:
    if until == "visits":
        hers.on()
    if until in {"visits", "count"}:
        hers.pieces(SHORT)
    if until in {"visits", "count", "typed"}:
        hers.on()
    if until == "report":
        assert hers.state.step == "report"
        hers.on()
    elif until != "stick":
        hers.evening.ask_reason()
        hers.evening.give_reason("2")
        hers.on()


def test_a_stick_that_is_known_is_used_as_soon_as_it_is_seen(play: Play, plugged: Plugged) -> None:
    stick = plugged.sticks.pop()
    with at_evening(play, plugged) as hers:
        hers.on()
        hers.pieces(EXACT)
        assert hers.on().step == "stick"
        assert hers.on().told is not None
        # A stick nobody knows waits for her key.
        plugged.sticks.append(stick)
        hers.evening.look_for_sticks()
        assert hers.state.step == "stick" and not hers.state.passphrase
        copy_on(plugged, hers)
    play.hands.set("2026-11-26T07:50")
    play.do("day.open")
    plugged.sticks.clear()
    with at_evening(play, plugged) as hers:
        hers.on()
        hers.pieces(EXACT)
        assert hers.on().step == "stick"
        plugged.sticks.append(stick)
        hers.evening.look_for_sticks()
        assert hers.state.step == "over"


def test_of_two_sticks_the_known_one_is_taken_else_she_is_asked(
    play: Play, plugged: Plugged, tmp_path: Path
) -> None:
    other = tmp_path / "AUTRE"
    other.mkdir()
    plugged.sticks.append(other)
    with at_evening(play, plugged) as hers:
        hers.on()
        hers.pieces(EXACT)
        hers.on()
        assert hers.on().told is not None and hers.state.step == "stick" and not hers.state.passphrase
        plugged.sticks.remove(other)
        hers.evening.look_for_sticks()
        copy_on(plugged, hers)
    assert not (other / "concierge-desk").exists()


def test_two_passphrases_that_differ_lock_nothing(play: Play, plugged: Plugged) -> None:
    with at_evening(play, plugged) as hers:
        hers.on()
        hers.pieces(EXACT)
        hers.on()
        assert hers.on().passphrase
        hers.evening.give_passphrase(PASSPHRASE, PASSPHRASE + "s")
        assert hers.state.passphrase
        assert hers.evening.back() and not hers.state.passphrase
    assert "backup.made" not in kinds(play)


def test_cash_that_moves_after_the_count_asks_for_another(play: Play, plugged: Plugged) -> None:
    with at_evening(play, plugged) as hers:
        hers.on()
        hers.pieces(SHORT)
        hers.on()
        play.do("till.move", direction="out", cents=500, reason="bank")
        hers.evening.look()
        assert hers.state.step == "count"


def test_what_was_left_for_later_stays_and_leads_nobody_back(play: Play, plugged: Plugged) -> None:
    with at_evening(play, plugged) as hers:
        hers.on()
        hers.pieces({5000: 1})
        assert hers.evening.back() and not hers.state.is_open
        assert not hers.face.status().closing
    with at_evening(play, plugged) as hers:
        assert not hers.state.is_open
        state = hers.on()
        assert state.is_open and state.pieces == {5000: 1}
        assert hers.face.status().closing


def test_the_page_that_checks_a_report_lies_beside_it(play: Play, plugged: Plugged) -> None:
    """She hands both on without asking for either; one that somebody changed there is put right."""
    play.close(counted_cents=FLOAT)
    folder = reports_folder(play.desk.folder.root, practice=True)
    folder.mkdir()
    (folder / PAGE).write_bytes(b"another page")
    with at_evening(play, plugged) as hers:
        hers.on()
    assert sorted(path.name for path in folder.iterdir()) == ["laposte-AMP1-F-2026-11-25.zip", PAGE]
    assert (folder / PAGE).read_bytes() == page()


def test_a_report_that_was_cut_short_is_written_before_another_day_begins(
    play: Play, plugged: Plugged
) -> None:
    play.close(counted_cents=FLOAT)
    play.hands.set("2026-11-26T07:50")
    with at_evening(play, plugged) as hers:
        assert hers.state.sheet.to_open and hers.state.step == "report"
        hers.on()
        assert kinds(play)[-1] == "export.made"
        hers.on()
        assert play.last("day.opened").data["day"] == "2026-11-26"


def test_the_key_that_follows_what_is_typed_waits_until_it_is_kept(play: Play, plugged: Plugged) -> None:
    """And no other second key is a second act: the date she was asked about is not confirmed by it."""
    waiting: list[Callable[[], None]] = []

    def slowly(job: Any, done: Any, failed: Any) -> None:
        waiting.append(lambda: run_now(job, done, failed))

    def rest() -> None:
        while waiting:
            waiting.pop(0)()

    with at_evening(play, plugged, slowly) as hers:
        rest()
        hers.on()
        rest()
        for face, count in EXACT.items():
            hers.evening.type_pieces(face, str(count))
            hers.evening.keep_typed()
        hers.on()
        hers.on()
        rest()
        assert [kinds(play).count(kind) for kind in ("till.counted", "day.closed")] == [1, 1]
    play.hands.set("2026-12-18T07:50")
    with at_evening(play, plugged, slowly) as hers:
        rest()
        hers.on()
        hers.on()
        rest()
        assert hers.state.confirm == "2026-12-18"
        assert play.last("day.opened").data["day"] == "2026-11-25"
