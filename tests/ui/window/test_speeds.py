"""A full visit typed at the window through a real X server: at every speed, on two keyboards, while it is stalled.

Two keyboards: `us`, and `fr`, where a scanner that presses the keys of a US one writes `6` as `-` and `A` as `Q`.
"""

import time
from collections.abc import Iterator

import pytest

from tests.counter.desks import Play
from tests.e2e.driver import FULL
from tests.ui.window.conftest import PARCEL
from tests.ui.window.process import Shown, shown
from tests.ui.xserver import XServer, x_server

ARRIVING = "6A15602676317"
WHO = "Mme Zwahlen-Quiroga"
"""A name with letters that lie elsewhere on a French keyboard."""

SPEEDS = {"scanner": 2, "scanner, slow": 5, "bluetooth": 40, "quick fingers": 80, "fingers": 120}
STALL_S = 0.3

_US_ROW = {character: 10 + place for place, character in enumerate("1234567890")}
_US_PLACES = _US_ROW | {"A": 38}
"""Where a US keyboard has the characters of a parcel's code."""

ALL = [(layout, speed, stalled) for layout in ("us", "fr") for speed in SPEEDS for stalled in (False, True)]
FEW = [("us", "scanner", True), ("fr", "scanner, slow", False)]
"""At 40 ms a busy machine alone makes gaps that no scanner makes: the full size tries it."""


@pytest.fixture(scope="module")
def keyboards() -> Iterator[dict[str, XServer]]:
    with x_server("us") as us, x_server("fr") as fr:
        yield {"us": us, "fr": fr}


@pytest.mark.parametrize(("layout", "speed", "stalled"), ALL if FULL else FEW)
def test_a_full_visit(
    keyboards: dict[str, XServer], ready: Play, layout: str, speed: str, stalled: bool
) -> None:
    """An arrival with a name, three stamps, a parcel handed over, cash given and change."""
    with shown(keyboards[layout], ready) as window:
        hands = Hands(window, layout, SPEEDS[speed], stalled=stalled)
        first = ready.head()
        hands.press("F3")
        hands.scan(ARRIVING)
        hands.name(WHO)
        hands.press("Return")
        hands.press("Return")
        window.until_kind("relay.received", 2)
        hands.press("F2")
        hands.type("3")
        hands.press("shift+F1")
        hands.scan(PARCEL)
        hands.type("/")
        hands.type("20+")
        window.until_kind("till.settled")
        # Whatever else was set going would be there by now.
        time.sleep(0.3)
        entries = [entry for entry in ready.posted(first + 1) if entry.kind != "print.made"]
    assert [entry.kind for entry in entries] == [
        "relay.received",
        "relay.handed_over",
        "relay.sold",
        "till.settled",
    ]
    received, handed, sold, settled = (entry.data for entry in entries)
    assert (received["tracking"], received["shelf"]) == (ARRIVING, "A2")
    assert ready.personal(received["party"]) == WHO
    assert (handed["tracking"], handed["id_document"], handed["collector"]) == (
        PARCEL,
        "id_card",
        "addressee",
    )
    assert (sold["product"], sold["quantity"], sold["line"]["cents"]) == ("LV_20", 3, 456)
    assert [(one["means"], one["given_cents"], one["change_cents"]) for one in settled["payments"]] == [
        ("cash", 2000, 1544)
    ]


class Hands:
    """Keys at one speed; the window is stopped while each lot of them comes, where it is to be stalled."""

    def __init__(self, window: Shown, layout: str, gap_ms: int, *, stalled: bool) -> None:
        self._window = window
        self._layout = layout
        self._gap_ms = gap_ms
        self._stalled = stalled

    def type(self, text: str) -> None:
        self._lot(lambda: self._window.type(text, self._gap_ms))

    def name(self, text: str) -> None:
        """Type words, and wait a little before what comes next: no hand has Enter in the same breath at 2 ms."""
        self.type(text)
        time.sleep(0.06)

    def press(self, key: str) -> None:
        self._lot(lambda: self._window.key(key, delay_ms=self._gap_ms))

    def scan(self, code: str) -> None:
        """Press the keys of a US keyboard, whatever the PC makes of them; fingers type what they read."""
        if self._gap_ms > SPEEDS["bluetooth"]:
            self.type(f"{code}\n")
            return
        places = [f"shift+{_US_PLACES[one]}" if one.isalpha() else str(_US_PLACES[one]) for one in code]
        self._lot(lambda: self._window.scan(places, self._gap_ms))

    def _lot(self, keys: object) -> None:
        assert callable(keys)
        if not self._stalled:
            keys()
            time.sleep(self._gap_ms / 1000)
            return
        self._window.stop()
        until = time.monotonic() + STALL_S
        keys()
        time.sleep(max(0.0, until - time.monotonic()))
        self._window.go_on()
