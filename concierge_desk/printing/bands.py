"""Bands: strips of the paper's width that a page break cannot cut, and what is drawn on them."""

from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from concierge_desk.printing.style import Style

Box: TypeAlias = tuple[float, float, float, float]
"""Left from the margin, top from the band's top, width, height."""


class TextRun(NamedTuple):
    """A text at its place: ``x`` from the left margin, its baseline set by its band."""

    x: float
    text: str
    font: str
    size: float
    grey: float = 0


@dataclass(frozen=True, slots=True)
class Fill:
    """Boxes that are filled at one go, so that no seam shows between them: lines, frames, printed codes."""

    boxes: tuple[Box, ...]
    grey: float = 0


@dataclass(frozen=True, slots=True)
class Image:
    """A picture at its place.

    Attributes:
        resource: Its PNG below ``resources/``.
        box: Where it stands on its band.
    """

    resource: str
    box: Box


@dataclass(frozen=True, slots=True)
class Band:
    """A strip of the paper.

    Attributes:
        height: Of the strip.
        runs: Its texts, on one baseline.
        baseline: Of its texts, from its top.
        fills: What is drawn below the texts, in this order.
        images: Pictures, below all of that.
    """

    height: float
    runs: tuple[TextRun, ...] = ()
    baseline: float = 0
    fills: tuple[Fill, ...] = ()
    images: tuple[Image, ...] = ()

    @property
    def blank(self) -> bool:
        """Say whether nothing is drawn."""
        return not self.runs and not self.fills and not self.images


Bands: TypeAlias = tuple[Band, ...]


@dataclass(frozen=True, slots=True)
class BandGroup:
    """Bands that stay on one page where one page can hold them.

    Attributes:
        bands: From top to bottom.
        head: Repeated first when a new page begins with this group or inside it.
        keep_next: Not left alone at the foot of a page.
    """

    bands: Bands
    head: Bands = ()
    keep_next: bool = False

    @property
    def height(self) -> float:
        """Height of all its bands."""
        return height_of(self.bands)

    @property
    def blank(self) -> bool:
        """Say whether it is nothing but space."""
        return all(band.blank for band in self.bands)


def height_of(bands: Bands) -> float:
    """Return the height of bands under one another."""
    return sum(band.height for band in bands)


def line_of(style: Style, *runs: TextRun, leading: float | None = None) -> Band:
    """Return a band that holds one line of text."""
    height = style.leading if leading is None else leading
    size = max((run.size for run in runs), default=style.size)
    return Band(height, tuple(run for run in runs if run.text), (height + size * 0.74) / 2)


def rule_of(style: Style, thickness: float = 0.5, height: float | None = None) -> Band:
    """Return a band with a thin line across it."""
    height = style.size * 0.75 if height is None else height
    return Band(height, fills=(Fill(((0, (height - thickness) / 2, style.inner, thickness),)),))
