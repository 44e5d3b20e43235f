"""Button of an action: its sentence and the cap of its key, both from the table of its page."""

from typing import Any

from concierge_desk.i18n import translate
from concierge_desk.ui.actions import Action
from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.keys import cap


def action_button(
    action: Action[Any], lang: str, kind: str = "plain", *, label: str | None = None, icon: str | None = None
) -> ActionButton:
    """Return the button of an action.

    Args:
        action: What is done.
        lang: Language of what is shown.
        kind: How much it stands out.
        label: English source of other words for it, as things stand; empty for what is said later.
        icon: Name of its picture; none by default.
    """
    words = action.label if label is None else label
    return ActionButton(translate(words, lang) if words else "", (cap(action.key, lang),), kind, icon)
