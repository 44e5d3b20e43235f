"""What a printer of rolls makes of what it is sent: letters, codes in dots, pictures, cuts; it knows no command that we never send.

Source: https://download4.epson.biz/sec_pubs/pos/reference_en/escpos/
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

import zxingcpp
from PIL import Image, ImageDraw
from reportlab.graphics.barcode import code128

Align: TypeAlias = Literal["left", "center", "right"]

CODE_PAGES = {0: "cp437", 2: "cp850", 16: "cp1252", 19: "cp858"}
"""ESC t n, as Epson numbers them."""

LETTER_DOTS = 12
REACHED_DOTS, MARGIN_DOTS = {80: 576, 58: 384}, {80: 32, 58: 40}
"""Across what a printer reaches, and on each side what it does not."""

FILLED = "\x00"
"""What fills up a command that was cut off in its middle."""

_ALIGNS: dict[int, Align] = {0: "left", 1: "center", 2: "right"}
_START_B, _STOP = 104, 106
_QR_LEVELS = {48: "L", 49: "M", 50: "Q", 51: "H"}


class NotKnown(Exception):
    """A command that our papers have no need of."""


@dataclass(frozen=True)
class Line:
    """A line of letters."""

    text: str
    bold: bool = False
    width: int = 1
    height: int = 1
    align: Align = "left"


@dataclass(frozen=True)
class Code:
    """A code that the printer drew itself: bars, or a square."""

    data: str
    drawn: Image.Image
    square: bool
    module_dots: int
    align: Align = "left"


@dataclass(frozen=True)
class Picture:
    """Dots as they were sent."""

    drawn: Image.Image


Item: TypeAlias = Line | Code | Picture


@dataclass
class RollPaper:
    """What came out, from one cut to the next.

    Attributes:
        items: In their order.
        cut: It was cut off; else it hangs there.
        broken: Its last command was not sent to its end.
        began: Where in it a paper began last: what stands before that broke off.
    """

    items: list[Item] = field(default_factory=list)
    cut: bool = False
    broken: bool = False
    began: int = 0

    @property
    def text(self) -> str:
        return _text(self.items)

    @property
    def last_text(self) -> str:
        """What the last paper of this strip says."""
        return _text(self.items[self.began :])

    @property
    def codes(self) -> list[Code]:
        return [item for item in self.items if isinstance(item, Code)]


@dataclass(frozen=True)
class _Letters:
    """How letters are set."""

    page: str = "cp437"
    bold: bool = False
    width: int = 1
    height: int = 1
    align: Align = "left"


class _Ended(Exception):
    """Nothing more was sent."""


class _Reader:
    """A printer at work."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0
        self.letters = _Letters()
        self.papers = [RollPaper()]
        self.pulses = 0
        self._line = ""
        self._line_set = self.letters
        self._bars_height, self._bars_width = 162, 3
        self._square: dict[int, bytes] = {}

    def read(self) -> None:
        known: dict[int, Callable[[], None]] = {0x0A: self._feed, 0x10: self._real_time, 0x1B: self._esc}
        known[0x1D] = self._gs
        # What fills a gap is passed over.
        known[0x00] = lambda: None
        try:
            while self.at < len(self.data):
                byte = self._byte()
                if byte in known:
                    known[byte]()
                elif byte < 0x20 or byte == 0x7F:
                    raise NotKnown(f"{byte:#04x} at {self.at - 1}")
                else:
                    self._letter(byte)
        except _Ended:
            self.papers[-1].broken = True
        if self._line:
            self._feed()
            self.papers[-1].broken = True
        if not self.papers[-1].items and not self.papers[-1].broken:
            del self.papers[-1]

    def _byte(self) -> int:
        return self._bytes(1)[0]

    def _bytes(self, count: int) -> bytes:
        taken = self.data[self.at : self.at + count]
        self.at += count
        if len(taken) < count:
            raise _Ended
        return taken

    def _letter(self, byte: int) -> None:
        if not self._line:
            self._line_set = self.letters
        self._line += bytes([byte]).decode(self.letters.page)

    def _feed(self) -> None:
        how = self._line_set if self._line else self.letters
        self._put(Line(self._line, how.bold, how.width, how.height, how.align))
        self._line = ""

    def _put(self, item: Item) -> None:
        if self.papers[-1].cut:
            self.papers.append(RollPaper())
        self.papers[-1].items.append(item)

    def _real_time(self) -> None:
        kind = self._byte()
        if kind and (kind != 0x04 or self._byte() not in {1, 2, 3, 4}):
            raise NotKnown(f"DLE at {self.at}")

    def _begin(self) -> None:
        self.letters, self._line = _Letters(), ""
        if not self.papers[-1].cut:
            self.papers[-1].began = len(self.papers[-1].items)

    def _esc(self) -> None:
        command = chr(self._byte())
        if command == "@":
            self._begin()
        elif command == "t":
            page = self._byte()
            if page not in CODE_PAGES:
                raise NotKnown(f"code page {page}")
            self.letters = replace(self.letters, page=CODE_PAGES[page])
        elif command == "E":
            self.letters = replace(self.letters, bold=bool(self._byte() & 1))
        elif command == "a":
            self.letters = replace(self.letters, align=_ALIGNS[self._byte() % 48])
        elif command == "d":
            for _ in range(self._byte()):
                self._feed()
        elif command == "p":
            self._bytes(3)
            self.pulses += 1
        elif command != FILLED:
            raise NotKnown(f"ESC {command!r}")

    def _gs(self) -> None:
        command = chr(self._byte())
        known: dict[str, Callable[[], object]] = {
            "!": self._sizes,
            "V": self._cut,
            "k": self._bars,
            "(": self._squares,
            "v": self._dots,
            "r": self._byte,
        }
        if command in "hwHf":
            self._bars_set(command, self._byte())
        elif command in known:
            known[command]()
        elif command != FILLED:
            raise NotKnown(f"GS {command!r}")

    def _sizes(self) -> None:
        size = self._byte()
        self.letters = replace(self.letters, width=(size >> 4) + 1, height=(size & 7) + 1)

    def _cut(self) -> None:
        if self._byte() not in {0, 1, 48, 49}:
            raise NotKnown("GS V")
        if not self.papers[-1].items or self.papers[-1].cut:
            raise NotKnown("a cut of nothing")
        self.papers[-1].cut = True

    def _bars_set(self, what: str, value: int) -> None:
        if what == "h":
            self._bars_height = value
        elif what == "w":
            self._bars_width = value
        elif what == "H" and value % 48:
            raise NotKnown("the printer's own letters at its bars")

    def _bars(self) -> None:
        kind = self._byte()
        if kind == 0:
            return
        if kind != 73:
            raise NotKnown("bars that are no Code 128")
        sent = self._bytes(self._byte()).decode("ascii")
        if FILLED in sent or not sent:
            # What it cannot draw it draws nothing of.
            return
        if not sent.startswith("{B") or "{" in sent[2:].replace("{{", ""):
            raise NotKnown(f"no letters of set B: {sent!r}")
        data = sent[2:].replace("{{", "{")
        drawn = _bars_drawn(data, self._bars_width, self._bars_height)
        self._put(Code(data, drawn, False, self._bars_width, self.letters.align))

    def _squares(self) -> None:
        family = chr(self._byte())
        low, high = self._bytes(2)
        body = self._bytes(low + 256 * high)
        if family == FILLED or not body or FILLED.encode() in body[:2]:
            return
        if family != "k" or body[0] != 49:
            raise NotKnown("a square that is no QR code")
        self._square[body[1]] = body[2:]
        if body[1] == 81:
            data = self._square[80][1:].decode("ascii")
            module, level = self._square[67][0], _QR_LEVELS[self._square[69][0]]
            if FILLED in data:
                return
            drawn = _square_drawn(data, module, level)
            self._put(Code(data, drawn, True, module, self.letters.align))
        elif body[1] not in {65, 67, 69, 80}:
            raise NotKnown(f"GS ( k {body[1]}")

    def _dots(self) -> None:
        kind = self._byte()
        if chr(kind) == FILLED:
            return
        if bytes([kind]) + self._bytes(1) != b"0\x00":
            raise NotKnown("GS v")
        across, down = (int.from_bytes(self._bytes(2), "little") for _ in range(2))
        dots = self._bytes(across * down)
        drawn = Image.frombytes("1", (8 * across, down), bytes(255 - byte for byte in dots))
        self._put(Picture(drawn.convert("L")))


