"""Buttons below a question on the sheet of this PC's preferences: keep what is chosen, or leave it as it was.

Source: decision 0020.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtWidgets import QWidget

from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.flow import Flow
from concierge_desk.ui.kit.keys import cap
from concierge_desk.ui.kit.layouts import Room
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import holder


def keep_buttons(keep: Callable[[], object], left: SignalInstance) -> QWidget:
    """Return both buttons: they take no keyboard from the question."""
    buttons = Flow(down=Room(px=8))
    for button, act in (
        (ActionButton(say("Keep it"), (cap("enter"),), "primary"), keep),
        (ActionButton(say("Back"), (cap("escape"),)), left),
    ):
        button.clicked.connect(act)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        buttons.addWidget(button)
    return holder(buttons)
