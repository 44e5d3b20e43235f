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
from concierge_desk.pages.day.face import DaySummary
from concierge_desk.pages.day.state import EveningState
from concierge_desk.pages.day.step_words import STEP_WORDS
from concierge_desk.ui.kit import theme
from concierge_desk.ui.kit.banner import Banner
from concierge_desk.ui.kit.fields.money_edit import MoneyEdit
from concierge_desk.ui.kit.flow import Beside, Flow
from concierge_desk.ui.kit.layouts import PAGE_MARGIN, ColumnLayout, Room, RowLayout
from concierge_desk.ui.kit.marks import Chip
from concierge_desk.ui.kit.panel import Panel, stand
from concierge_desk.ui.kit.speech import count, say
from concierge_desk.ui.kit.widgets import FittedWidget, holder, scrolled
from concierge_desk.ui.kit.words import Words
from concierge_desk.ui.page.action_button import action_button, on_press
from concierge_desk.ui.page.figure_list import FigureList
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
        self._day, self._backup = Chip(), Chip()
        self._parked = Words("", "text")
        self._resume = action_button(OVERVIEW["resume"])
        self._doubt = Banner("", "warning")
        self._ask = Words("", "text")
        self.float = MoneyEdit()
        self._figures, self._money = FigureList(), FigureList()
        self._told = ToldBanner()
        self._next = action_button(OVERVIEW["forward"], "primary", label="")
        self._copies = action_button(OVERVIEW["older_copies"])
        self._deeds = ActionRow()
        sheet = Panel()
        parked = holder(Beside(self._parked, self._resume))
        chips = Flow(across=Room(px=24)).put(self._day, self._backup)
        self._lists = RowLayout(gap=5)
        for figures in (self._figures, self._money):
            self._lists.addWidget(figures, 1, Qt.AlignmentFlag.AlignTop)
        lists = holder(self._lists)
        sheet.column.put(holder(chips), parked, self._doubt, self._deeds, self._ask, self.float, lists)
        head = RowLayout().put(self._heading, self._date, grows=self._date)
        column = ColumnLayout(self, margin=PAGE_MARGIN, gap=1.75)
        body = ColumnLayout(gap=1.75).put(holder(head), self._told, sheet, grows=sheet)
        # The foot stays in sight, however many figures stand above it.
        column.addWidget(scrolled(holder(body)), 1)
        column.addLayout(Beside(holder(Flow().put(self._copies)), self._next))
        sheet.column.addStretch(1)
        self._parked.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self._connect()
        theme.on_change(self)

    def show_status(self, status: Status) -> None:
        """Show what stands now."""
        self._day.show_state(status.day.text, status.day.tone)
        self._backup.show_state(status.backup.text, status.backup.tone)
        parked = say("No visit is set aside.")
        if status.parked:
            parked = count("{count} visit is set aside.", "{count} visits are set aside.", status.parked)
        self._parked.setText(parked)
        self._resume.setVisible(status.parked > 0)

    def show_state(self, state: EveningState) -> None:
        """Show the day's figures, and what comes next."""
        sheet = state.sheet
        self._date.setText(
            " · ".join(part for part in (sheet.title, sheet.number if not sheet.open else "") if part)
        )
        self._deeds.show_sheet(sheet)
        self._figures.show_figures(sheet.figures)
        self._money.show_figures((*sheet.taken, *sheet.cash_figures))
        _say_doubt(self._doubt, sheet)
        self._ask.setVisible(_asks_float(sheet))
        self.float.setVisible(_asks_float(sheet))
        if _asks_float(sheet):
            self._ask.setText(self._float_words(sheet))
            if self.float.text() != state.opening:
                self.float.setText(state.opening)
        self._copies.setVisible(not sheet.read_only)
        words = _next_words(state)
        self._next.setVisible(bool(words))
        self._next.set_label(say(words))
        self._next.setEnabled(not state.busy)
        self._told.show_told(state.told)

    def fit(self) -> None:
        """Put the money below the rest where there is no room beside it."""
        stand(self._lists, self.width())

    def _connect(self) -> None:
        # Said once it is known.
        for part in (self._told, self._doubt, self._ask, self.float, self._resume, self._next):
            part.hide()
        on_press(self.pressed, self._resume, self._next, self._copies)
        self.float.textEdited.connect(self.floated)
        self.float.returnPressed.connect(lambda: self.pressed.emit("forward"))
        self._deeds.pressed.connect(self.pressed)

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
    if sheet.to_open and sheet.doubt:
        return N_("Say which day it is")
    if sheet.to_open:
        return N_("It is really that day: open") if state.confirm is not None else N_("Open the day")
    if sheet.open:
        return N_("Close the day that was left open") if sheet.late else OVERVIEW["forward"].label
    return STEP_WORDS[sheet.step].key if sheet.step in {"report", "stick"} else ""
