"""The tokens: every colour and size the window is drawn with; the defaults are the light look's."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

Tone: TypeAlias = Literal["plain", "good", "warning", "bad"]


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colours as ``#RRGGBB``, sizes in pixels.

    Attributes:
        name: Of the theme.
        ink: Text.
        muted: Text that is read second.
        line: Between things.
        edge: Around buttons and keys.
        field_edge: Around what is typed in: seen at 3:1.
        ground: Behind everything.
        card: Behind cards, rail and visit.
        hover: A card or button under the pointer.
        off: A button that cannot be pressed now.
        accent: The next act, and what is chosen.
        accent_hover: The same under the pointer.
        on_accent: Text on it.
        accent_soft: Behind a place.
        on_accent_soft: Text on it.
        good: Text of what is well.
        good_soft: Behind it.
        warning: Text of what to mind.
        warning_soft: Behind it.
        warning_ink: A longer text on it.
        bad: Text of what is late or missing.
        bad_soft: Behind it.
        foot: Behind the last act.
        on_foot: Text on it.
        foot_muted: Text on it that is read second.
        foot_edge: Around a button on it.
        focus: Around what has the keyboard.
        unit: Grid.
        text: Text.
        small: Text that is read second.
        tiny: Tags and lines below a line.
        cap: Text of a key.
        title: Title of a card.
        heading: Name of the page.
        amount: What is to be paid.
        radius: Of a corner.
        target: Least height of what is touched.
        border: Of a card.
    """

    name: str = "light"
    ink: str = "#14213D"
    muted: str = "#52607A"
    line: str = "#D9DFE8"
    edge: str = "#B8C2D1"
    field_edge: str = "#7A879C"
    ground: str = "#F4F6F9"
    card: str = "#FFFFFF"
    hover: str = "#F0F5FA"
    off: str = "#E9EDF2"
    accent: str = "#0B5FA5"
    accent_hover: str = "#094F8A"
    on_accent: str = "#FFFFFF"
    accent_soft: str = "#E3EFF9"
    on_accent_soft: str = "#0B5FA5"
    good: str = "#197646"
    good_soft: str = "#E2F3EA"
    warning: str = "#8A5A00"
    warning_soft: str = "#FFF1D1"
    warning_ink: str = "#5C3D00"
    bad: str = "#B3261E"
    bad_soft: str = "#FBE4E2"
    foot: str = "#0E2A47"
    on_foot: str = "#FFFFFF"
    foot_muted: str = "#D6DEE7"
    foot_edge: str = "#7F97B3"
    focus: str = "#14213D"
    unit: int = 8
    text: int = 17
    small: int = 15
    tiny: int = 14
    cap: int = 13
    title: int = 18
    heading: int = 25
    amount: int = 36
    radius: int = 10
    target: int = 44
    border: int = 1

    def scaled(self, scale: float) -> "Tokens":
        """Return the same theme with larger text; the space around it grows half as much."""
        room = (1 + scale) / 2
        return replace(
            self,
            **{name: round(getattr(self, name) * scale) for name in _TEXTS},
            **{name: round(getattr(self, name) * room) for name in ("unit", "radius", "target")},
        )

    @property
    def corner(self) -> int:
        """Radius of a corner inside a card: of a button, a field."""
        return self.radius - 2

    def tone(self, tone: str) -> tuple[str, str]:
        """Return text and ground of a tone."""
        return {
            "good": (self.good, self.good_soft),
            "warning": (self.warning, self.warning_soft),
            "bad": (self.bad, self.bad_soft),
        }.get(tone, (self.on_accent_soft, self.accent_soft))


_TEXTS = ("text", "small", "tiny", "cap", "title", "heading", "amount")

THEMES: Mapping[str, Tokens] = {
    "light": Tokens(),
    "dark": Tokens(
        name="dark",
        ink="#E8EDF5",
        muted="#A9B5C8",
        line="#2E3B4F",
        edge="#52627A",
        field_edge="#8492A8",
        ground="#0F1722",
        card="#182231",
        hover="#1F2B3D",
        off="#26324A",
        accent="#7CBBF2",
        accent_hover="#9CCDF7",
        on_accent="#06223D",
        accent_soft="#1B3A57",
        on_accent_soft="#A6D3FA",
        good="#6FD3A0",
        good_soft="#153B2A",
        warning="#F0C061",
        warning_soft="#40320F",
        warning_ink="#F7DFA8",
        bad="#FFA39B",
        bad_soft="#4C201D",
        foot="#14304E",
        on_foot="#FFFFFF",
        foot_muted="#C3CEDC",
        foot_edge="#7F97B3",
        focus="#FFD166",
    ),
    "contrast": Tokens(
        name="contrast",
        ink="#000000",
        muted="#1F1F1F",
        line="#000000",
        edge="#000000",
        field_edge="#000000",
        ground="#FFFFFF",
        card="#FFFFFF",
        hover="#E6EEFF",
        off="#E6E6E6",
        accent="#00349A",
        accent_hover="#001F5C",
        on_accent="#FFFFFF",
        accent_soft="#FFFFFF",
        on_accent_soft="#00349A",
        good="#004D25",
        good_soft="#FFFFFF",
        warning="#5A3300",
        warning_soft="#FFFFFF",
        warning_ink="#000000",
        bad="#8B0000",
        bad_soft="#FFFFFF",
        foot="#000000",
        on_foot="#FFFFFF",
        foot_muted="#FFFFFF",
        foot_edge="#FFFFFF",
        focus="#D6006C",
        border=2,
    ),
}
