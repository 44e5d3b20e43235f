"""Photograph the window in each of its states, in every theme and at two text sizes, into docs/screens.

``python docs/screens.py [--to FOLDER]``: a practice morning is lived in a temporary folder, through the window's own
front, and each state is photographed as ``<state>-<theme>-<text size>.png``. The same program makes the same pictures:
the clock stands, the codes are drawn from a fixed seed, the cursor does not blink.
"""

import argparse
import atexit
import csv
import io
import itertools
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import date, datetime, timedelta
from functools import cache
from operator import itemgetter
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from PIL import Image, ImageColor
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from concierge_desk.bootstrap import first_start
from concierge_desk.bootstrap.appearance import Look
from concierge_desk.bootstrap.copy_window import CopyFace
from concierge_desk.bootstrap.first_start import FirstDesk
from concierge_desk.bootstrap.opening import as_open
from concierge_desk.bootstrap.stopped import chapter_for, said_of
from concierge_desk.counter.texts.copies import Fork, PutBack, contents_lines, effects, put_back_lines
from concierge_desk.counter.texts.speech import Speech
from concierge_desk.counter.values.codes import Draws
from concierge_desk.delivery.channel import MAILBOX_FULL, Channel, Consignment, Undelivered
from concierge_desk.desk import commission, terminal
from concierge_desk.desk.delivery_calendar import standings
from concierge_desk.desk.desk import Desk, Options, open_desk
from concierge_desk.domain.contents import Contents
from concierge_desk.domain.errors import DeskError, EnvironmentFailure
from concierge_desk.domain.printer_address import FoundPrinter
from concierge_desk.exporting.backup_manifest import Manifest
from concierge_desk.frame.first_start.window import FirstWindow
from concierge_desk.frame.handover_window import Doing, Meanwhile
from concierge_desk.frame.phrase_view import PhraseView
from concierge_desk.frame.stopped_window import Stopped, StoppedWindow
from concierge_desk.frame.window import MainWindow
from concierge_desk.i18n import translate
from concierge_desk.jobs import lessons, price_sheets
from concierge_desk.jobs.copies.backup_key import BackupKey
from concierge_desk.jobs.copies.inspection import Inspection
from concierge_desk.jobs.deliveries.worker import Deliveries
from concierge_desk.jobs.demo.lived_in import LIVED as LIVED_FOR
from concierge_desk.jobs.demo.player import Beginning, DemoPlayer
from concierge_desk.pages import PAGES
from concierge_desk.pages.copies.desk import key_figures, tried
from concierge_desk.pages.copies.face import Copy, Preview
from concierge_desk.pages.counter.desk import FrontFace
from concierge_desk.pages.counter.inputs import Chosen, Elsewhere, Favourite, Key, Scan, Typed
from concierge_desk.pages.counter.state import State
from concierge_desk.pages.day.evening import Evening
from concierge_desk.pages.printer.face import Worked
from concierge_desk.pages.shelf.presenter import ShelfPresenter
from concierge_desk.paths import resource_text
from concierge_desk.signing.keys import DeskKeys
from concierge_desk.store.findings import Fault
from concierge_desk.ui.kit import speech
from concierge_desk.ui.kit.preferences import Preferences, ThisPc
from concierge_desk.ui.kit.theme import THEMES, Tokens, apply_theme, current
from concierge_desk.ui.page import chosen_words
from concierge_desk.ui.presenter.asked_phrase import AskedPhrase
from concierge_desk.ui.presenter.figures import Figure
from concierge_desk.ui.presenter.handover import HandoverNews

FOLDER = Path(__file__).resolve().parent / "screens"
SITE, LANG = "ampere", "fr"
DAY = "2026-11-25"
SIZE = (1280, 800)
SCALES = (100, 200)
COLOURS = 32
"""Of a picture, beside the theme's own: letters stay smooth, the folder small."""

_TURNS = 5

PARCEL, SECOND, REGISTERED = "6A15602676300", "6A15602676355", "1A18945277312"
LATE, BAG = "8L41392128255", ("6A15602676317", "6A15602676324", "6A15602676331", "6A15602676348")
WAITED = "8L55532098797"
"""Of a shop that was lived."""
FRANKED = "6A15602683841"
NOBODYS = "3017620422003"
PRINTER = "192.168.1.50"

_PROGRAM = "/opt/concierge-desk/concierge-desk"
_DATA = Path("/home/guichet/.local/share/concierge-desk")


HERS, STREET = "p-4t9d2k7mx0q3", "8 allée du Brouillon"
"""Of whoever is known here."""

HELD = Contents(
    "AMP1-F", True, "A", 143, "A143:36853f432427aa82", "2026-11-23", "Z-2026-0006", 143, 40, 6, ()
)
PRESENT = replace(HELD, seq=171)
FORK = Fork("B", "2026-11-25", 1)
MANIFEST = Manifest(HELD, "1.0", "2026-11-25T09:12:00.000Z", "age1", ())
COPY = Copy(Path("x.zip"), "mardi 24 novembre 2026 · 18 h 03", "CLE-VERTE", "1,2 Mo", "A143", last=True)
KEY, SPEECH = BackupKey("-".join(["0123"] * 8), signed=True, own=True), Speech(LANG)
KEPT = "copies/avant-restauration-B-5026a8a6.db"


def main() -> None:
    """Photograph every state into a folder."""
    folder = folder_asked(__doc__, FOLDER)
    for old in folder.glob("*.png"):
        old.unlink()
    for name, picture in pictures():
        (folder / name).write_bytes(picture)


