"""Themes and sizes of the text that a page is tried in: all of them at full size, else each theme and each size."""

from itertools import product

from concierge_desk.ui.kit.theme import THEMES
from tests.e2e.driver import FULL
from tests.ui.on_screen import ROOM

LOOKS = list(product(THEMES, ROOM)) if FULL else [("light", 2.0), ("dark", 1.0), ("contrast", 2.0)]