def _text(items: list[Item]) -> str:
    return "\n".join(item.text for item in items if isinstance(item, Line))


def papers_of(data: bytes) -> list[RollPaper]:
    """Return the papers that a printer made of a stream; the last one may hang out of it, uncut.

    Raises:
        NotKnown: A command that our papers have no need of.
    """
    reader = _Reader(data)
    reader.read()
    return reader.papers


def pulses_of(data: bytes) -> int:
    """Return how often a stream opens the drawer."""
    reader = _Reader(data)
    reader.read()
    return reader.pulses


def paper_of(data: bytes) -> RollPaper:
    """Return the one whole paper of a stream, after which letters stand as they stood before it."""
    reader = _Reader(data)
    reader.read()
    (paper,) = reader.papers
    assert paper.cut and not paper.broken and reader.pulses == 0
    assert replace(reader.letters, page="") == _Letters(page="")
    return paper


def scanned(code: Code, roll_mm: int) -> list[zxingcpp.Barcode]:
    """Return what a scanner reads of a code on its roll, which has room for it with its quiet zones."""
    reached, margin = REACHED_DOTS[roll_mm], MARGIN_DOTS[roll_mm]
    quiet = code.module_dots * (4 if code.square else 10)
    left = margin + (reached - code.drawn.width) // 2 if code.align == "center" else margin
    assert left - quiet >= 0, "the quiet zone lies beyond the paper"
    assert left + code.drawn.width <= margin + reached, "it is wider than what the printer reaches"
    assert left + code.drawn.width + quiet <= reached + 2 * margin
    paper = Image.new("L", (reached + 2 * margin, code.drawn.height + 2 * LETTER_DOTS * 2), 255)
    paper.paste(code.drawn, (left, LETTER_DOTS * 2))
    return list(zxingcpp.read_barcodes(paper))


def _bars_drawn(data: str, module: int, height: int) -> Image.Image:
    values = [_START_B, *(ord(letter) - 32 for letter in data)]
    check = (values[0] + sum(place * value for place, value in enumerate(values[1:], 1))) % 103
    patterns = code128._patterns
    widths = [ord(step.upper()) - 64 for value in (*values, check, _STOP) for step in patterns[value]]
    drawn = Image.new("L", (sum(widths) * module, height), 255)
    draw = ImageDraw.Draw(drawn)
    for place, width, left in _places(widths):
        if place % 2 == 0:
            draw.rectangle((left * module, 0, (left + width) * module - 1, height), fill=0)
    return drawn


def _places(widths: list[int]) -> Iterator[tuple[int, int, int]]:
    left = 0
    for place, width in enumerate(widths):
        yield place, width, left
        left += width


def _square_drawn(data: str, module: int, level: str) -> Image.Image:
    made = zxingcpp.create_barcode(data, zxingcpp.BarcodeFormat.QRCode, ec_level=level)
    plain = Image.fromarray(made.to_image(scale=1, add_quiet_zones=False))
    return plain.resize((plain.width * module, plain.height * module), Image.Resampling.NEAREST)
