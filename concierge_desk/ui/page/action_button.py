"""Button of an action: its sentence and the cap of its key, both from the table of its page."""

from typing import Any

from PySide6.QtCore import SignalInstance

from concierge_desk.ui.actions import Action
from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.keys import cap
from concierge_desk.ui.kit.speech import say


class PageButton(ActionButton):
    """Button of an action of a page.

    Attributes:
        name: Of its action.
    """

    name = ""


def action_button(
    action: Action[Any], kind: str = "plain", *, label: str | None = None, icon: str | None = None
) -> PageButton:
    """Return the button of an action.

    Args:
        action: What is done.
        kind: How much it stands out.
        label: English source of other words for it, as things stand; empty for what is said later.
        icon: Name of its picture; none by default.
    """
    words = action.label if label is None else label
    button = PageButton(say(words) if words else "", (cap(action.key),), kind, icon)
    button.name = action.name
    return button


def on_press(pressed: SignalInstance, *buttons: PageButton) -> None:
    """Let a page's signal tell the name of each action whose button is pressed."""
    for button in buttons:
        button.clicked.connect(lambda _checked=False, of=button.name: pressed.emit(of))
