"""The measures of each paper."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from concierge_desk.domain.document import Paper, Size
from concierge_desk.printing.fonts import BOLD, REGULAR, measure, printable
from concierge_desk.printing.layout import Ruler
from concierge_desk.printing.typography import french, is_french

MM = 72 / 25.4
DOT = 72 / 203
"""The dot of a receipt printer. Papers are so many of them wide, so that a picture of the page, drawn for one, has no
edge of a bar between two dots; a sheet is less than a tenth of a millimetre narrower for it."""


@dataclass(frozen=True, slots=True)
class Style:
    """The measures of a paper, in points.

    Attributes:
        width: Of the paper.
        height: Of the paper; a roll is as long as needed.
        margin: Left empty on every side; what is left of a roll is what its printer reaches.
        size: Of the text; leading, headings and small print follow from it.
        gap: Least distance between two columns.
        large: Size of what is read standing.
        display: Size of what is read from two metres.
        guided: So wide that the eye needs a hairline from a label to its value.
    """

    width: float
    height: float | None
    margin: float
    size: float
    gap: float
    large: float
    display: float
    guided: bool = False

    @property
    def inner(self) -> float:
        """Width between the margins."""
        return self.width - 2 * self.margin

    @property
    def leading(self) -> float:
        """Height of a line."""
        return round(self.size * 1.34, 2)

    @property
    def heading(self) -> float:
        """Size of headings."""
        return round(self.size * 1.22, 2)

    @property
    def small(self) -> float:
        """Size of the page's head, of the titles of columns and of small print."""
        return round(self.size * 0.86, 2)

    def of(self, size: Size) -> float:
        """Return a named size in points."""
        return {"small": self.small, "text": self.size, "large": self.large}[size]


STYLES: Mapping[Paper, Style] = MappingProxyType(
    {
        # What the printers of rolls reach: 576 of 640 dots, 384 of 464.
        "roll80": Style(640 * DOT, None, 32 * DOT, 9, 6, 12, 84),
        "roll58": Style(464 * DOT, None, 40 * DOT, 8, 5, 10.5, 64),
        "a6": Style(839 * DOT, 148 * MM, 8 * MM, 9, 8, 13, 96),
        "a5": Style(1183 * DOT, 210 * MM, 12 * MM, 9, 10, 16, 120),
        "a4": Style(1678 * DOT, 297 * MM, 18 * MM, 9.5, 12, 22, 150, guided=True),
    }
)


@dataclass(frozen=True, slots=True)
class TextSetting:
    """TextSetting of a document's texts: on which paper, by the rules of which language."""

    style: Style
    french: bool

    @classmethod
    def of(cls, paper: Paper, language: str) -> "TextSetting":
        """Return the setting of a document."""
        return cls(STYLES[paper], is_french(language))

    @property
    def clean(self) -> Callable[[str], str]:
        """Function that makes of a text what is set."""
        return _printable_french if self.french else printable

    @property
    def ruler(self) -> Ruler:
        """Ruler of the text's own size."""
        style = self.style
        plain, strong = measure(REGULAR, style.size), measure(BOLD, style.size)
        return Ruler(self.clean, plain, strong, style.gap, style.size * 4)


def _printable_french(text: str) -> str:
    return french(printable(text))
