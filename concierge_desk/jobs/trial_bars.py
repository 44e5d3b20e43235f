"""Bars that a scanner is tried with, in signs that stand elsewhere on another keyboard.

Source: decision 0066.
"""

from concierge_desk.printing.symbols import symbol
from concierge_desk.ui.page.scan_trial import TrialBars

_TRIAL, _WIDE_POINTS = "AQWZ-1234567890", 400.0


def trial_bars(points: float = _WIDE_POINTS) -> TrialBars:
    """Return the bars, so many points wide at most."""
    drawn = symbol(_TRIAL, points)
    return TrialBars(_TRIAL, drawn.width, drawn.height, drawn.dark)
