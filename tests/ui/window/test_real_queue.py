"""Sheets leave the window by a real queue of cups-pdf, by keys alone and by mouse alone: what comes out is our own PDF."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageChops, ImageStat
from pytestqt.qtbot import QtBot

from concierge_desk.frame.rail import RailButton
from concierge_desk.frame.window import MainWindow
from concierge_desk.ui.kit.preferences import Preferences, ThisPc
from tests.counter.desks import COFFEE, Play, cheque
from tests.printer.print_server import PrintServer, print_server
from tests.printer.test_printer_desk import prints
from tests.printer.test_sheets_desk import copy_of, slip
from tests.printing.sheets import read
from tests.sizes import few
from tests.ui.copies.keepers import at_copies
from tests.ui.evening.hands import PASSPHRASE, Plugged
from tests.ui.window.conftest import PARCEL
from tests.ui.window.keyboard import WindowKeys
from tests.ui.window.mouse import Mouse

QUEUE = "Feuilles"
SAME_POINTS, SAME_SHADES = 1.0, 4.0
DPI, _FROM_AFAR = 203, (150, 210)
"""Dots an inch; and how large two pages are looked at to be the same, whatever half a dot one of them was moved."""
Way = Callable[[MainWindow], None]


@pytest.fixture(scope="module")
def cups_pdf() -> Iterator[PrintServer]:
    with print_server() as lent:
        lent.add_cups_pdf(QUEUE, default=True)
        yield lent


@pytest.fixture
def queue(cups_pdf: PrintServer, monkeypatch: pytest.MonkeyPatch) -> PrintServer:
    monkeypatch.setenv("CUPS_SERVER", cups_pdf.address)
    return cups_pdf


@pytest.fixture
def window(ready: Play, queue: PrintServer, opened: Callable[..., MainWindow]) -> MainWindow:
    """A window of a PC that prints labels too by that queue; a slip is prepared, a day was closed before."""
    shown: MainWindow = opened(ready, _on_this_pc)
    return shown


def _on_this_pc(window: MainWindow) -> None:
    window.preferring.be_on(ThisPc(Preferences(flashes=True, sheets_label=QUEUE)))


@pytest.fixture
def ready(ready: Play) -> Play:
    expected = ready.status()["cash"]["expected_cents"]
    ready.close("2026-11-25T19:00", counted_cents=expected)
    ready.open("2026-11-26T08:00", float_cents=expected)
    return ready


@pytest.fixture
def copied(ready: Play, plugged: Plugged, easy_locks: None, tmp_path: Path) -> None:
    """A first copy, whose words open the recovery sheet."""
    stick = tmp_path / "CLE"
    stick.mkdir()
    plugged.sticks[:] = [stick]
    with at_copies(ready, plugged) as hers:
        hers.first_copy()


# By keys alone.


def typed(window: MainWindow, text: str, *then: str) -> None:
    keys = WindowKeys(window)
    keys.type(text)
    for key in ("enter", *then, "f12"):
        keys.press(key)


def slip_by_keys(window: MainWindow) -> None:
    typed(window, "B-2026-0001")


def notice_by_keys(window: MainWindow) -> None:
    keys = WindowKeys(window)
    keys.scan(PARCEL)
    keys.press("f12")


def label_by_keys(window: MainWindow) -> None:
    keys = WindowKeys(window)
    keys.scan(PARCEL)
    keys.press("label")


def stock_by_keys(window: MainWindow) -> None:
    typed(window, "statement")


def bordereau_by_keys(window: MainWindow) -> None:
    keys = WindowKeys(window)
    keys.type("statement")
    keys.press("enter")
    keys.press("right")
    keys.press("slash")


def poster_by_keys(window: MainWindow) -> None:
    typed(window, "poster")


def recovery_by_keys(window: MainWindow) -> None:
    typed(window, "copy")
    keys = WindowKeys(window)
    keys.type(PASSPHRASE)
    keys.press("enter")


def record_by_keys(window: MainWindow) -> None:
    keys = WindowKeys(window)
    keys.type("copy")
    keys.press("enter")
    keys.press("f8")


def paying_in_by_keys(window: MainWindow) -> None:
    keys = WindowKeys(window)
    keys.type("cheque")
    for key in ("slash", "enter", "enter", "f12"):
        keys.press(key)


# By mouse alone.


def on_page(page: str, *buttons: str) -> Way:
    def press(window: MainWindow) -> None:
        button = next(
            one for one in window.findChildren(RailButton) if one.isVisible() and page in one.accessibleName()
        )
        Mouse(window).press_at(button)
        for label in buttons:
            Mouse(window).press(label)

    return press


def recovery_by_mouse(window: MainWindow) -> None:
    on_page("Copies", "Recovery sheet")(window)
    # A secret is typed, whatever the hand presses.
    WindowKeys(window).type(PASSPHRASE)
    Mouse(window).press("Go on")


def paying_in_by_mouse(window: MainWindow) -> None:
    on_page("Day", "Cash of the drawer", "Take to the bank", "Confirm", "Confirm, or leave out")(window)
    on_page("Journal", "Print again: Paying-in sheet E-2026-0001")(window)


WAYS: dict[str, tuple[Way, Way]] = {
    "slip": (slip_by_keys, on_page("Journal", "Print again: Slip B-2026-0001")),
    "notice": (notice_by_keys, on_page("La Poste", "Open the card", "Notice")),
    "label": (label_by_keys, on_page("La Poste", "Open the card", "Label")),
    "stock": (stock_by_keys, on_page("La Poste", "Sheets of a closed day", "Stock sheet")),
    "bordereau": (bordereau_by_keys, on_page("La Poste", "Sheets of a closed day", "La Poste's statement")),
    "paying_in": (paying_in_by_keys, paying_in_by_mouse),
    "recovery": (recovery_by_keys, recovery_by_mouse),
    "record": (record_by_keys, on_page("Copies", "Commissioning record")),
}


@few(3, lambda of: of["paper"])
@pytest.mark.parametrize("hand", ["keys", "mouse"])
@pytest.mark.parametrize("paper", WAYS)
def test_what_comes_out_is_our_own_pdf(
    copied: None, window: MainWindow, ready: Play, queue: PrintServer, qtbot: QtBot, paper: str, hand: str
) -> None:
    if paper == "slip":
        slip(ready)
    elif paper == "paying_in":
        ready.settle([COFFEE], {**cheque(120), "bank": "CIC", "number": "0000042", "issuer": "Mme Kessler"})
    before = len(queue.papers())
    WAYS[paper][hand == "mouse"](window)
    view = window.covers.paper
    assert view.is_open and view._file is not None
    shown = Path(view._file).read_bytes()
    qtbot.waitUntil(lambda: view._print.isVisible() and QUEUE in view._print.label())
    if hand == "keys":
        WindowKeys(window).press("f12")
    else:
        Mouse(window).press(f"Print with {QUEUE}")
    (out,) = queue.papers()[before:]
    assert_same(shown, out, on_its_own_size=paper != "label")


def test_a_poster_comes_out_by_keys(window: MainWindow, queue: PrintServer, qtbot: QtBot) -> None:
    before = len(queue.papers())
    poster_by_keys(window)
    view = window.covers.paper
    assert view._file is not None
    shown = Path(view._file).read_bytes()
    qtbot.waitUntil(view._print.isVisible)
    WindowKeys(window).press("f12")
    (out,) = queue.papers()[before:]
    assert_same(shown, out)


def test_a_slip_looked_at_three_times_is_the_original_and_the_second_print_a_duplicate(
    window: MainWindow, ready: Play, queue: PrintServer
) -> None:
    document, before = slip(ready), len(queue.papers())
    keys = WindowKeys(window)
    for _ in range(3):
        slip_by_keys(window)
        keys.press("escape")
        keys.press("escape")
    assert prints(ready) == [] and len(queue.papers()) == before
    for _ in range(2):
        slip_by_keys(window)
        keys.press("f12")
        keys.press("escape")
        keys.press("escape")
    original, duplicate = queue.papers()[before:]
    assert (copy_of(original), copy_of(duplicate)) == (0, 1)
    assert "DUPLICATA n° 1" in read(duplicate)[0].text
    assert prints(ready) == [(document, 0, False), (document, 1, False)]


def assert_same(shown: bytes, out: bytes, *, on_its_own_size: bool = True) -> None:
    """Hold that two papers say and show the same, page by page, and that a scanner reads the same of them."""
    ours, theirs = read(shown), read(out)
    assert len(ours) == len(theirs)
    for mine, its in zip(ours, theirs, strict=True):
        assert letters(mine.text) == letters(its.text)
        if on_its_own_size:
            assert abs(mine.width - its.width) < SAME_POINTS and abs(mine.height - its.height) < SAME_POINTS
    for mine, its in zip(pictures(shown), pictures(out), strict=True):
        assert codes(mine) == codes(its)
        if on_its_own_size:
            differing = ImageChops.difference(*(one.resize(_FROM_AFAR) for one in (mine, its)))
            assert ImageStat.Stat(differing).mean[0] < SAME_SHADES


def letters(text: str) -> str:
    """All letters, in their order, that PostScript has names for: others keep their shapes alone on that way."""
    return "".join(text.encode("cp1252", "ignore").decode("cp1252").replace("\x01", "").split())


def pictures(paper: bytes) -> list[Image.Image]:
    with pypdfium2.PdfDocument(paper) as pdf:
        return [page.render(scale=DPI / 72).to_pil().convert("L") for page in pdf]


def codes(picture: Image.Image) -> list[str]:
    return sorted(code.text for code in zxingcpp.read_barcodes(picture))
