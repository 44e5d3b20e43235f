"""A label and its value, as pages show them.

Source: issue "Journée".
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: label and value, in the language asked."""

    label: str
    value: str
