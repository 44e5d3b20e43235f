"""View of a first start: the steps at the left, one at the right, what leads on below it, the foot.

Source: decision 0066.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QFrame, QSizePolicy, QWidget

from concierge_desk.frame.first_start.state import FirstState
from concierge_desk.frame.first_start.step_rail import StepRail
from concierge_desk.frame.first_start.views.choice_view import ChoiceView
from concierge_desk.frame.first_start.views.copies_view import CopiesView
from concierge_desk.frame.first_start.views.form_view import FormView
from concierge_desk.frame.first_start.views.phrase_step_view import PhraseStepView
from concierge_desk.frame.first_start.views.scan_view import ScanView
from concierge_desk.frame.first_start.views.step_view import StepView
from concierge_desk.frame.first_start.views.summary_view import SummaryView
from concierge_desk.frame.first_start.views.week_view import WeekView
from concierge_desk.i18n import N_
from concierge_desk.ui.kit import theme
from concierge_desk.ui.kit.banner import Banner
from concierge_desk.ui.kit.button import ActionButton
from concierge_desk.ui.kit.flow import Flow
from concierge_desk.ui.kit.keys import cap
from concierge_desk.ui.kit.layouts import REST, ColumnLayout, Room, RowLayout
from concierge_desk.ui.kit.progress import Progress
from concierge_desk.ui.kit.screen_reader.announcement import announce
from concierge_desk.ui.kit.speech import say
from concierge_desk.ui.kit.widgets import FittedWidget, holder, in_sight, scrolled, show_text
from concierge_desk.ui.kit.words import Words

_SAID = N_("Open a counter · every step can wait, it is offered again")
_COPY_SAID = N_("Put a shop back from its copy")
_FOOT = N_("Step {place} of {count} · nothing is written yet")
_WIDEST_LETTERS = 50
"""Width of a step, in heights of the text."""
_NARROW_LETTERS = 44
"""Least width for the rail, in heights of a title."""


class FirstView(FittedWidget):
    """Everything that is seen of a first start.

    Attributes:
        current: What is filled in now.
        pressed: A button was pressed: what it does.
        went: A step was pressed at the left: its code.
        answered: Something was typed: name of the field, and the text.
        locked: Words for the keys were typed twice.
        kind_chosen: What is to be made.
        copy_chosen: The copy that is to be put back.
        looked: It is time to look for copies.
    """

    pressed = Signal(str)
    went = Signal(str)
    answered = Signal(str, str)
    locked = Signal(str, str)
    kind_chosen = Signal(str)
    copy_chosen = Signal(object)
    looked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "ground")
        self._views: dict[str, StepView] = {}
        self._serial = -1
        self._rail, self._steps = StepRail(), ColumnLayout()
        self.current = StepView()
        self._said, self._heading, self._why = Words("", "text", "muted"), Words("", "heading"), Words("")
        self._failed, self._work = Banner("", "bad"), Progress("", cancel=False)
        self._back = ActionButton(say("Back"), (cap("escape"),))
        self._later = ActionButton(say(N_("Later")), (cap("f7"),))
        self._on = ActionButton("", (cap("enter"),), "primary")
        self._place = Words("", "text", "on_foot")
        self._copy = ActionButton(say(N_("Put a shop back")), (cap("f6"),), "foot")
        self._help = ActionButton(say(N_("Help")), (cap("f1"),), "foot")
        self._copy_asked = Words(say(N_("There is a copy already?")), "text", "foot_muted")
        for button, does in (
            (self._back, "back"),
            (self._later, "later"),
            (self._on, "on"),
            (self._copy, "copy"),
            (self._help, "help"),
        ):
            button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _checked=False, does=does: self.pressed.emit(does))
        self._rail.went.connect(self.went)
        self._lay_out()
        theme.on_change(self)

    def show_state(self, state: FirstState) -> None:
        """Show a picture."""
        view = self._view(state)
        self._rail.show_steps(state.steps)
        self._said.setText(say(_COPY_SAID if state.from_copy else _SAID))
        self._heading.setText(say(state.step.heading))
        self._why.setText(say(state.step.why))
        view.show_state(state)
        if view is not self.current:
            # What is answered first has the keyboard before what had it is gone.
            view.show()
            self.current.hide()
            self.current = view
        show_text(self._place, say(_FOOT, place=state.place, count=len(state.steps)))
        self._show_work(state)
        self._on.set_label(say(state.step.go) if state.step.go else say(N_("Next step")))
        self._back.setVisible(state.from_copy or state.place > 1)
        self._later.setVisible(not state.from_copy and state.place < len(state.steps))
        self._copy.setVisible(not state.from_copy)
        self._copy_asked.setVisible(not state.from_copy and not self._is_narrow())
        if state.serial != self._serial:
            self._serial = state.serial
            self._area.verticalScrollBar().setValue(0)
            announce(self, f"{say(state.step.heading)}. {say(state.step.why)}")
            view.start()
            if (answered := QApplication.focusWidget()) is not None and view.isAncestorOf(answered):
                in_sight(answered)

    def fit(self) -> None:
        """Leave the rail out where there is no room for it."""
        self._rail.setVisible(not self._is_narrow())
        self._page.setMaximumWidth(theme.current().text * _WIDEST_LETTERS)

    def _is_narrow(self) -> bool:
        return self.width() < theme.current().title * _NARROW_LETTERS

    def _show_work(self, state: FirstState) -> None:
        working = bool(state.doing)
        self._work.setVisible(working)
        if working:
            self._work.tell(say(state.doing))
            self._work.show_done(*state.how_far)
        for button in (self._back, self._later, self._on, self._copy):
            button.setEnabled(not working)
        problem = state.problem
        # What is wrong with a field stands at the field.
        wrong = say(problem.words) if problem is not None and not problem.field else ""
        told = state.failed or wrong
        self._failed.setVisible(bool(told))
        if told and told != self._failed.text():
            self._failed.tell(told, "bad" if state.failed else "warning")
            announce(self, told, urgent=True)
            in_sight(self._failed)

    def _view(self, state: FirstState) -> StepView:
        code = state.step.code
        if code not in self._views:
            view = self._made(state.step.look)
            view.answered.connect(self.answered)
            view.setAccessibleName(say(state.step.heading))
            self._views[code] = view
            view.hide()
            self._steps.addWidget(view)
        return self._views[code]

    def _made(self, look: str) -> StepView:
        if look == "choice":
            choice = ChoiceView()
            choice.chose.connect(self.kind_chosen)
            return choice
        if look == "found":
            copies = CopiesView()
            copies.chose.connect(self.copy_chosen)
            copies.looked.connect(self.looked)
            return copies
        if look == "phrase":
            phrase = PhraseStepView()
            phrase.locked.connect(self.locked)
            return phrase
        return {"week": WeekView, "scan": ScanView, "summary": SummaryView}.get(look, FormView)()

    def _lay_out(self) -> None:
        top, foot = QFrame(), QFrame()
        top.setProperty("surface", "top")
        foot.setProperty("surface", "foot")
        name = Words(say("Concierge Desk"), "strong")
        name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        RowLayout(top, margin=(2.5, 2), gap=2.5).put(name, self._said, grows=self._said)
        RowLayout(foot, margin=(2.5, 0.5, 1, 0.5), gap=1.5).put(
            self._place, self._help, self._copy_asked, self._copy, grows=self._place
        )
        self._page = QWidget()
        buttons = RowLayout(gap=1.5).put(
            holder(Flow(across=1.25, down=Room(px=8)).put(self._back, self._later)), REST, self._on
        )
        ColumnLayout(self._page, margin=(0, 0, 1, 0), gap=2).put(
            *(self._heading, self._why, self._failed, self._steps, self._work, buttons, REST)
        )
        held = QWidget()
        row = RowLayout(held, margin=(5, 2.5)).put(self._page, grows=self._page)
        # No wider than lines that are read well; what is left stays free.
        row.addStretch(0)
        self._area = scrolled(held)
        middle = RowLayout().put(self._rail, self._area, grows=self._area)
        ColumnLayout(self).put(top, middle, foot, grows=middle)
