"""The theme that is shown: font, palette and style sheet of the whole program, at any text scale.

Source: docs/requirements.md, R-7.03.
"""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from concierge_desk.ui.kit.fonts import load_fonts, text_font
from concierge_desk.ui.kit.style import style_sheet
from concierge_desk.ui.kit.tokens import THEMES, Tokens

__all__ = ["THEMES", "Tokens", "apply_theme", "choose_theme", "current", "dress", "on_change"]


class _Shown(QObject):
    """The theme that is shown, and word of its change."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tokens = THEMES["light"]


_SHOWN = _Shown()


def current() -> Tokens:
    """Return the tokens of the theme that is shown, at its text scale."""
    return _SHOWN.tokens


def on_change(widget: QObject) -> None:
    """Have a component's ``fit()`` called now, and after each change of theme or scale."""
    fit = widget.fit  # type: ignore[attr-defined]
    _SHOWN.changed.connect(fit)
    fit()


def apply_theme(app: QApplication, name: str, scale: float = 1.0) -> None:
    """Give the whole program a theme and a text scale; may be called again at any time.

    Args:
        app: The application.
        name: ``light``, ``dark`` or ``contrast``.
        scale: 1.0 for 17 px text, 2.0 for twice as large.

    Raises:
        KeyError: When there is no such theme.
    """
    choose_theme(app, name, scale)
    dress(app)


def choose_theme(app: QApplication, name: str, scale: float = 1.0) -> None:
    """Let what is built from now on have a theme; `dress` must follow before it is shown.

    A window that is built under a style sheet is styled anew each time a part of it is put into another: half of
    what building it takes.

    Args:
        app: The application.
        name: ``light``, ``dark`` or ``contrast``.
        scale: 1.0 for 17 px text, 2.0 for twice as large.

    Raises:
        KeyError: When there is no such theme.
    """
    tokens = THEMES[name].scaled(scale)
    load_fonts()
    _SHOWN.tokens = tokens
    if not app.styleSheet():
        app.setStyle("Fusion")
    scheme = Qt.ColorScheme.Dark if name == "dark" else Qt.ColorScheme.Light
    app.styleHints().setColorScheme(scheme)
    app.setFont(text_font(tokens.text))
    app.setPalette(_palette(tokens))


def dress(app: QApplication) -> None:
    """Let everything that was built have the theme that was chosen."""
    app.setStyleSheet(style_sheet(current()))
    # After the sheet: it gives labels back the font they were first shown in.
    _SHOWN.changed.emit()


def _palette(tokens: Tokens) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for where, colour in {
        role.Window: tokens.ground,
        role.WindowText: tokens.ink,
        role.Base: tokens.card,
        role.AlternateBase: tokens.hover,
        role.Text: tokens.ink,
        role.PlaceholderText: tokens.muted,
        role.Button: tokens.card,
        role.ButtonText: tokens.ink,
        role.ToolTipBase: tokens.card,
        role.ToolTipText: tokens.ink,
        role.Highlight: tokens.accent,
        role.HighlightedText: tokens.on_accent,
        role.Accent: tokens.accent,
        role.Link: tokens.accent,
        role.Light: tokens.card,
        role.Midlight: tokens.line,
        role.Mid: tokens.edge,
        role.Dark: tokens.edge,
        role.Shadow: tokens.edge,
    }.items():
        palette.setColor(where, QColor(colour))
    for where in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, QColor(tokens.muted))
    return palette
