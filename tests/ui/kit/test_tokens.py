"""Text can be read on whatever it lies on, in every theme; sizes follow the text scale."""

import pytest

from concierge_desk.ui.kit.tokens import THEMES, Tokens

TEXTS = [
    *((ink, ground) for ink in ("ink", "muted") for ground in ("ground", "card", "hover")),
    ("muted", "off"),
    ("ink", "accent_soft"),
    ("muted", "accent_soft"),
    ("accent", "card"),
    ("accent", "hover"),
    ("accent", "ground"),
    ("accent", "on_accent"),
    ("on_accent", "accent_hover"),
    ("on_accent_soft", "accent_soft"),
    ("on_accent_soft", "card"),
    ("good", "good_soft"),
    ("warning", "warning_soft"),
    ("warning_ink", "warning_soft"),
    ("bad", "bad_soft"),
    *((tone, ground) for tone in ("good", "warning", "bad") for ground in ("card", "ground")),
    ("bad", "hover"),
    ("on_foot", "foot"),
    ("foot_muted", "foot"),
]
"""Every pair of text and ground that a component draws."""

SHAPES = [
    ("field_edge", "card"),
    ("field_edge", "ground"),
    ("accent", "card"),
    ("focus", "card"),
    ("focus", "ground"),
]
"""What has to be seen though it is no text: the edge of a field, the frame of what is chosen, the ring."""


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, contrast ratio."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_is_the_one_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ink", "ground"), TEXTS)
def test_every_text_can_be_read(theme: str, ink: str, ground: str) -> None:
    """R-7.03: 4.5 to 1 at least."""
    tokens = THEMES[theme]
    least = 7 if theme == "contrast" else 4.5
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= least


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_every_shape_that_matters_is_seen(theme: str, shape: str, ground: str) -> None:
    assert contrast(getattr(THEMES[theme], shape), getattr(THEMES[theme], ground)) >= 3


def test_every_theme_is_called_what_it_is_and_has_three_different_grounds() -> None:
    assert {name: tokens.name for name, tokens in THEMES.items()} == {name: name for name in THEMES}
    assert set(THEMES) == {"light", "dark", "contrast"}


def test_all_sizes_follow_the_text_scale() -> None:
    plain, double = Tokens(), Tokens().scaled(2.0)
    for size in ("text", "small", "tiny", "cap", "title", "heading", "amount"):
        assert getattr(double, size) == 2 * getattr(plain, size)
    for room in ("unit", "radius", "target"):
        assert getattr(double, room) == 1.5 * getattr(plain, room)
    assert (plain.text, plain.small, plain.heading, plain.amount) == (17, 15, 25, 36)
    assert (plain.unit, plain.radius, plain.target) == (8, 10, 44)


def test_the_same_scale_changes_nothing() -> None:
    assert Tokens().scaled(1.0) == Tokens()
