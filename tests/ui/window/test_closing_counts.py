"""What services keep, gone through in the real window before a day is closed: keys and cheques, by scans, by keys, by mouse."""

from collections.abc import Callable
from typing import Any

import pytest

from concierge_desk.frame.window import MainWindow
from concierge_desk.store.preparation import preparation
from tests.counter.desks import Play
from tests.ui.window.at_the_day import state_of
from tests.ui.window.keyboard import WindowKeys
from tests.ui.window.mouse import Mouse

KEYS = ("CLE-1", "CLE-2", "CLE-3")
OWNER = "Anna Kessler"


@pytest.fixture
def lang() -> str:
    return "fr"


@pytest.fixture
def board(play: Play) -> Play:
    """Three keys on their hooks."""
    play.open(float_cents=8000)
    for place, name in enumerate(KEYS, start=1):
        told = {"kind": "CLE", "place": f"CROCHET-{place}", "owner": "resident", "who": {"name": OWNER}}
        play.do("keys.register", object=name, **told)
    return play


@pytest.fixture
def closing(board: Play, opened: Callable[[Play], MainWindow]) -> WindowKeys:
    """The closing, at the step of the keys."""
    hands = WindowKeys(opened(board))
    hands.press("day")
    assert state_of(hands.window).step == "there"
    return hands


def label(play: Play, name: str) -> str:
    return str(play.rows("SELECT code FROM keys_object WHERE object = ?", name)[0][0])


def seen(keys: WindowKeys) -> set[str]:
    return set(state_of(keys.window).there.get("keys.count", ()))


def told(keys: WindowKeys) -> str:
    message = state_of(keys.window).told
    return "" if message is None else message.text.replace("\N{NO-BREAK SPACE}", " ")


def counted(play: Play) -> dict[str, Any]:
    data = play.last("keys.counted").data
    return {name: data[name] for name in ("expected", "seen", "missing")}


def close(keys: WindowKeys, play: Play) -> list[str]:
    """Count the drawer, close the day, and return what the closing warned of."""
    for pieces in ("1", "1", "", "2"):
        if pieces:
            keys.type(pieces)
            keys.press("enter")
        else:
            keys.press("down")
    keys.press("day")
    closed = play.last("day.closed")
    found = [entry for entry in play.posted() if entry.op == closed.op]
    return [one["code"] for entry in found for one in entry.data.get("warnings", ())]


def test_by_scans_alone(closing: WindowKeys, board: Play) -> None:
    """Any case, each once; F10 keeps the count and goes on to the drawer."""
    for name in KEYS:
        closing.scan(label(board, name).upper())
    closing.scan(label(board, KEYS[0]))
    assert told(closing) == "CLE-1 est déjà coché."
    assert seen(closing) == set(KEYS)
    closing.press("day")
    assert state_of(closing.window).step == "count"
    assert counted(board) == {"expected": 3, "seen": 3, "missing": []}
    assert [code for code in close(closing, board) if code.startswith("keys.")] == []


def test_what_is_typed_stands_for_a_scan(closing: WindowKeys, board: Play) -> None:
    for name in ("cle-1", label(board, "CLE-2")):
        closing.type(name)
        closing.press("enter")
    assert seen(closing) == {"CLE-1", "CLE-2"}
    closing.type("cle-9")
    closing.press("enter")
    assert told(closing) == "cle-9 n’est pas sur cette liste."


def test_by_keys_from_the_list_alone(closing: WindowKeys, board: Play) -> None:
    """Enter leads to the list, a digit ticks; what was not seen is told by its number, and F10 goes on all the same."""
    closing.press("enter")
    closing.type("1")
    closing.type("3")
    assert seen(closing) == {"CLE-1", "CLE-3"}
    closing.press("day")
    assert state_of(closing.window).differs
    assert told(closing) == "Pas vu : CLE-2. Regardez encore une fois ; F10 continue quand même."
    closing.press("day")
    assert counted(board) == {"expected": 3, "seen": 2, "missing": ["CLE-2"]}
    assert [code for code in close(closing, board) if code.startswith("keys.")] == ["keys.keys_missing"]


def test_by_mouse_alone(closing: WindowKeys, board: Play) -> None:
    mouse = Mouse(closing.window)
    mouse.press("2. CLE-2, CROCHET-2")
    assert seen(closing) == {"CLE-2"}
    mouse.press("Tout est là")
    mouse.press("Continuer")
    assert counted(board) == {"expected": 3, "seen": 3, "missing": []}
    assert state_of(closing.window).step == "count"


