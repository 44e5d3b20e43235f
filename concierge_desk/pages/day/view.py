"""The day: what it comes to, how it is opened; its closing, step by step, in the same place.

Source: docs/contract.md, "Business day"; decision 0021.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget

from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import N_
from concierge_desk.pages.day.action_row import ActionRow
from concierge_desk.pages.day.actions import OVERVIEW
from concierge_desk.pages.day.closing_view import ClosingPage
from concierge_desk.pages.day.day_figures import DayFigures
from concierge_desk.pages.day.face import DaySummary
from concierge_desk.pages.day.state import EveningState
from concierge_desk.pages.day.step_words import STEP_WORDS, bar_of
from concierge_desk.ui.kit import theme
from concierge_desk.ui.kit.banner import Banner
from concierge_desk.ui.kit.fields.money_edit import MoneyEdit
from concierge_desk.ui.kit.flow import Beside
from concierge_desk.ui.kit.layouts import PAGE_MARGIN, REST, ColumnLayout, RowLayout
from concierge_desk.ui.kit.panel import Panel, is_narrow
from concierge_desk.ui.kit.screen_reader.accessible import as_open_page
from concierge_desk.ui.kit.speech import count, say
from concierge_desk.ui.kit.step_bar import StepBar
from concierge_desk.ui.kit.widgets import FittedWidget, holder, scrolled
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.page.action_button import action_button, on_press
from concierge_desk.ui.page.told_banner import ToldBanner
from concierge_desk.ui.presenter.status import Status


class Overview(FittedWidget):
    """What the day comes to, and what F10 does next.

    Attributes:
        pressed: What is to be done, by its name.
        floated: The field of the float holds another text.
    """

    pressed = Signal(str)
    floated = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._heading, self._date = (
            Words(say("The day"), "heading"),
            Words("", "text", "muted"),
        )
        self._parked = Words("", "text")
        self._resume = action_button(OVERVIEW["resume"])
        self._doubt = Banner("", "warning")
        self._ask = Words("", "text")
        self.float = MoneyEdit()
        self._figures = DayFigures()
        self._told = ToldBanner()
        self._steps = StepBar(bar_of(DaySummary(), "rest")[0])
        self._left = Words(say("Left to do before closing"), "title")
        self._next = action_button(OVERVIEW["forward"], "primary", label="")
        self._deeds = ActionRow()
        self._at_foot, self._in_body = (holder(RowLayout()) for _ in range(2))
        self._opening, self._to_do = Panel(), Panel()
        self._opening.column.put(self._ask, self.float)
        self._waiting = holder(Beside(self._parked, self._resume))
        self._to_do.column.put(self._left, self._steps, self._waiting)
        head = RowLayout(gap=2).put(self._heading, self._date, grows=self._date)
        column = ColumnLayout(self, margin=PAGE_MARGIN, gap=1.75)
        body = ColumnLayout(gap=1.75).put(holder(head), self._told, self._doubt, self._opening)
        body.put(self._figures, self._to_do, self._in_body, self._figures.rest, REST)
        # The foot stays in sight, however many figures stand above it.
        column.addWidget(scrolled(holder(body)), 1)
        column.addLayout(Beside(self._at_foot, self._next))
        self._parked.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self._connect()
        theme.on_change(self)

    def fit(self) -> None:
        """Keep what can be done beside the closing at the foot; where the foot would fill the page, above it."""
        narrow = is_narrow(self.width())
        for place, here in ((self._at_foot, not narrow), (self._in_body, narrow)):
            place.setVisible(here)
            layout = place.layout()
            if here and layout is not None and layout.indexOf(self._deeds) < 0:
                layout.addWidget(self._deeds)

    def show_status(self, status: Status) -> None:
        """Show what stands now."""
        self._waiting.setVisible(status.parked > 0)
        self._parked.setText(
            count("{count} visit is set aside.", "{count} visits are set aside.", status.parked)
        )

    def show_state(self, state: EveningState) -> None:
        """Show the day's figures, and what comes next."""
        sheet = state.sheet
        number = "" if sheet.open else sheet.number
        self._date.setText(" · ".join(part for part in (sheet.title, sheet.opened, number) if part))
        self._deeds.show_sheet(sheet)
        self._figures.show_state(state)
        self._steps.show_steps(*bar_of(sheet, sheet.step))
        self._to_do.setVisible(sheet.open)
        _say_doubt(self._doubt, sheet)
        self._opening.setVisible(_asks_float(sheet))
        if _asks_float(sheet):
            self._ask.setText(self._float_words(sheet))
            if self.float.text() != state.opening:
                self.float.setText(state.opening)
        words = _next_words(state)
        self._next.setVisible(bool(words))
        self._next.set_label(say(words))
        self._next.setEnabled(not state.busy)
        self._told.show_told(state.told)

    def _connect(self) -> None:
        # Said once it is known.
        for part in (self._told, self._doubt, self._opening, self._to_do, self._waiting, self._next):
            part.hide()
        on_press(self.pressed, self._resume, self._next)
        self.float.written.connect(self.floated)
        self.float.returnPressed.connect(lambda: self.pressed.emit("forward"))
        for part in (self._deeds, self._figures):
            part.pressed.connect(self.pressed)

    def _float_words(self, sheet: DaySummary) -> str:
        if sheet.left_cents is None:
            return say("What lies in the drawer?")
        words = N_("What lies in the drawer? {amount} was left there; nothing typed says that.")
        return say(words, amount=format_amount(sheet.left_cents))


