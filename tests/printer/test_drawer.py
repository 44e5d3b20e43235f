"""The drawer on the printer: each pulse that was sent is one entry, with why; what was not sent is none, and never late."""

from collections.abc import Callable
from typing import Any

import pytest

from concierge_desk.jobs.entry_texts import outcome_of
from concierge_desk.pages.counter.desk import FrontFace
from concierge_desk.pages.printer.desk import PrinterDesk
from concierge_desk.printing.drawer import pulse
from concierge_desk.store.papers import pulses
from tests.counter.desks import Play
from tests.front_face.asked import at_hand
from tests.printer.roll_printer import PULSE, RollPrinter
from tests.printer.test_printer_desk import STAMP, sell, work

TICKET = "T-2026-000001"


@pytest.fixture
def drawer(desk: PrinterDesk, printer: RollPrinter) -> PrinterDesk:
    """The same printer, with a drawer."""
    desk.use(printer.typed, drawer=True)
    return desk


def openings(shop: Play) -> list[tuple[Any, ...]]:
    """Why the drawer was opened each time."""
    return [
        (entry.data["reason"], entry.data["why"], entry.data["entry"])
        for entry in shop.posted()
        if entry.kind == "till.drawer_opened"
    ]


def by_card(shop: Play) -> None:
    shop.settle([STAMP], {"means": "card", "cents": 152})


def with_change(shop: Play) -> None:
    shop.settle([STAMP], {"means": "cash", "given_cents": 500})


def by_two(shop: Play) -> None:
    shop.settle([STAMP], {"means": "card", "cents": 100}, {"means": "cash", "given_cents": 52})


def back(means: str, cents: dict[str, int]) -> Callable[[Play], None]:
    def refund(shop: Play) -> None:
        by_card(shop)
        paid = [{"means": means, **cents}]
        shop.do("till.refund", ticket=TICKET, lines=[{"line": 1}], payments=paid, reason="returned")

    return refund


def moved(shop: Play) -> None:
    shop.do("till.move", direction="out", cents=100, reason="expense")


def moved_back(shop: Play) -> None:
    op = shop.do("till.move", direction="in", cents=100, reason="float").op
    shop.do("journal.reverse", op_of=op, reason="wrong_key")


def other_means(shop: Play) -> None:
    by_card(shop)
    shop.do(
        "till.correct_means", ticket=TICKET, **{"from": "card"}, to="cash", cents=152, reason="wrong_means"
    )


def counted(shop: Play) -> None:
    shop.do("till.count", counted_cents=8000)


@pytest.mark.parametrize(
    ("act", "reasons"),
    [
        (sell, ["cash"]),
        (with_change, ["cash"]),
        (by_two, ["cash"]),
        (back("cash", {"given_cents": 152}), ["cash"]),
        (moved, ["move"]),
        (moved_back, ["move", "move"]),
        (by_card, []),
        (back("card", {"cents": 152}), []),
        (other_means, []),
        (counted, []),
    ],
)
def test_it_opens_where_cash_comes_or_goes_and_nowhere_else(
    shop: Play, drawer: PrinterDesk, printer: RollPrinter, act: Callable[[Play], None], reasons: list[str]
) -> None:
    before = shop.head()
    act(shop)
    work(drawer)
    assert [reason for reason, _, _ in openings(shop)] == reasons
    assert len(printer.pulses) == len(reasons)
    assert all(why is None and seq > before for _, why, seq in openings(shop))
    # Each once.
    assert work(drawer).opened == 0
    assert len(printer.pulses) == len(reasons)


@pytest.mark.parametrize(
    ("reason", "why", "said"),
    [
        ("change", "change", "Tiroir ouvert à la main\u00a0: monnaie pour un client"),
        ("Mauvaise touche", "mistake", "Tiroir ouvert à la main\u00a0: mauvaise touche"),
        ("count", "count", "Tiroir ouvert à la main\u00a0: contrôle de la caisse"),
        ("un billet coincé au fond", "other", "Tiroir ouvert à la main\u00a0: autre raison"),
    ],
)
def test_by_hand_it_says_why_and_what_was_typed_stays_beside_the_journal(
    shop: Play, drawer: PrinterDesk, printer: RollPrinter, reason: str, why: str, said: str
) -> None:
    answer = shop.do("till.open_drawer", reason=reason)
    assert answer.posted == () and answer.result == {"drawer_opening": why, "pulse": True}
    assert openings(shop) == [], "no entry before the line took it"
    assert work(drawer).opened == 1
    assert openings(shop) == [("manual", why, None)] and len(printer.pulses) == 1
    entry = shop.last("till.drawer_opened")
    assert outcome_of([entry], "fr") == said
    note = entry.data["note"]
    assert (note is None) == (why != "other")
    if note is not None:
        assert shop.personal(note) == reason
        assert reason.encode() not in shop.entry(entry.seq).payload


