"""A label and its value, as pages show them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: label and value, in the language asked."""

    label: str
    value: str
