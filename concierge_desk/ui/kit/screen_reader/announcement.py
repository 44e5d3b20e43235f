"""Announcement to a screen reader: a sentence that is heard at once, wherever the keyboard is.

Source: decision 0047.
"""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def is_urgent(tone: str) -> bool:
    """Say whether what is told in a tone breaks off what is being read: a refusal, a warning."""
    return tone in {"bad", "warning"}


def is_heard() -> bool:
    """Say whether anything listens: else nothing has to be put into words."""
    return QAccessible.isActive()


def announce(part: QWidget, text: str, *, urgent: bool = False) -> None:
    """Let a sentence be heard at once, wherever the keyboard is.

    Args:
        part: What it is told of; where it is not shown, nothing is heard of it.
        text: The sentence; an empty one says nothing.
        urgent: It breaks off what is being read, as a refusal does.
    """
    if not (text and is_heard() and part.isVisible()):
        return
    event = QAccessibleAnnouncementEvent(part, text)
    if urgent:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)


def forget(part: QWidget) -> None:
    """Let what is known of a part be asked anew when it is shown again."""
    if is_heard() and (known := QAccessible.queryAccessibleInterface(part)) is not None:
        QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(known))
