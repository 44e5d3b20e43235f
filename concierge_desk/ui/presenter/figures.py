"""Figures as pages show them: a label and its value, one that is read from afar, one that is drawn."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: label and value, in the language asked.

    Attributes:
        label: What it is.
        value: What it comes to.
        quiet: It says that there is nothing: it is read last.
    """

    label: str
    value: str
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class BigFigure:
    """A figure that is read from afar; below it what belongs to it, a line each."""

    label: str
    value: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure that is drawn beside others of its kind, as long as its size is great."""

    label: str
    value: str
    size: int