class DayPage(QStackedWidget):
    """The day, or its closing.

    Attributes:
        overview: What the day comes to.
        closing: Its closing.
        pressed: What is to be done, by its name.
        freed: Nothing is typed here any more.
    """

    pressed = Signal(str)
    freed = Signal()
    heard_as = as_open_page

    def __init__(self) -> None:
        super().__init__()
        self.overview, self.closing = Overview(), ClosingPage()
        for part in (self.overview, self.closing):
            self.addWidget(part)
            part.pressed.connect(self.pressed)
        self._stands = (False, False)

    def show_status(self, status: Status) -> None:
        """Show what stands now."""
        self.overview.show_status(status)

    def show_state(self, state: EveningState) -> None:
        """Draw the picture of the evening."""
        self.overview.show_state(state)
        stands = (state.is_open, _asks_float(state.sheet))
        if stands != self._stands:
            self._stands = stands
            self.start()
        self.setCurrentWidget(self.closing if state.is_open else self.overview)
        if state.is_open:
            self.closing.show_state(state)

    def start(self) -> None:
        """Give the keyboard to what is typed first, as soon as it is shown."""
        is_open, floats = self._stands
        if is_open:
            self.closing.start()
        elif self.isVisible():
            (self.overview.float.setFocus if floats else self.freed.emit)()


def _asks_float(sheet: DaySummary) -> bool:
    """Say whether the page asks what lies in the drawer: not before it is known which day it is."""
    return sheet.to_open and not sheet.doubt


def _say_doubt(banner: Banner, sheet: DaySummary) -> None:
    """Say what the PC and the journal say where they differ, and what to do about it."""
    banner.setVisible(bool(sheet.doubt))
    words = N_("{dates} Say which day it is.")
    if sheet.open:
        words = N_(
            "{dates} Say which day it is first; else F10 closes the day under its own date all the same."
        )
    banner.tell(say(words, dates=sheet.doubt), "warning")


def _next_words(state: EveningState) -> str:
    """Return what F10 does; empty where it does nothing."""
    sheet = state.sheet
    if sheet.to_open and sheet.step == "report":
        # Yesterday's was cut short: the key writes it before another day begins.
        return STEP_WORDS["report"].key
    if sheet.to_open and sheet.doubt:
        return N_("Say which day it is")
    if sheet.to_open:
        return N_("It is really that day: open") if state.confirm is not None else N_("Open the day")
    if sheet.open:
        return N_("Close the day that was left open") if sheet.late else OVERVIEW["forward"].label
    return STEP_WORDS[sheet.step].key if sheet.step in {"report", "stick"} else ""
