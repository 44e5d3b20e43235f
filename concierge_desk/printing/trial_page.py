"""Trial page of a printer of rolls: letters in each page it may have, a ruler, both codes, a place in large type.

Nothing of it is of the journal: whoever reads it says what she sees, and so what the printer is sent from then on.

Source: decision 0063.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from concierge_desk.domain.document import ROLLS
from concierge_desk.printing.codepage import PAGES, Letters, encoded, page_of
from concierge_desk.printing.escpos import SentPaper, dummy
from concierge_desk.printing.text import WIDTHS

if TYPE_CHECKING:
    from PIL.Image import Image

SAMPLE: Final = "éèêëàâçîïôùûü ÉÈÀÇ œ € « »"
"""What is read in French, and goes wrong first."""

RULER_MM: Final = 72
"""What the widest printer reaches; one of 58 mm cuts it at 48."""

CODE: Final = "ESSAI-58"
PLACE: Final = "A3"

_TITLE, _RULER = "Page d'essai", "mm:"
_DOTS_A_MM: Final = 8
_TICKS: Final = {10: 28, 5: 20, 1: 12}
"""Height in dots of the mark of each ten, five and one millimetre."""


@dataclass(frozen=True, slots=True)
class TrialLine:
    """A line that is to be read.

    Attributes:
        letters: How its letters went out.
        sample: What stands there, where it is right.
    """

    letters: Letters
    sample: str


def trial_lines() -> tuple[TrialLine, ...]:
    """Return the lines of the page, in their order: the last one is drawn."""
    found = []
    for name, page in PAGES.items():
        sample = "".join(letter for letter in SAMPLE if encoded(letter, page) is not None)
        found.append(TrialLine(name, " ".join(sample.split())))  # type: ignore[arg-type]
    return (*found, TrialLine("raster", SAMPLE))


def trial_page() -> bytes:
    """Return the page as a printer takes it: laid out for the narrow roll, but for the ruler."""
    paper = SentPaper(dummy()(), WIDTHS[ROLLS[58]], page_of("auto"))
    paper.lines((_TITLE, ""), bold=True)
    for number, line in enumerate(trial_lines(), 1):
        paper.turn_to(page_of(line.letters))
        paper.lines((f"{number}  {line.sample}",))
    paper.turn_to(page_of("auto"))
    paper.lines(("", _RULER))
    paper.picture(_ruler())
    paper.lines(("",))
    paper.code(CODE)
    paper.captions((CODE,))
    paper.square(CODE)
    paper.display(PLACE)
    return paper.ended()


def _ruler() -> "Image":
    """Return a ruler: each millimetre has its mark, each ten their number."""
    from PIL import Image, ImageDraw  # noqa: PLC0415  (only what draws loads it)

    from concierge_desk.printing.raster import HEIGHT, drawn_line  # noqa: PLC0415  (as above)

    most = max(_TICKS.values())
    picture = Image.new("1", (RULER_MM * _DOTS_A_MM, most + HEIGHT), 1)
    draw = ImageDraw.Draw(picture)
    for mm in range(RULER_MM + 1):
        high = next(high for each, high in _TICKS.items() if mm % each == 0)
        left = min(mm * _DOTS_A_MM, picture.width - 1)
        draw.line((left, 0, left, high), fill=0)
        if mm % 10 == 0 and mm:
            number = drawn_line(str(mm))
            picture.paste(number, (left - number.width // 2, most))
    return picture
