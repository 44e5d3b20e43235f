"""Line that a printer has no letters for: drawn with the font of our papers, letter for letter."""

import io
from functools import cache
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont

from concierge_desk.paths import resource

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

WIDTH, HEIGHT = 12, 24
"""Dots of a letter of the printer's own font."""

_SIZE, _BASELINE = 19, 19
_FILES = {False: "fonts/DejaVuSansCondensed.ttf", True: "fonts/DejaVuSansCondensed-Bold.ttf"}


def drawn_line(line: str, *, bold: bool = False, tall: bool = False) -> Image.Image:
    """Return a line as a picture: each letter where the printer's own would stand.

    Args:
        line: As long as it is shown.
        bold: In bold.
        tall: Twice as high.
    """
    picture = Image.new("L", (max(1, len(line)) * WIDTH, HEIGHT), 255)
    draw = ImageDraw.Draw(picture)
    for place, letter in enumerate(line):
        draw.text(((place + 0.5) * WIDTH, _BASELINE), letter, fill=0, font=_font(bold), anchor="ms")
    if tall:
        picture = picture.resize((picture.width, 2 * HEIGHT))
    return picture.convert("1", dither=Image.Dither.NONE)


@cache
def _font(bold: bool) -> "FreeTypeFont":
    return ImageFont.truetype(io.BytesIO(resource(_FILES[bold])), _SIZE)
