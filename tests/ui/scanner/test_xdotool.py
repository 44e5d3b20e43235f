"""Under a real X server, with real keymaps: a scan does nothing but scan, and no typed letter is lost."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from concierge_desk.ui.kit.bursts import GAP_MS
from tests.not_tried import NOT_TRIED
from tests.sizes import few
from tests.ui.scanner.small_window import DIALOG, TITLE
from tests.ui.xserver import XServer, x_server

EAN = "3017620422003"
COLISSIMO = "6A15602676300"
FIELDS = ("line", "area", "spin", "combo", "button")
EMPTY = {"line": "", "area": "", "spin": 0, "combo": 0, "did": []}

_NUMBER_ROW = dict(zip("1234567890", range(10, 20), strict=True))
"""Where the digits lie on a keyboard, whatever it writes there."""

_TRIES = 6


class Shown:
    """The small window, on a server."""

    def __init__(self, server: XServer, program: "subprocess.Popen[str]") -> None:
        self.server = server
        self._program = program
        self._window = server.wait_window(TITLE)
        self.clear()

    def ask(self, line: str) -> dict[str, Any]:
        assert self._program.stdin is not None and self._program.stdout is not None
        self._program.stdin.write(line + "\n")
        self._program.stdin.flush()
        return json.loads(self._program.stdout.readline())

    def clear(self, field: str = "line") -> None:
        self.ask("clear")
        self.server.focus(self._window)
        self.ask(f"focus {field}")
        self.until(lambda held: held["window"] == TITLE)

    def until(self, true: Any) -> dict[str, Any]:
        end = time.monotonic() + 10
        while not true(held := self.ask("tell")):
            assert time.monotonic() < end, f"it did not come about: {held}"
            time.sleep(0.02)
        return held

    def rest(self) -> dict[str, Any]:
        """Return what it holds once nothing is held back any more."""
        # A window that was busy answers before it looks at its keys.
        self.ask("tell")
        time.sleep(0.15)
        return self.ask("tell")

    def open_dialog(self) -> None:
        self.ask("dialog")
        self.server.wait_window(DIALOG)
        self.until(lambda held: held["window"] == DIALOG)

    def scan(
        self, ready: Callable[[], None], hands: Callable[[], None], *, stalls: bool = False
    ) -> dict[str, Any]:
        """Scan, and return what the window holds; a machine that was too busy to type so fast tries again.

        Args:
            ready: Before it.
            hands: Type the code.
            stalls: The window is busy on purpose: keys may come in as late as they like.
        """
        for _ in range(_TRIES):
            ready()
            hands()
            held = self.rest()
            if held["gap"] <= GAP_MS and (stalls or held["wait"] <= GAP_MS):
                return held
        pytest.skip(f"{NOT_TRIED}: this machine is too busy to type as fast as a scanner")


@pytest.fixture(scope="module", params=["us", "fr"])
def shown(request: pytest.FixtureRequest) -> Iterator[Shown]:
    with x_server(request.param) as server:
        program = server.run([sys.executable, "-P", "-m", "tests.ui.scanner.small_window"])
        yield Shown(server, program)


def only(held: dict[str, Any], *codes: str) -> None:
    assert held["codes"] == list(codes)
    assert {name: held[name] for name in EMPTY} == EMPTY


@few(4)
@pytest.mark.parametrize(("field", "code"), [*((field, EAN) for field in FIELDS), ("line", COLISSIMO)])
def test_a_scan_reaches_no_field(shown: Shown, field: str, code: str) -> None:
    only(shown.scan(lambda: shown.clear(field), lambda: shown.server.type(code + "\n", 2)), code)


@pytest.mark.parametrize("delay_ms", [1, 5, 20, 40])
def test_a_scan_at_any_speed_of_scanners(shown: Shown, delay_ms: int) -> None:
    only(shown.scan(shown.clear, lambda: shown.server.type(EAN + "\n", delay_ms)), EAN)


def test_scan_after_scan(shown: Shown) -> None:
    codes = [f"{number}{EAN}" for number in range(10)]

    def hands() -> None:
        shown.server.type("\n".join(codes) + "\n", 2)

    only(shown.scan(lambda: shown.clear("area"), hands), *codes)


@pytest.mark.parametrize("delay_ms", [0, 1])
def test_a_digit_that_comes_again_at_once_was_not_held_down(shown: Shown, delay_ms: int) -> None:
    """X says of a key that comes up and goes down in one millisecond that it is held down."""
    code = "1100099922233344455566677788"
    only(shown.scan(shown.clear, lambda: shown.server.type(code + "\n", delay_ms)), code)


@pytest.mark.parametrize("delay_ms", [80, 120])
def test_typing_is_typing(shown: Shown, delay_ms: int) -> None:
    shown.clear()
    shown.server.type("Ab-c (1)\n123456\n", delay_ms)
    held = shown.rest()
    assert held["did"] == ["entered Ab-c (1)", "entered Ab-c (1)123456"]
    assert held["codes"] == []


def test_typing_and_scanning_in_turn(shown: Shown) -> None:
    shown.clear()
    shown.server.type("3", 80)
    time.sleep(0.1)
    shown.server.type(EAN + "\n", 2)
    shown.server.type("ab", 90)
    time.sleep(0.1)
    shown.server.type(COLISSIMO + "\t", 2)
    time.sleep(0.1)
    shown.server.type("c\n", 90)
    held = shown.rest()
    assert held["codes"] == [EAN, COLISSIMO]
    assert held["did"] == ["entered 3abc"]
    assert held["focus"] == "QLineEdit"


@pytest.mark.parametrize("delay_ms", [2, 15])
@pytest.mark.parametrize("field", ["line", "button"])
def test_a_scan_through_a_window_that_is_busy(shown: Shown, field: str, delay_ms: int) -> None:
    """It is busy from before the first key until after the last."""

    def ready() -> None:
        shown.clear(field)
        shown.ask("stall 300")

    only(shown.scan(ready, lambda: shown.server.type(EAN + "\n", delay_ms), stalls=True), EAN)


@pytest.mark.parametrize("lead_ms", [20, 50, 80, 130])
def test_a_window_that_gets_busy_in_the_middle_of_a_scan(shown: Shown, lead_ms: int) -> None:
    def hands() -> None:
        typing = threading.Thread(target=shown.server.type, args=(EAN + "\n", 15))
        typing.start()
        time.sleep(lead_ms / 1000)
        shown.ask("stall 300")
        typing.join()

    only(shown.scan(lambda: shown.clear("button"), hands, stalls=True), EAN)


def test_typing_through_a_window_that_is_busy(shown: Shown) -> None:
    shown.clear()
    for text in ("Jean", "-Luc ", "1234567"):
        shown.ask("stall 300")
        shown.server.type(text, 80)
    shown.server.key("Return")
    held = shown.rest()
    assert held["did"] == ["entered Jean-Luc 1234567"]
    assert held["codes"] == []


@pytest.mark.parametrize("delay_ms", [2, 40])
def test_a_scan_over_a_dialog_presses_nothing(shown: Shown, delay_ms: int) -> None:
    def ready() -> None:
        shown.clear()
        shown.open_dialog()

    held = shown.scan(ready, lambda: shown.server.type(EAN + "\n", delay_ms))
    only(held, EAN)
    assert held["dialog"] == ""
    assert held["window"] == DIALOG


def test_digits_typed_over_a_dialog_stay_in_it(shown: Shown) -> None:
    shown.clear("line")
    shown.open_dialog()
    shown.server.type("12", 90)
    held = shown.rest()
    assert held["dialog"] == "12"
    assert held["line"] == ""
    shown.server.key("Return")
    shown.until(lambda held: held["did"] == ["dialog 1"])


@pytest.mark.parametrize("lock", [False, True], ids=["", "caps"])
def test_a_scanner_set_to_the_us_layout_is_read_on_both(shown: Shown, lock: bool) -> None:
    """It presses the places of the digits; a French keyboard writes symbols there."""
    locked = ["Caps_Lock"] if lock else []
    places = [str(_NUMBER_ROW[digit]) for digit in EAN]

    def hands() -> None:
        shown.server.key(*locked, *places, "Return", *locked)

    only(shown.scan(shown.clear, hands), EAN)


def test_keys_of_the_keypad_are_text_when_they_are_typed(shown: Shown) -> None:
    shown.clear("line")
    shown.server.key("KP_Add", "KP_Divide", "KP_Multiply", "KP_Subtract", delay_ms=80)
    assert shown.rest()["line"] == "+/*-"


def test_what_was_typed_is_there_when_the_mouse_is_pressed(shown: Shown) -> None:
    shown.clear("line")
    shown.server.type("ab", 80)
    shown.server.click(400, 400)
    held = shown.rest()
    assert held["line"] == "ab"