def folder_asked(told: str | None, otherwise: Path) -> Path:
    """Return the folder that the command line names for files, and prepare to photograph windows for them.

    Args:
        told: What the command does.
        otherwise: Where they lie, where none is named.
    """
    parser = argparse.ArgumentParser(description=told)
    parser.add_argument("--to", type=Path, default=otherwise)
    folder: Path = parser.parse_args().to
    # Nobody sees these windows, and no screen says how large they are.
    os.environ |= {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": "1"}
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def pictures(states: tuple[str, ...] = ()) -> Iterator[tuple[str, bytes]]:
    """Yield the pictures by name; of some states only where they are named."""
    for state in states or tuple(STATES):
        for percent in SCALES:
            with (
                _lived_shop() if state in LIVED else _shop(opened=state != "practice") as desk,
                _window(desk, percent, faults=COPIES.get(state), opened=state not in BEFORE) as hands,
            ):
                STATES[state](hands)
                for theme in THEMES:
                    yield f"{state}-{theme}-{percent}.png", hands.photograph(theme, percent)


def names() -> set[str]:
    """Return what the pictures are called."""
    return {f"{state}-{theme}-{percent}.png" for state in STATES for theme in THEMES for percent in SCALES}


class Clock:
    """The clock of the keys: it stands between two of them."""

    def __init__(self) -> None:
        """Begin some time."""
        self.now = 100.0

    def __call__(self) -> float:
        """Return the second."""
        return self.now


class Hands:
    """Her hands at the front of a window."""

    def __init__(self, window: MainWindow, clock: "Clock") -> None:
        """Take hold of a window."""
        self.window = window
        self.beside: QWidget | None = None
        self._clock = clock

    @property
    def state(self) -> State:
        """What is shown."""
        return self.window.front.state

    def type(self, text: str) -> None:
        """Type into the scan line."""
        self.window.view.line.setText(text)
        self._feed(Typed(text))

    def press(self, *keys: Key) -> None:
        """Press keys of the grammar, with what the line holds."""
        for key in keys:
            self._clock.now += 3
            self.window.view.line.press(key)
            self.rest()

    def press_f1(self) -> None:
        """Press the key of the sheet of keys."""
        QTest.keyClick(self.window, Qt.Key.Key_F1)
        self.rest()

    def pass_by(self) -> None:
        """Press the key of whoever comes in."""
        QTest.keyClick(self.window, Qt.Key.Key_Insert)
        self.rest()

    def scan(self, code: str) -> None:
        """Scan a code."""
        self._clock.now += 3
        self._feed(Scan(code, at=self._clock.now))

    def open(self, page: str) -> None:
        """Open a page, as a click on the rail does."""
        self.window.pages.open(page)
        self.rest()

    def scan_here(self, code: str) -> None:
        """Scan a code on the page that is open."""
        page: Any = self.window.pages.current
        page.presenter.scan(code)
        self.rest()

    def favourite(self, ref: str, number: str = "") -> None:
        """Press the key of a favourite."""
        place = next(at for at, one in enumerate(self.state.favourites) if one.ref.startswith(ref))
        self._feed(Favourite(place, number, self._clock.now))

    def act(self, do: str) -> None:
        """Begin an act of the chosen card, as its button does."""
        offer = self.state.offer
        acts = offer.acts if offer is not None else ()
        self._feed(Chosen("act", next(at for at, one in enumerate(acts) if one.do == do), self._clock.now))

    def passing(self) -> float:
        """Return the second, three later each time."""
        self._clock.now += 3
        return self._clock.now

    def rest(self) -> None:
        """Wait until the desk rests and everything is drawn."""
        self.window.tasks.wait_idle()
        while not self.window.printing.rest:
            _turn()
        # What is laid out may ask to be laid out again: text that wraps, parts that scroll into sight.
        for _ in range(_TURNS):
            _turn()

    def photograph(self, theme: str, percent: int) -> bytes:
        """Return the window in a theme and at a text size, as a PNG of few colours."""
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            raise TypeError(app)
        apply_theme(app, theme, percent / 100)
        there = self.window.preferring.printer
        self.window.preferring.be_on(ThisPc(Preferences(theme, percent / 100, printer=there)))
        # A cursor that blinks makes two pictures of one state.
        app.setCursorFlashTime(0)
        self.window.resize(*SIZE)
        # What the window does by itself a moment later.
        self.window.watching.ask()
        self.rest()
        return _png((self.beside or self.window).grab().toImage())

    def _feed(self, given: Scan | Typed | Favourite | Chosen) -> None:
        self.window.front.feed(given)
        self.rest()


def _turn() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)


def _png(image: QImage) -> bytes:
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    stride, bits = image.bytesPerLine(), bytes(image.constBits())
    picture = Image.frombuffer("RGB", (image.width(), image.height()), bits, "raw", "RGB", stride, 1)
    file = io.BytesIO()
    few = picture.quantize(palette=_palette(picture), dither=Image.Dither.NONE)
    few.save(file, "PNG", optimize=True)
    return file.getvalue()


def _palette(picture: Image.Image) -> Image.Image:
    """Return the colours of a picture: those it has most of, and the theme's own, however little there is of one."""
    counted = sorted(picture.getcolors(SIZE[0] * SIZE[1]) or (), key=lambda one: one[0], reverse=True)
    most = [colour for _count, colour in counted if isinstance(colour, tuple)][:COLOURS]
    told = (getattr(current(), field.name) for field in fields(Tokens))
    own = [ImageColor.getrgb(value) for value in told if isinstance(value, str) and value.startswith("#")]
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in dict.fromkeys([*most, *own]) for part in colour])
    return palette


@contextmanager
def _shop(*, opened: bool) -> Iterator[Desk]:
    """Open a practice shop on a Wednesday morning, with what waits there."""
    with tempfile.TemporaryDirectory() as folder:
        random = Random(2026)  # noqa: S311  (the same codes each time)
        draws = Draws(random.getrandbits, random.randrange)
        data = Path(folder) / "poste"
        early = Options(data, datetime.fromisoformat(f"{DAY}T07:55"), draws=draws)
        # A practice desk's keys too: what is printed ends in an anchor, which hangs on them.
        with patch.object(DeskKeys, "drawn", lambda: DeskKeys(random.randbytes(32), random.randbytes(32))):
            commission.commission(early, commission.read_site_file(SITE), practice=True)
        now = Options(data, datetime.fromisoformat(f"{DAY}T10:12"), draws=draws)
        with open_desk(now) as desk:
            if opened:
                _morning(desk)
            yield desk


