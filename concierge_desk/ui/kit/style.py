"""The style sheet of Qt's own widgets, made from the tokens; the components draw themselves."""

from string import Template

from concierge_desk.ui.kit.tokens import Tokens

_SHEET = Template("""
QToolTip { background: $card; color: $ink; font-size: ${small}px; border: 1px solid $edge; padding: 6px; }
QDialog, QMainWindow, QWidget[surface="ground"] { background: $ground; }
QFrame[surface] { border: 0 solid $line; }
QFrame[surface="card"] { background: $card; }
QFrame[surface="top"] { background: $card; border-bottom-width: ${border}px; }
QFrame[surface="rail"] { background: $card; border-right-width: ${border}px; }
QFrame[surface="visit"] { background: $card; border-left-width: ${border}px; }
QFrame[surface="sheet"] { background: $card; border: ${border}px solid $line; border-radius: ${radius}px; }
QFrame[surface="rule"] { background: $line; min-height: 1px; max-height: 1px; }
QFrame[surface="foot"] { background: $foot; }
QScrollArea, QAbstractScrollArea { background: transparent; border: 0; }
QScrollArea > QWidget > QWidget { background: transparent; }

QLineEdit, QPlainTextEdit, QComboBox, QSpinBox {
    background: $card; color: $ink; border: ${border}px solid $field_edge; border-radius: ${corner}px;
    padding: 0 ${pad}px; min-height: ${inner}px; selection-background-color: $accent; selection-color: $on_accent;
    placeholder-text-color: $muted;
}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus {
    border: 2px solid $accent; padding: 0 ${pad_focus}px; min-height: ${inner_focus}px;
}
QLineEdit[refused="true"], QLineEdit[refused="true"]:focus {
    border: 2px solid $bad; padding: 0 ${pad_focus}px; min-height: ${inner_focus}px;
}
QLineEdit:disabled, QPlainTextEdit:disabled { background: $ground; color: $muted; border-color: $line; }
QComboBox::drop-down { border: 0; width: ${target}px; }
QPlainTextEdit { padding: ${pad_text}px; }

QDialogButtonBox QPushButton, QMessageBox QPushButton {
    background: $card; color: $ink; border: ${border}px solid $edge; border-radius: ${corner}px;
    min-height: ${inner}px; padding: 0 ${pad}px; font-weight: 600;
}
QDialogButtonBox QPushButton:default, QMessageBox QPushButton:default {
    background: $accent; color: $on_accent; border-color: $accent;
}
QDialogButtonBox QPushButton:focus, QMessageBox QPushButton:focus { border: 2px solid $focus; }

QCheckBox, QRadioButton { color: $ink; spacing: ${pad_text}px; min-height: ${target}px; }

QListView { background: transparent; border: 0; outline: 0; }
QTableCornerButton::section { background: $card; border: 0 solid $line; border-bottom-width: 1px; }
QProgressBar { background: $accent_soft; border: 0; border-radius: ${bar_half}px; max-height: ${bar}px; min-height: ${bar}px; }
QProgressBar::chunk { background: $accent; border-radius: ${bar_half}px; }

QScrollBar:vertical { background: transparent; width: ${scroll}px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: ${scroll}px; margin: 0; }
QScrollBar::handle { background: $edge; border-radius: ${scroll_half}px; margin: 3px; }
QScrollBar::handle:vertical { min-height: ${target}px; }
QScrollBar::handle:horizontal { min-width: ${target}px; }
QScrollBar::handle:hover { background: $field_edge; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
""")


def style_sheet(tokens: Tokens) -> str:
    """Return the style sheet of a theme."""
    names = {name: getattr(tokens, name) for name in tokens.__dataclass_fields__}
    pad = tokens.unit + tokens.unit // 2 + 2
    bar = max(8, tokens.unit)
    return _SHEET.substitute(
        names,
        corner=tokens.corner,
        inner=tokens.target - 2 * tokens.border,
        inner_focus=tokens.target - 4,
        pad=pad,
        pad_focus=pad + tokens.border - 2,
        pad_text=tokens.unit,
        bar=bar,
        bar_half=bar // 2,
        scroll=tokens.unit + 6,
        scroll_half=(tokens.unit + 6) // 2 - 3,
    )