def test_it_may_be_left_out_and_the_closing_says_so(closing: WindowKeys, board: Play) -> None:
    closing.press("day")
    assert state_of(closing.window).step == "count"
    assert told(closing) == "Pas compté : Les clés. La clôture le dit."
    assert [code for code in close(closing, board) if code.startswith("keys.")] == ["keys.not_counted"]


def test_nobodys_name_is_seen(closing: WindowKeys) -> None:
    assert OWNER not in str(state_of(closing.window))


def test_how_many_are_out_is_said_before(board: Play, opened: Callable[[Play], MainWindow]) -> None:
    who = {"name": "Paul Bauer"}
    board.do("keys.authorise", object="CLE-1", who=who)
    board.do("keys.lend", object="CLE-1", who=who, id_document="id_card")
    keys = WindowKeys(opened(board))
    keys.press("day")
    count = state_of(keys.window).sheet.next_count
    assert count is not None
    assert count.told.replace("\N{NO-BREAK SPACE}", " ") == (
        "1 clé est dehors : CLE-1. Elle devrait être revenue."
    )
    assert [one.label for one in count.things] == ["CLE-2", "CLE-3"]


def test_another_scan_is_for_the_counter_and_what_was_seen_stays(closing: WindowKeys) -> None:
    closing.type("CLE-1")
    closing.press("enter")
    closing.scan("3760074380022")
    assert closing.window.view.page == "counter"
    closing.press("escape")
    closing.press("day")
    assert state_of(closing.window).step == "there"
    assert seen(closing) == {"CLE-1"}


def test_what_was_seen_survives_the_end_of_the_program(closing: WindowKeys, board: Play) -> None:
    closing.type("CLE-3")
    closing.press("enter")
    kept = board.desk.store.read(preparation)
    assert kept is not None and dict(kept.there) == {"keys.count": ("CLE-3",)}


def test_a_key_that_was_missing_is_found(board: Play, opened: Callable[[Play], MainWindow]) -> None:
    board.do("keys.count", seen=["CLE-1", "CLE-2"])
    board.close("2026-11-25T12:00", counted_cents=8000)
    board.open("2026-11-26T08:00")
    keys = WindowKeys(opened(board))
    keys.press("day")
    # All are here means those that ought to be: of one that was missed nobody says so unseen.
    keys.press("f8")
    assert seen(keys) == {"CLE-1", "CLE-2"}
    keys.scan(label(board, "CLE-3"))
    keys.press("day")
    assert board.last("keys.counted").data["found"] == ["CLE-3"]


@pytest.fixture
def safe(play: Play) -> Play:
    """Two cheques of cautions in the safe."""
    play.open(float_cents=8000)
    for number, cents in ((1, 5000), (2, 3000)):
        play.do(
            "caution.take",
            of=f"L-2026-00000{number}",
            who={"name": OWNER},
            cents=cents,
            cheque={"bank": "LBP"},
        )
    return play


def test_the_cheques_in_the_safe_are_ticked(safe: Play, opened: Callable[[Play], MainWindow]) -> None:
    keys = WindowKeys(opened(safe))
    keys.press("day")
    count = state_of(keys.window).sheet.next_count
    assert count is not None and (count.name, len(count.things)) == ("Le coffre", 2)
    assert OWNER not in str(state_of(keys.window))
    keys.scan("l-2026-000001")
    keys.press("day")
    assert "30,00" in told(keys)
    keys.press("day")
    assert safe.last("till.safe_counted").data["cautions"] == {"expected": 2, "counted": 1, "gap": -1}
    assert "till.safe_differs" in close(keys, safe)


def test_where_the_shop_does_not_count_it_nobody_is_asked(
    safe: Play, opened: Callable[[Play], MainWindow]
) -> None:
    safe.do("settings.change", values={"safe.count": False})
    keys = WindowKeys(opened(safe))
    keys.press("day")
    assert state_of(keys.window).step == "count"


def test_a_late_closing_asks_for_neither(board: Play, opened: Callable[[Play], MainWindow]) -> None:
    board.hands.set("2026-11-26T08:00")
    keys = WindowKeys(opened(board))
    keys.press("day")
    assert state_of(keys.window).step == "count"


def test_keys_are_counted_at_the_counter_too_and_the_closing_asks_no_more(
    board: Play, opened: Callable[[Play], MainWindow]
) -> None:
    keys = WindowKeys(opened(board))
    keys.type("crochets")
    keys.press("slash")
    for name in KEYS:
        keys.scan(label(board, name))
    keys.press("enter")
    assert counted(board) == {"expected": 3, "seen": 3, "missing": []}
    keys.press("day")
    assert state_of(keys.window).step == "count"
