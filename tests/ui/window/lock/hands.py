"""What is seen of a window by whatever looks through it: every text of every widget that is in it."""

from collections.abc import Iterator

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication

from concierge_desk.frame.window import MainWindow
from concierge_desk.ui.kit.fields.secret_field import SecretField
from concierge_desk.ui.presenter.lock import LockState
from tests.counter.desks import Play

CODE, BADGE = "4719", "badge-7f3k9d"
HER, PAUL = "o01", "o02"


def with_paul(play: Play, *, hers: str | None = CODE, his: str | None = None) -> None:
    """Let a volunteer help, and give whom a code is named for one."""
    play.do("operator.set", whom=PAUL, name="Paul Heitz", roles=["volunteer"])
    if his is not None:
        play.do("operator.set_code", whom=PAUL, code=his, badge=BADGE)
    if hers is not None:
        play.do("operator.set_code", whom=HER, code=hers)


def state_of(window: MainWindow) -> LockState:
    lock = window.lock._lock
    assert lock is not None
    return lock.state


def code_field(window: MainWindow) -> SecretField:
    found: list[SecretField] = window.findChildren(SecretField)
    return found[0]


def told(window: MainWindow) -> str:
    """Return everything that the window says of itself, seen or not."""
    return "\n".join(_texts(window))


def _texts(window: MainWindow) -> Iterator[str]:
    yield window.windowTitle()
    for part in window.findChildren(QObject):
        for name in ("text", "toolTip", "accessibleName", "accessibleDescription", "placeholderText"):
            said = getattr(part, name, None)
            if callable(said):
                yield str(said())
    for shown in QApplication.topLevelWidgets():
        if shown.isVisible():
            yield from _heard(QAccessible.queryAccessibleInterface(shown))


def _heard(part: QAccessibleInterface | None) -> Iterator[str]:
    if part is None:
        return
    for kind in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value):
        yield part.text(kind)
    for place in range(part.childCount()):
        yield from _heard(part.child(place))