@cache
def _three_weeks() -> Path:
    """Return a folder in which a practice shop was lived for three weeks, as whoever tries it finds it; once for all its pictures."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    today = date.fromisoformat(DAY)
    data = folder / "exercice"
    living = DemoPlayer(data, 2026, beginning=Beginning(today - LIVED_FOR, ".", "releves"))
    while living.next_day() < today:
        living.live(last=True)
    living.begin_morning(Options(data, datetime.fromisoformat(f"{DAY}T08:02")), today)
    return data


@contextmanager
def _lived_shop() -> Iterator[Desk]:
    """Open a practice shop that has been open for three weeks."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "exercice"
        shutil.copytree(_three_weeks(), data)
        random = Random(2026)  # noqa: S311  (the same codes each time)
        draws = Draws(random.getrandbits, random.randrange)
        with open_desk(Options(data, datetime.fromisoformat(f"{DAY}T10:12"), draws=draws)) as desk:
            yield desk


def _morning(desk: Desk) -> None:
    _do(desk, "day.open", float_cents=8000)
    for product, pieces in (("LV_20", 400), ("LI_20", 60)):
        _do(desk, "relay.stock_receive", product=product, quantity=pieces)
    _do(desk, "relay.set_places", places=["A1", "A2", "A3", "A4", "B1", "B2", "B3"])
    for tracking, shelf, day, name in (
        (PARCEL, "A3", DAY, "Mme Kessler Claire"),
        (SECOND, "A1", "2026-11-12", "M. Kessler Claude"),
        (REGISTERED, "B2", "2026-11-21", "M. Yilmaz"),
        (LATE, "B3", "2026-11-10", "Mme Da Silva"),
    ):
        _do(
            desk,
            "relay.receive",
            tracking=tracking,
            shelf=shelf,
            addressee={"name": name},
            presented_day=day,
        )


def _do(desk: Desk, do: str, **fields: object) -> None:
    answer = desk.counter.execute({"op": desk.new_op(), "do": do, **fields}, None)
    if answer.refused is not None:
        raise answer.refused


@contextmanager
def _window(desk: Desk, percent: int, *, faults: tuple[Fault, ...] | None, opened: bool) -> Iterator[Hands]:
    """Show the window of a desk, or of its copy in which faults were found, but for what moves by itself."""
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication(["screens"])
    apply_theme(app, "light", percent / 100)
    clock = Clock()
    copy = None if faults is None else CopyFace(Inspection(desk, faults, MANIFEST), LANG, None)
    face = FrontFace(desk, LANG) if copy is None else copy
    speech.use(LANG)
    window = MainWindow(PAGES, monotonic=clock)
    # No sound, and no flash instead of it.
    window.sounds.play = lambda tone: None  # type: ignore[method-assign]  # noqa: ARG005
    window.preferring.be_on(ThisPc(Preferences("light", percent / 100)))
    try:
        window.resize(*SIZE)
        window.show()
        window.activateWindow()
        if opened:
            window.begin(app, lambda: as_open(desk, face) if copy is None else copy.opened())
        hands = Hands(window, clock)
        hands.rest()
        yield hands
        hands.rest()
    finally:
        window.close()
        face.close()
        window.deleteLater()
        _turn()


def _ready(_hands: Hands) -> None:
    """Nothing was done yet."""


def _card(hands: Hands) -> None:
    hands.type("Kessler Claire")


def _homonyms(hands: Hands) -> None:
    """Two people of one name: nothing is chosen."""
    hands.type("kessler")
    hands.press("slash")


def _question(hands: Hands) -> None:
    hands.scan(PARCEL)
    hands.press("right", "slash")
    hands.type("M. Durand")
    hands.press("enter")


def _franking(hands: Hands) -> None:
    hands.favourite("COL")
    hands.type("1800")


def _visit(hands: Hands) -> None:
    hands.favourite("LV_20", "3")
    hands.favourite("COL")
    hands.type("1800")
    hands.press("enter")
    hands.scan(FRANKED)
    hands.favourite("CAFE", "2")


def _means(hands: Hands) -> None:
    _visit(hands)
    hands.press("star")


def _paid(hands: Hands) -> None:
    _visit(hands)
    hands.type("20")
    hands.press("plus")


def _missed(hands: Hands) -> None:
    _visit(hands)
    hands.scan(NOBODYS)


def _arrivals(hands: Hands) -> None:
    hands.press("arrivals")
    for code in BAG:
        hands.scan(code)


def _parked(hands: Hands) -> None:
    for number in ("2", "3"):
        hands.favourite("LV_20", number)
        hands.press("park")
    hands.press("park")


def _help(hands: Hands) -> None:
    _visit(hands)
    hands.press_f1()


def _help_of_a_page(hands: Hands) -> None:
    hands.open("relay")
    hands.press_f1()


def _paper(hands: Hands) -> None:
    hands.favourite("LV_20", "3")
    hands.favourite("CAFE", "2")
    hands.press("plus", "paper")


def _day(hands: Hands) -> None:
    _visit(hands)
    hands.press("park")
    hands.type("11")
    hands.pass_by()
    hands.favourite("CAFE")
    hands.press("plus")
    hands.open("day")
    hands.pass_by()


def _remit(hands: Hands) -> None:
    """What is owed to each at this moment, and how much of it is paid over."""
    _visit(hands)
    hands.press("plus")
    hands.open("day")
    hands.window.pages.press("f12")
    hands.rest()
    hands.press("slash")


def _month(hands: Hands) -> None:
    """What the month that goes on came to so far."""
    hands.open("month")
    hands.rest()


