"""Kinds of medium that a copy lies on: what is lost together with this PC, and what is not.

Source: decision 0045.
"""

from typing import Literal, TypeAlias

Medium: TypeAlias = Literal["stick", "pc", "other"]
"""``stick``: it is pulled out and carried away; ``pc``: it goes where this PC goes; ``other``: elsewhere, such as a
disk in the network. Written into the journal: never renamed."""

Kept: TypeAlias = Literal["stick", "other", "pc", "none", "free"]
"""Where a day's best copy lies: ``other`` is elsewhere, or nobody wrote down where; ``none``: the day has no copy;
``free``: and needs none, for it was not closed."""