def test_the_foot_says_it_in_her_words(shop: Play, drawer: PrinterDesk, face: FrontFace) -> None:
    french = FrontFace(at_hand(shop), "fr")
    answer = shop.do("till.open_drawer", reason="change")
    assert french.outcome([answer]).words == "Le tiroir s’ouvre\u00a0: monnaie pour un client"
    drawer.use("", drawer=False)
    by_key = shop.do("till.open_drawer", reason="change")
    assert french.outcome([by_key]).words.startswith("Ici, l’imprimante n’ouvre pas de tiroir\u00a0: ")
    french.close()


def test_it_may_be_opened_before_the_day_and_late(shop: Play, drawer: PrinterDesk) -> None:
    """A float is counted before the day is opened, a forgotten day the next morning."""
    shop.hands.set("2026-11-26T05:00")
    shop.do("till.open_drawer", reason="count")
    assert work(drawer).opened == 1
    shop.close(counted_cents=8000)
    shop.do("till.open_drawer", reason="count")
    assert work(drawer).opened == 1
    assert [entry.day for entry in shop.posted() if entry.kind == "till.drawer_opened"] == [
        "2026-11-25",
        None,
    ]


def test_the_pulse_goes_ahead_of_the_paper(shop: Play, drawer: PrinterDesk, printer: RollPrinter) -> None:
    sell(shop)
    sell(shop)
    assert work(drawer).printed == 2
    assert printer.pulses == [0, 0]


def test_without_a_drawer_nothing_opens_and_nothing_is_said(
    shop: Play, desk: PrinterDesk, printer: RollPrinter
) -> None:
    with_change(shop)
    moved(shop)
    assert shop.do("till.open_drawer", reason="change").result == {"drawer_opening": "change", "pulse": None}
    work(desk)
    assert printer.pulses == [] and openings(shop) == []
    shop.close(counted_cents=8052)
    assert shop.last("day.closed").data["counts"]["drawer_pulses"] is None
    assert shop.status()["drawer_pulses"] is None
    assert shop.rows("SELECT count(*) FROM drawer_pulse") == [(0,)]


@pytest.mark.parametrize(
    "trouble", [{"lines_left": 0}, {"cover_open": True}, {"jammed": True}, {"drops_after": -1}, None]
)
def test_what_was_not_sent_is_no_entry_and_never_opens_late(
    shop: Play, drawer: PrinterDesk, printer: RollPrinter, trouble: dict[str, Any] | None
) -> None:
    with_change(shop)
    for name, value in (trouble or {}).items():
        setattr(printer, name, value)
    if trouble is None:
        printer.switch_off()
    told = work(drawer)
    assert told.trouble and told.unopened
    printer.lines_left, printer.cover_open, printer.jammed, printer.drops_after = None, False, False, None
    if trouble is None:
        printer.switch_on()
    assert not work(drawer).unopened
    assert printer.pulses == [] and openings(shop) == []
    # The next one opens it again.
    with_change(shop)
    assert work(drawer).opened == 1


def test_what_waited_too_long_is_forgotten(shop: Play, drawer: PrinterDesk, printer: RollPrinter) -> None:
    with_change(shop)
    shop.hands.move(seconds=16)
    shop.do("till.open_drawer", reason="change")
    work(drawer)
    assert openings(shop) == [("manual", "change", None)] and len(printer.pulses) == 1


def test_what_an_earlier_window_left_does_not_open(
    shop: Play, drawer: PrinterDesk, printer: RollPrinter, face: FrontFace
) -> None:
    with_change(shop)
    again = PrinterDesk(at_hand(shop), face, face.papers)
    again.use(printer.typed, drawer=True)
    work(again)
    assert printer.pulses == [] and openings(shop) == []


@pytest.mark.parametrize("address", [True, False])
def test_a_drawer_that_is_gone_opens_no_more(
    shop: Play, drawer: PrinterDesk, printer: RollPrinter, address: bool
) -> None:
    drawer.use(printer.typed if address else "", drawer=not address)
    assert not shop.desk.store.read(pulses.is_connected)
    assert shop.do("till.open_drawer", reason="change").result == {"drawer_opening": "change", "pulse": None}


def test_a_silent_printer_opens_it_all_the_same(
    shop: Play, drawer: PrinterDesk, printer: RollPrinter
) -> None:
    printer.answers = printer.in_turn = False
    sell(shop)
    told = work(drawer)
    assert (told.opened, told.printed) == (1, 1)
    assert printer.pulses == [0] and openings(shop) == [("cash", None, shop.last("till.settled").seq)]


def test_the_bytes_are_those_of_the_printers_manual() -> None:
    assert pulse() == PULSE


def test_a_repeated_act_opens_it_once(shop: Play, drawer: PrinterDesk, printer: RollPrinter) -> None:
    op = shop.op()
    for _ in range(2):
        shop.do("till.move", op=op, direction="in", cents=100, reason="float")
        shop.do("till.open_drawer", op=op[:-1] + "f", reason="change")
    work(drawer)
    assert len(printer.pulses) == 2