def _evening(hands: Hands) -> Evening:
    """Begin the closing, as F10 does."""
    _visit(hands)
    hands.press("plus")
    hands.open("day")
    keys: Any = hands.window.pages.bound["day"].presenter
    keys.evening.forward()
    hands.rest()
    evening: Evening = keys.evening
    return evening


def _pieces(evening: Evening, hands: Hands, pieces: Mapping[int, int]) -> None:
    for face, count in pieces.items():
        evening.type_pieces(face, str(count))
    hands.rest()


def _count(hands: Hands) -> None:
    _pieces(_evening(hands), hands, {5000: 1, 2000: 2, 500: 1, 200: 3, 50: 2})


def _gap(hands: Hands) -> None:
    evening = _evening(hands)
    _pieces(evening, hands, {5000: 1, 2000: 1, 1000: 1})
    evening.forward()
    hands.rest()


def _reason(hands: Hands) -> None:
    _gap(hands)
    hands.window.pages.press("f6")
    hands.rest()


def _stick(hands: Hands) -> None:
    _reason(hands)
    keys: Any = hands.window.pages.bound["day"].presenter
    keys.evening.give_reason("1")
    keys.evening.forward()
    hands.rest()


def _journal(hands: Hands) -> None:
    _visit(hands)
    hands.press("plus")
    hands.open("journal")


def _copies(hands: Hands) -> None:
    hands.open("copies")


def _show_copies(hands: Hands, **changes: object) -> None:
    """Show a copy on a stick that is chosen, and what stands beside it."""
    _copies(hands)
    keys: Any = hands.window.pages.bound["copies"].presenter
    where = translate(
        "The last good copy was made on {when}; it lies on the stick {stick}, which is plugged in.", LANG
    )
    told = where.format(when="mardi 24 novembre 2026, 18 h 03", stick=COPY.stick)
    sheet = replace(keys.state.sheet, copies=(COPY,), first=False, where=told)
    keys._picture.show(sheet=sheet, chosen=COPY, **changes)  # noqa: SLF001
    hands.rest()


def _foreseen(hands: Hands) -> None:
    told = (Figure(label, value) for label, value in contents_lines(HELD, "1.0", LANG))
    contents = (*told, *key_figures(KEY, SPEECH))
    _show_copies(hands, aside="restore", preview=Preview(contents, effects(HELD, PRESENT, FORK, LANG)))


def _put_back(hands: Hands) -> None:
    _show_copies(hands, aside="going", wanted="restore", preview=Preview((), ()), tried=tried(KEY, SPEECH))


def _look_into(hands: Hands) -> None:
    _show_copies(hands, aside="going", wanted="look", tried=tried(KEY, SPEECH))


def _between(hands: Hands) -> None:
    words, mind = (
        "The copy is being put back…",
        "Do not switch the PC off. If the power goes all the same, nothing is lost.",
    )
    between = Meanwhile(Doing(ThisPc(), words, mind))
    between.progress.show_done(40, 100)
    between.show()
    hands.beside = between


def _news(hands: Hands) -> None:
    lines = put_back_lines(PutBack(COPY.when, FORK, "Z-2026-0007", KEPT), LANG)
    news = HandoverNews(translate("The copy is in place", LANG), tuple(lines))
    hands.window.covers.tell_news(news, lambda: None)


def _not_put_back(hands: Hands) -> None:
    why = translate("The desk is as it was: nothing was changed.", LANG)
    face = hands.window.watching._face  # noqa: SLF001
    lines = (face.sentence("store.in_use", {"pid": 4711}), why)
    hands.window.covers.tell_news(
        HandoverNews(translate("The copy was not put back", LANG), lines, "warning"), lambda: None
    )


def _copy_counter(hands: Hands) -> None:
    _card(hands)
    hands.press("slash")


def _shelf(hands: Hands) -> ShelfPresenter:
    shelf = hands.window.pages.bound["relay"].presenter
    if not isinstance(shelf, ShelfPresenter):
        raise TypeError(shelf)
    return shelf


def _inventory(hands: Hands) -> None:
    hands.open("relay")
    shelf = _shelf(hands)
    shelf.press("count")
    hands.rest()
    hands.scan_here(PARCEL)


def _elsewhere(hands: Hands) -> Callable[..., Any]:
    """Return what plays an act as another process would."""
    hands.open("people_list")
    port: Any = hands.window.pages.bound["people_list"].presenter._port  # noqa: SLF001  (as above)

    def do(command: str, **fields: object) -> Any:
        return port.play({"op": port.new_op(), "do": command, **fields})

    return do


def _known(hands: Hands) -> str:
    """Keep two neighbours of one name: one left a caution and has something on the slate; return its code."""
    do = _elsewhere(hands)
    do("person.create", card=HERS, family="Kessler", given="Claire", phones=["06 39 98 00 13"], street=STREET)
    do("person.create", family="Kessler", given="Claude", phones=["06 39 98 00 26"], street="3 rue des Lilas")
    do("person.create", family="Roux", given="Ali", street=STREET)
    do("person.note", person=HERS, text="Entend mal : parler face à face.", until_day="2027-01-31")
    hers = {"card": HERS}
    taken = {"do": "caution.take", "who": hers, "cents": 5000, "of": "L-2026-000001"}
    paid = {"means": "cash", "given_cents": 5000}
    caution = do("till.settle", acts=[taken], payments=[paid]).result["lines"][0]["caution"]
    slate = {"do": "account.owe", "who": hers}
    do("till.settle", acts=[{"do": "shop.sell", "article": "CAFE", "quantity": 3}, slate], payments=[])
    hands.rest()
    return str(caution)


def _people(hands: Hands) -> None:
    """Who is looked for while it is typed: two of one name."""
    _known(hands)
    page: Any = hands.window.pages.bound["people_list"].presenter
    page.type("kess")
    hands.rest()


def _person(hands: Hands) -> None:
    """A card is scanned: what is hers over every service."""
    _known(hands)
    hands.press("home")
    hands.scan(HERS)


