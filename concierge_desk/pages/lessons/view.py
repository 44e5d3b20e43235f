"""The lessons: the list of them, and beside it the steps of the chosen one.

Source: decision 0067.
"""

from types import MappingProxyType

from PySide6.QtCore import Signal

from concierge_desk.i18n import N_
from concierge_desk.pages.lessons.actions import ACTIONS
from concierge_desk.pages.lessons.face import LessonRow
from concierge_desk.pages.lessons.state import LessonsState
from concierge_desk.ui.kit.banner import Banner
from concierge_desk.ui.kit.item_list import Item
from concierge_desk.ui.kit.layouts import ColumnLayout, RowLayout
from concierge_desk.ui.kit.panel import Panel
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import emptied, show_text
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.page.action_button import action_button
from concierge_desk.ui.page.list_page import ListPage
from concierge_desk.ui.page.side_panel import SidePanel

_LEAST_LIST = 12
"""Least height of the list, in heights of the text."""
_DONE, _TO_DO = "\N{CHECK MARK}", "\N{BULLET}"


class LessonAside(SidePanel):
    """Panel of the chosen lesson: what it is for, its steps, how far it is."""

    def __init__(self) -> None:
        super().__init__()
        self._title, self._aim = Words("", "title"), Words("", "text", "muted")
        self._steps = ColumnLayout(gap=1)
        self._wrong = Banner("", "warning")
        self._begin, self._end = action_button(ACTIONS["begin"], "primary"), action_button(ACTIONS["end"])
        self._row: LessonRow | None = None
        self.lay_out(self._title, self._aim, self._steps, self._wrong, self._begin, self._end)

    def show_state(self, state: LessonsState) -> None:
        """Show another lesson, or how far it is now."""
        row = state.row
        self._begin.setEnabled(row is not None and not state.busy)
        self._end.setVisible(row is not None and row.is_under_way)
        if row == self._row or row is None:
            return
        self._row = row
        show_text(self._title, f"{row.number}. {row.title}")
        show_text(self._aim, row.aim)
        emptied(self._steps)
        for place, step in enumerate(row.steps):
            mark = _DONE if row.is_under_way and place < row.done else _TO_DO
            self._steps.addWidget(Words(f"{mark} {step}", "text"))
        self._wrong.tell(row.wrong, "warning")
        self._wrong.setVisible(bool(row.wrong))
        anew = row.is_under_way or row.is_finished
        self._begin.set_label(say(N_("Begin it anew") if anew else N_("Begin this lesson")))


class LessonsPage(ListPage):
    """The five lessons.

    Attributes:
        chosen: A lesson is chosen: its code.
    """

    chosen = Signal(str)
    asides = MappingProxyType({"lesson": (LessonAside, ())})

    def __init__(self) -> None:
        super().__init__(ACTIONS, _LEAST_LIST)
        self._lessons: tuple[LessonRow, ...] = ()
        self._heading, self._how_many = Words(say("Lessons"), "heading"), Words("", "text", "muted")
        self._list.setAccessibleName(say("Lessons"))
        self._buttons = {"renew": action_button(ACTIONS["renew"])}
        self._lay_out()
        self._list.chosen.connect(lambda item: None if item is None else self.chosen.emit(item.ref))
        self._list.opened.connect(lambda _item: self.pressed.emit("begin"))

    def show_state(self, state: LessonsState) -> None:
        """Draw the picture."""
        if state.lessons != self._lessons:
            self._lessons = state.lessons
            done = sum(row.is_finished for row in state.lessons)
            self._how_many.setText(say("{done} of {count} done", done=done, count=len(state.lessons)))
            self._list.show_items([_item(row) for row in state.lessons], state.chosen)
        self._list.show_chosen(state.chosen)
        self._show_aside("lesson", state)
        self._tell(state.told)

    def start(self) -> None:
        """Give the keyboard to the list."""
        self._list.setFocus()

    def _lay_out(self) -> None:
        head = RowLayout().put(self._heading, self._how_many, grows=self._how_many)
        left = Panel()
        left.column.addWidget(self._list, 1)
        self._sheets.addWidget(left, 2)
        self._sheets.addWidget(self._right, 3)
        self._put_together(head, self._buttons, (self._told,))


def _item(row: LessonRow) -> Item:
    if row.is_under_way and not row.is_over:
        tag, tone = say("under way"), "warning"
    else:
        tag, tone = (say("done"), "good") if row.is_finished else ("", "plain")
    return Item(f"{row.number}. {row.title}", row.aim, tag, tone, ref=row.code)