def _caution(hands: Hands) -> None:
    """The receipt of a caution is scanned."""
    code = _known(hands)
    hands.press("home")
    hands.scan(code)


def _trades(hands: Hands) -> str:
    """Let two orders lie at the dry cleaner's and here, ready and not, and a bike wait for its price; return one."""
    _known(hands)
    do = _elsewhere(hands)
    rounds = [{"weekday": "tuesday", "half_day": "last"}, {"weekday": "friday", "half_day": "last"}]
    for trade, partner, name in (
        ("pressing", "NETTOYAGE", "Pressing du Centre"),
        ("bikefix", "VELOCISTE", "Bretz'Selle, atelier vélo"),
    ):
        do("partner.set", partner=partner, name=name, regime="own")
        do(f"{trade}.set_rounds", partner=partner, rounds=rounds, lead_days={"normal": 3})
    since = {"valid_from": "2026-01-01"}
    suit = (
        {"kind": "VESTE", "public": 890, "partner": 445},
        {"kind": "PANTALON", "public": 650, "partner": 325},
    )
    do("pressing.set_prices", rows=[{**row, **since} for row in suit])
    stain = {"reserve": "stain", "position": "sleeve_left"}
    coat = {"kind": "MANTEAU", "colour": "blue", "fabric": "wool", "reserves": [stain]}
    first = do("pressing.take_in", who={"card": HERS}, pieces=[coat, {"kind": "COSTUME"}]).result
    pieces = [piece["piece"] for piece in first["pieces"]]
    do("pressing.take_in", who={"name": "M. Ali Roux"}, pieces=[{"kind": "MANTEAU", "colour": "black"}])
    bike = {"kind": "VELO", "colour": "green", "brand": "Peugeot"}
    do("bikefix.take_in", who={"name": "Mme Anna Szulc"}, pieces=[bike])
    do("pressing.send", partner="NETTOYAGE", pieces=pieces)
    do(
        "pressing.receive_back",
        partner="NETTOYAGE",
        pieces=[{"piece": one} for one in pieces[:2]],
        complete=False,
    )
    do("pressing.make_ready", pieces=pieces[:2], place="P2")
    hands.rest()
    return str(first["order"])


def _trade(hands: Hands) -> None:
    """The page of a trade: what lies here, what is away."""
    _trades(hands)
    hands.open("pressing")


def _order(hands: Hands) -> None:
    """The slip of an order is scanned: a part of it is ready, and not paid yet."""
    order = _trades(hands)
    hands.press("home")
    hands.scan(order)


def _taking(hands: Hands) -> None:
    """Something is taken in for somebody who is at the counter: what is brought, by numbers."""
    _trades(hands)
    hands.press("home")
    # What has a key of its own is read with whatever was changed elsewhere.
    hands.window.front.feed(Elsewhere())
    hands.rest()
    hands.scan(HERS)
    hands.favourite("pressing.take_in")


def _workshop(hands: Hands) -> None:
    """The workshop is there: what comes back is scanned, or named by numbers."""
    _trades(hands)
    hands.press("home")
    hands.type("pressing du centre")
    hands.press("enter")


def _privacy(hands: Hands) -> None:
    """What is over its time, and the papers about it."""
    hands.type("données")
    hands.press("enter")


def _relay(hands: Hands) -> None:
    _visit(hands)
    hands.open("relay")


def _incidents(hands: Hands) -> None:
    for code, number in ((PARCEL, "1"), (REGISTERED, "3")):
        hands.scan(code)
        hands.act("relay.report_incident")
        hands.type(number)
        hands.press("enter", "enter")
    hands.press("home")
    hands.open("relay")
    shelf = _shelf(hands)
    for _ in range(3):
        shelf.press("turn")
    hands.rest()


def _settled(hands: Hands) -> None:
    hands.open("relay")
    _shelf(hands).order("incident")
    hands.rest()


def _missing(hands: Hands) -> None:
    _inventory(hands)
    for code in (LATE, NOBODYS):
        hands.scan_here(code)
    _shelf(hands).press("count")
    hands.rest()


def _notice(hands: Hands) -> None:
    hands.open("relay")
    shelf = _shelf(hands)
    shelf.choose(next(row.key for row in shelf.state.rows if row.act))
    shelf.press("paper")
    hands.rest()


def _replaced(hands: Hands) -> Callable[..., Any]:
    """Somebody replaces her at times, and she has a code; return what plays an act as another process would."""
    do = _elsewhere(hands)
    do("operator.set", operator="o02", name="Paul Ansel", roles=["volunteer"])
    do("operator.set_code", operator="o01", code="4719")
    do("operator.sign_in", operator="o01", code="4719")
    hands.press("home")
    return do


def _approval(hands: Hands) -> None:
    """What she did is not his to take back."""
    do = _replaced(hands)
    hands.press("passage")
    do("operator.sign_in", operator="o02")
    hands.press("undo")


def _codes(hands: Hands) -> None:
    """The settings, at the code of somebody."""
    _replaced(hands)
    hands.open("settings")
    page: Any = hands.window.pages.bound["settings"].presenter
    while not page.state.offer.ref.startswith("code:"):
        page.press("down")
    hands.rest()


def _locked(hands: Hands) -> None:
    """Nobody touched it for a while; a visit waits beneath."""
    _visit(hands)
    _replaced(hands)
    hands.window.lock.cover()
    hands.rest()
    cover: Any = hands.window.lock._cover  # noqa: SLF001  (it shows the hour of this PC)
    cover._hour.setText("9 h 12")  # noqa: SLF001  (as above)
    cover.show_hour = lambda: None


def _hidden(hands: Hands) -> None:
    _card(hands)
    hands.press("enter")
    hands.window.veiling.hide(True)


def _discreet(hands: Hands) -> None:
    _hidden(hands)
    hands.window.covers.discreet.unfold()


def _preferences(hands: Hands) -> None:
    _visit(hands)
    hands.window.covers.preferences.unfold()


def _prefix(hands: Hands) -> None:
    _preferences(hands)
    QTest.keyClick(hands.window.covers.preferences, Qt.Key.Key_0)
    hands.window.scanner.learned.emit(f"~{PARCEL}", f"~{PARCEL}")


def _no_paper(hands: Hands) -> None:
    """A printer that has no paper: none is asked, the answer is always that."""
    hands.window.printing._take_up()  # noqa: SLF001
    hands.rest()
    spooling = hands.window.printing.spooling
    if spooling is None:
        raise TypeError(spooling)
    out = Worked(waiting=2, trouble="printer.paper_out")
    spooling._face.work_off = lambda _stopping: out  # type: ignore[method-assign]  # noqa: SLF001
    hands.window.preferring.be_on(ThisPc(Preferences(printer=PRINTER)))
    hands.rest()


def _printer(hands: Hands) -> None:
    _visit(hands)
    _no_paper(hands)
    spooling = hands.window.printing.spooling
    if spooling is not None:
        spooling.press()
    hands.rest()


def _paper_waits(hands: Hands) -> None:
    _no_paper(hands)
    _paper(hands)
    QTest.keyClick(hands.window.covers.paper, Qt.Key.Key_F12)
    hands.rest()


def _papers(hands: Hands) -> None:
    """The page of the papers: what waits for a roll, and a ticket that nobody wants any more."""
    _no_paper(hands)
    # The seconds to the next try stand.
    hands.window.printing._second.stop()  # noqa: SLF001
    face: Any = getattr(hands.window.printing.spooling, "_face", None)
    for pieces in (1, 3, 5):
        stamps = {"do": "relay.sell", "product": "LV_20", "quantity": pieces}
        paid = {"means": "card", "cents": 152 * pieces}
        _do(face._desk, "till.settle", acts=[stamps], payments=[paid], print=True)  # noqa: SLF001
    hands.window.watching.ask()
    hands.rest()
    hands.open("paper_queue")
    page: Any = hands.window.pages.bound["paper_queue"].presenter
    page.press("give_up")
    hands.rest()
    page.take_number(0)
    page.press("give_up")
    hands.rest()


def _settings(hands: Hands) -> None:
    """The settings, at the section of what is sold."""
    hands.open("settings")
    page: Any = hands.window.pages.bound["settings"].presenter
    while page.state.offer.ref != "article":
        page.press("down")
    hands.rest()


def _setting_asked(hands: Hands) -> None:
    """The second question of a new article."""
    _settings(hands)
    page: Any = hands.window.pages.bound["settings"].presenter
    # Read, and answered: however fast this PC is.
    times = itertools.count(step=3)
    page._monotonic = lambda: next(times)  # noqa: SLF001
    page.press("act")
    hands.rest()
    page.answer("Infusion", seen=True)
    hands.rest()
    # What was just made is seen a turn later.
    _turn()


def _doctor(hands: Hands) -> None:
    """How the PC is; what of it is this PC's own is another one's."""
    hands.open("doctor")
    page: Any = hands.window.pages.bound["doctor"].presenter
    free = "112\N{NO-BREAK SPACE}Go libres. Le disque n’est pas chiffré."
    lines = (replace(line, told=free) if line.code == "disk" else line for line in page.state.checks)
    page._picture.show(checks=tuple(lines), chosen="disk")  # noqa: SLF001
    hands.rest()
    _turn()


def _books(hands: Hands) -> None:
    """The chapter that F1 and Enter open from the counter."""
    hands.press_f1()
    QTest.keyClick(hands.window.covers.help, Qt.Key.Key_Return)
    hands.rest()


def _about(hands: Hands) -> None:
    """What the program is; of the desk at hand, as if it lay where a shop's lies."""
    hands.open("about")
    page: Any = hands.window.pages.bound["about"].presenter
    folder = "/home/guichet/.local/share/concierge-desk"
    told = (
        "",
        "4690-9b72-80de-0212-9f82-5885-d953-4ab4",
        folder,
        f"{folder}/journaux/concierge-desk.log",
        "",
    )
    facts = (
        replace(fact, value=value or fact.value) for fact, value in zip(page.state.facts, told, strict=True)
    )
    page._picture.show(facts=tuple(facts))  # noqa: SLF001
    page.choose("LICENSE")
    hands.rest()
    _turn()


def _lived(hands: Hands) -> None:
    """Somebody takes three stamps, and came for what has waited for days."""
    hands.favourite("LV_20", "3")
    hands.scan(WAITED)


def _lending(hands: Hands) -> None:
    """What is lent on which days; the card of the first of it is open."""
    hands.open("tools")
    page: Any = hands.window.pages.current
    page.press("open")
    hands.rest()


def _lessons(hands: Hands) -> None:
    """The first lesson, begun: the band says what is done next."""
    hands.open("lessons")
    page: Any = hands.window.pages.bound["lessons"].presenter
    # The parcels of its bag are drawn by chance.
    with patch.object(lessons, "secrets", SimpleNamespace(randbits=lambda _bits: 2026)):
        page.press("begin")
        hands.rest()
    _turn()


def _tariff(hands: Hands) -> None:
    """Next year's prices, found among the downloads: one is much dearer, one is missing."""
    rows = list(csv.DictReader(io.StringIO(resource_text("laposte-tariffs.csv"))))
    newest = {
        (row["product"], row["zone"], row["max_g"]): row for row in sorted(rows, key=itemgetter("valid_from"))
    }
    written = io.StringIO()
    writer = csv.DictWriter(written, rows[0])
    writer.writeheader()
    for place, row in enumerate(newest.values()):
        dearer = int(row["cents"]) * (130 if place == 1 else 104) // 100
        if place:
            writer.writerow({**row, "cents": dearer, "valid_from": "2027-01-01", "valid_to": ""})
    with (
        tempfile.TemporaryDirectory() as folder,
        patch.object(price_sheets, "downloads_folder", lambda: Path(folder)),
    ):
        (Path(folder) / "tarifs-laposte-2027.csv").write_text(written.getvalue(), "utf-8")
        hands.open("tariff")
        page: Any = hands.window.pages.bound["tariff"].presenter
        page.choose(Path(folder) / "tarifs-laposte-2027.csv")
        page.press("look")
        hands.rest()
        _turn()


def _bank(hands: Hands) -> None:
    """A statement was taken in: card takings to the cent and less a commission, dues of a member, the rent."""
    hands.open("reconciliation")
    page: Any = hands.window.pages.bound["reconciliation"].presenter
    desk = page._face._desk  # noqa: SLF001  (what the statement of its bank would show)
    dues = desk.store.read(
        lambda rows: rows.execute(
            "SELECT day, cents FROM bank_due WHERE cents > 0 ORDER BY day LIMIT 8"
        ).fetchall()
    )
    lines = [
        (
            date.fromisoformat(day) + timedelta(days=2),
            "REMISE CB CONCIERGERIE",
            cents - (cents // 80 if n % 3 == 2 else 0),
        )
        for n, (day, cents) in enumerate(dues)
    ]
    lines += [(lines[-1][0], "VIR COTISATION MARTIN", 1_500), (lines[-1][0], "PRLV LOYER", -45_000)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "releve.csv"
        rows = "".join(f"{day:%d/%m/%Y};{label};{cents / 100:.2f}\n" for day, label, cents in lines)
        path.write_text("Date;Libellé;Montant\n" + rows, "utf-8")
        page.pick(path)
        hands.rest()
        page.press("take_in")
        hands.rest()
        _turn()


def _pay(hands: Hands) -> None:
    """What La Poste pays for a month, beside its statement of it, which differs."""
    hands.open("relay_pay")
    page: Any = hands.window.pages.bound["relay_pay"].presenter
    port, month = page._port, page.state.month.expected.month  # noqa: SLF001  (as another process would)
    row = {"valid_from": f"{month}-01", "source": "Contrat"}
    rows = [
        {"code": "FIXED", "basis": "month", "cents": 39_100, **row},
        {"code": "STAMPS", "basis": "per_mille", "of": "stamps", "per_mille": 30, **row},
        {"code": "HANDED_OVER", "basis": "act", "of": "handed_over", "cents": 15, **row},
    ]
    port.play({"op": port.new_op(), "do": "relay.set_pay", "principal": "LAPOSTE", "rows": rows})
    theirs = {"FIXED": 39_100, "STAMPS": 0, "HANDED_OVER": 30}
    asked = {"principal": "LAPOSTE", "month": month, "lines": theirs}
    port.play({"op": port.new_op(), "do": "relay.note_statement", **asked})
    page.look()
    hands.rest()
    page.choose("line HANDED_OVER")
    hands.rest()
    _turn()


def _statuses(hands: Hands) -> None:
    """La Poste's file of statuses, compared: one that they think is here, one that they think is gone."""
    with (
        tempfile.TemporaryDirectory() as folder,
        patch.object(price_sheets, "downloads_folder", lambda: Path(folder)),
    ):
        file = Path(folder) / "suivi-laposte.csv"
        file.write_text("Numéro;Statut\n6A15602676300;LIVCFM\n8L01234567895;MLVARS\n", "utf-8")
        hands.open("statuses")
        page: Any = hands.window.pages.bound["statuses"].presenter
        page.choose(str(file))
        page.press("open")
        hands.rest()
        page.press("compare")
        hands.rest()
        _turn()


def _stock(hands: Hands) -> None:
    """The stock as it is counted: one product was noted, of another the number is being typed."""
    hands.window.pages.open("relay_stock", part="stock_count")
    hands.rest()
    page: Any = hands.window.pages.bound["relay_stock"].presenter
    page.number(394)
    page.press("set")
    page.type("5")
    hands.rest()


class _FarSide(Channel):
    """A far side whose mailbox is full from a day on."""

    asks = False

    def deliver(self, sent: Consignment, stopping: Callable[[], bool]) -> bool:
        """Take what is sent before that day."""
        if sent.day >= "2026-11-23":
            raise Undelivered(MAILBOX_FULL, reply=552)
        return True


def _deliveries(hands: Hands) -> None:
    """The reports of a month: they left by mail, until the mailbox was full."""
    hands.window.deliveries.stop()
    hands.open("deliveries")
    page: Any = hands.window.pages.bound["deliveries"].presenter
    desk = page._face._desk  # noqa: SLF001
    told = {"host": "courrier.example", "to": "bureau@laposte.example", "from": "ampere@example.fr"}
    _do(desk, "delivery.set_channel", export="laposte", channel="mail", **told)
    numbers = [
        one.number
        for one in desk.store.read(lambda rows: standings(rows, date(2026, 11, 1), date(2026, 12, 1)))
    ]
    for number in numbers[:10]:
        _do(desk, "delivery.retry", export="laposte", number=number)
    Deliveries(desk, lambda _settings: _FarSide()).work_off(lambda: False)
    for number in numbers[5:10]:
        _do(desk, "delivery.acknowledge", export="laposte", number=number)
    hands.window.watching.ask()
    page.look()
    hands.rest()
    _turn()


def _printers(hands: Hands) -> None:
    """What the list offers at a PC where three are plugged in."""
    _no_paper(hands)
    _preferences(hands)
    found = (
        FoundPrinter("device:/dev/usb/lp0", "EPSON TM-T20III"),
        FoundPrinter("serial:/dev/serial/by-id/usb-Prolific-if00-port0", "Prolific USB-Serial Controller"),
        FoundPrinter("queue:TICKETS", "Rouleau du comptoir"),
    )
    hands.window.preferring.find_with(None)
    QTest.keyClick(hands.window.covers.preferences, Qt.Key.Key_F12)
    hands.window.covers.preferences.questions.show_found(found)
    hands.rest()


def _address(hands: Hands) -> None:
    _printers(hands)
    QTest.keyClick(hands.window.covers.preferences.questions.printer, Qt.Key.Key_1)
    hands.rest()


def _phrase(hands: Hands) -> None:
    """The words are asked for before anything of the desk is there."""
    hands.window.door.ask_first(AskedPhrase())


def _wrong_phrase(hands: Hands) -> None:
    view = PhraseView(hands.window)
    view.unfold()
    QTest.keyClicks(view.focusProxy(), "quatre mots")
    view.refuse()


def _stopped(hands: Hands) -> None:
    _stop(hands, EnvironmentFailure("keys.keystore_locked"))


def _unreadable(hands: Hands) -> None:
    _stop(hands, EnvironmentFailure("store.unreadable"))


def _stop(hands: Hands, failure: DeskError) -> None:
    with patch.object(terminal, "program", lambda: [_PROGRAM]):
        (why, *more), again = said_of(failure, Options(_DATA), Look(LANG))
    hands.beside = StoppedWindow(Stopped(why, tuple(more), again, chapter_for(failure)))
    hands.beside.show()


FIRST_ANSWERS: tuple[tuple[str, ...], ...] = (
    (
        "Conciergerie des Lilas",
        "Association Les Lilas",
        "3 rue des Lilas",
        "68000 Colmar",
        "303 265 045 00003",
    ),
    ("8:00-11:30", "15:00-18:00", "8:00-11:30"),
    ("Amina",),
    ("Colmar Lattre", "680660"),
)
"""What is typed at each step of a first start, from the shop on."""
DRAWN = "muraille typo abolir vedette girafe baleine bicycle"


def _first_start(hands: Hands, steps: int) -> None:
    """Answer so many steps of a first start, on a PC without a keystore."""
    with (
        patch.object(first_start, "_keystore_answers", lambda: False),
        patch.object(first_start, "pc_zone", lambda: "Europe/Paris"),
        patch.object(chosen_words, "drawn_phrase", lambda: DRAWN),
    ):
        window = FirstWindow(FirstDesk(Options(_DATA), Look(LANG)), monotonic=hands.passing)
        window.resize(*SIZE)
        window.show()
        window.start.begin()
        window.tasks.wait_idle()
        window.start.choose("real")
        for at in range(steps):
            window.start.go_on()
            lines = [line for line in window.view.findChildren(QLineEdit) if line.isVisibleTo(window)]
            for line, text in zip(lines, (*FIRST_ANSWERS, ())[at], strict=False):
                line.setText(text)
    hands.beside = window
    hands.rest()


def _first_place(hands: Hands) -> None:
    _first_start(hands, 1)


def _first_week(hands: Hands) -> None:
    _first_start(hands, 2)


def _first_keys(hands: Hands) -> None:
    _first_start(hands, 5)


STATES: dict[str, Callable[[Hands], None]] = {
    "ready": _ready,
    "card": _card,
    "homonyms": _homonyms,
    "question": _question,
    "franking": _franking,
    "visit": _visit,
    "means": _means,
    "paid": _paid,
    "missed": _missed,
    "arrivals": _arrivals,
    "parked": _parked,
    "help": _help,
    "help_of_a_page": _help_of_a_page,
    "paper": _paper,
    "day": _day,
    "remit": _remit,
    "relay": _relay,
    "people": _people,
    "person": _person,
    "caution": _caution,
    "trade": _trade,
    "order": _order,
    "taking": _taking,
    "workshop": _workshop,
    "privacy": _privacy,
    "hidden": _hidden,
    "discreet": _discreet,
    "locked": _locked,
    "approval": _approval,
    "codes": _codes,
    "count": _count,
    "gap": _gap,
    "reason": _reason,
    "stick": _stick,
    "journal": _journal,
    "copies": _copies,
    "inventory": _inventory,
    "missing": _missing,
    "incidents": _incidents,
    "settled": _settled,
    "notice": _notice,
    "preferences": _preferences,
    "prefix": _prefix,
    "printer": _printer,
    "paper_waits": _paper_waits,
    "papers": _papers,
    "settings": _settings,
    "setting_asked": _setting_asked,
    "doctor": _doctor,
    "about": _about,
    "books": _books,
    "printers": _printers,
    "address": _address,
    "practice": _ready,
    "foreseen": _foreseen,
    "put_back": _put_back,
    "look_into": _look_into,
    "between": _between,
    "news": _news,
    "not_put_back": _not_put_back,
    "copy": _copy_counter,
    "copy_day": lambda hands: hands.open("day"),
    "copy_faults": lambda hands: hands.open("journal"),
    "lived": _lived,
    "month": _month,
    "lending": _lending,
    "lending_empty": lambda hands: hands.open("games"),
    "lived_morning": lambda hands: hands.open("day"),
    "lessons": _lessons,
    "statuses": _statuses,
    "tariff": _tariff,
    "reconciliation": _bank,
    "pay": _pay,
    "summaries": lambda hands: hands.open("summaries"),
    "stock_count": _stock,
    "deliveries": _deliveries,
    "first_place": _first_place,
    "first_week": _first_week,
    "first_keys": _first_keys,
    "phrase": _phrase,
    "phrase_wrong": _wrong_phrase,
    "stopped": _stopped,
    "unreadable": _unreadable,
}
"""How each state comes about, by the name of its pictures."""
COPIES: dict[str, tuple[Fault, ...]] = {
    "copy": (),
    "copy_day": (),
    "copy_faults": (Fault("digest", 12), Fault("signature", 12)),
}
"""Those of a copy that is only looked at, and what was found in its journal."""

LIVED = frozenset(
    {
        "lived",
        "lending",
        "lived_morning",
        "month",
        "lessons",
        "tariff",
        "reconciliation",
        "deliveries",
        "pay",
        "summaries",
    }
)
"""Those of a practice shop that has been open for three weeks."""

BEFORE = frozenset({"phrase", "phrase_wrong", "stopped", "unreadable"})
"""Those of a desk that is not open yet."""


if __name__ == "__main__":
    main()
