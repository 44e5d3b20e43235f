"""Router of inputs: what is pressed, scanned and touched goes to the counter, to a page or to an overlay.

Source: decisions 0019, 0026, 0028.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal

from concierge_desk.counter.cards.leads import AT_COUNTER_NOW, DISPUTE, PARTNER_DAYS
from concierge_desk.frame.actions import ACTIONS as FRAME
from concierge_desk.frame.actions import FrameAction
from concierge_desk.frame.layout import DeskView
from concierge_desk.frame.overlays import Overlays
from concierge_desk.frame.pages import Pages
from concierge_desk.frame.sound_cues import SoundCues
from concierge_desk.pages.counter.actions import ACTIONS, WHEREVER
from concierge_desk.pages.counter.early_inputs import Early
from concierge_desk.pages.counter.inputs import (
    Chosen,
    DisputeInput,
    Favourite,
    Input,
    Key,
    Opened,
    PaperInput,
    PartnerDaysInput,
    Pressed,
    Scan,
    Typed,
)
from concierge_desk.pages.counter.state import State
from concierge_desk.ui.kit.keys import favourite
from concierge_desk.ui.page.page import ChapterCode
from concierge_desk.ui.presenter.status import Status

if TYPE_CHECKING:
    from concierge_desk.pages.counter.presenter import Front
    from concierge_desk.ui.presenter.request import PageRequest


_STAYS = frozenset({"slash", "enter", "escape", "up", "down", "right", "label", "paper", "undo"})
"""Keys that are meant for the card; whoever presses another one has gone on to something else."""


class WayBack:
    """Knows which page a card was opened from, until something else is begun at the counter."""

    def __init__(self) -> None:
        """Know of none."""
        self._page = ""

    def open(self, page: str) -> None:
        """A page opens a card at the counter."""
        self._page = page

    def lose(self) -> None:
        """Something else is begun."""
        self._page = ""

    def step(self, given: Input, state: State, *, at_work: bool) -> str:
        """Hear what is given at the counter; return the page that it leads back to, empty where it leads nowhere.

        Args:
            given: What is typed or pressed.
            state: What the counter shows.
            at_work: The counter does what it was asked for before.
        """
        page = self._page
        if isinstance(given, Pressed):
            if given.key == "escape" and not at_work and _at_rest(state):
                self.lose()
                return page
            if given.key not in _STAYS:
                self.lose()
        elif isinstance(given, Typed) and given.text and not given.text.isdecimal() and state.asking is None:
            # Somebody else is looked for.
            self.lose()
        return ""


class InputRouter(QObject):
    """Gives what is done with keys, scanner and mouse to the counter, to a page, or to what covers the window.

    Attributes:
        front: The counter; until the desk is open it waits.
        status: How the desk stands; None until it is open.
        hid: Names and numbers are to be hidden.
        touched: Something was touched: the keyboard goes back to the scan line.
        paper_asked: A paper is asked for.
        left: The copy that is looked at is left.
        locked: Everything is to be covered, or somebody else takes over.
        came: Somebody is to be at the counter: their code as entries have it.
    """

    hid = Signal()
    locked = Signal()
    came = Signal(str)
    touched = Signal()
    paper_asked = Signal()
    left = Signal()

    def __init__(
        self,
        view: DeskView,
        pages: Pages,
        covers: Overlays,
        hearing: SoundCues,
        monotonic: Callable[[], float],
    ) -> None:
        super().__init__(view)
        self._view, self._pages, self._covers = view, pages, covers
        self._hearing = hearing
        self._monotonic = monotonic
        self._way_back = WayBack()
        self.front: Front | Early = Early()
        self.status: Status | None = None

    def scan(self, code: str, at: float) -> None:
        """Give a code to the page that takes it, else to the counter."""
        self._pages.scans += 1
        page = self._pages.current
        if page is not None and page.presenter.scan(code):
            return
        self._way_back.lose()
        line = self._view.line
        held = line.text()
        number = line.take_pending()
        if not self._view.is_home:
            self._pages.open(self._view.home.code)
        self._hearing.scan(self.front.state)
        self.front.feed(Scan(code, number, at, held))

    def give(self, given: Input) -> None:
        """Hand on what the scan line read; what is typed on another page is meant for the counter."""
        if not self._view.is_home:
            if isinstance(given, Pressed) and given.key == "escape":
                self._pages.step_back()
                return
            self._pages.open(self._view.home.code)
        page = self._way_back.step(given, self.front.state, at_work=self.front.is_at_work)
        if self._opens_day(given):
            from concierge_desk.counter.core.day_cards import OPENING  # noqa: PLC0415  (once a day)

            given = Opened(OPENING, begins=True, at=self._monotonic())
        self.front.feed(given)
        if page:
            self._pages.open(page)

    def everywhere(self, name: str) -> bool:
        """Do what a key does wherever it is pressed; False where it has no meaning of its own there."""
        if name == ACTIONS["paper"].key:
            # Whoever asks for a paper may just have seen to the printer.
            self.paper_asked.emit()
        if self._covered(name) or self._pages.press(name) or self._turns(name):
            return True
        action = ACTIONS.at(name)
        if (place := favourite(name)) is not None:
            self._favour(place)
        elif action is None:
            return False
        elif action.name == "passage":
            self.count_in()
        elif action.name in WHEREVER:
            self._press(action.name)
        else:
            return False
        return True

    def button(self, name: str) -> None:
        """Do what a button says; while the desk is at work a second press of it says nothing."""
        if not self.front.is_at_work:
            self._press(name)
            self.touched.emit()

    def choose(self, chosen: Chosen) -> None:
        """Choose what was touched; while the desk is at work that says nothing."""
        if not self.front.is_at_work:
            self._view.line.leave()
            self.front.feed(replace(chosen, at=self._monotonic()))
            self.touched.emit()

    def favour(self, place: int) -> None:
        """Charge what was touched of what is sold most; while the desk is at work that says nothing."""
        if not self.front.is_at_work:
            self._favour(place)

    def count_in(self) -> None:
        """Count whoever comes in, wherever she is; a number that answers a question is none of theirs."""
        state, line = self.front.state, self._view.line
        asked = state.asking is not None or state.paying is not None
        number = "" if asked or not line.pending() else line.take_pending()
        self.front.feed(Pressed("passage", number, self._monotonic()))

    def follow(self, lead: str, part: str = "") -> None:
        """Open the page of a signpost, at a part of it, do what its key does, know who is at the counter, or write a file."""
        if lead.startswith(AT_COUNTER_NOW):
            self.came.emit(lead.removeprefix(AT_COUNTER_NOW))
            return
        if lead.startswith(DISPUTE):
            self.front.feed(DisputeInput(*lead.removeprefix(DISPUTE).split("/", 1)))
            return
        if lead.startswith(PARTNER_DAYS):
            self.front.feed(PartnerDaysInput(*lead.removeprefix(PARTNER_DAYS).split("/")))
            return
        code, _, at = lead.partition(":")
        if self._pages.index.get(code) is not None:
            self.go(code, part or at)
        else:
            self.everywhere(lead)

    def go(self, code: str, part: str = "") -> None:
        """Open a page of the rail; a card, where no page is called so."""
        self._way_back.lose()
        if self._pages.index.get(code) is None:
            self.front.feed(Opened(code))
            return
        self._pages.open(code, part=part)
        if self._view.is_home:
            self._view.line.press("home")

    def read(self, chapter: str) -> None:
        """Open a chapter of the handbooks."""
        self._way_back.lose()
        self._pages.open(self._pages.index.of_chapters, part=chapter)

    def ask(self, asked: "PageRequest") -> None:
        """Do at the counter what a page asks of it."""
        if asked.paper:
            # It lies over the page for a moment.
            self.front.feed(PaperInput(asked.paper))
            return
        if asked.key:
            self.everywhere(asked.key)
            return
        if asked.lead:
            self.follow(asked.lead, asked.card)
            return
        self._way_back.open(self._view.page)
        self._pages.open(self._view.home.code)
        if asked.word:
            # As if it were typed whole: the line is free for the key that acts on what it finds.
            self.front.feed(Pressed("enter", asked.word, self._monotonic()))
        else:
            self.front.feed(Opened(asked.card, asked.act, begins=asked.begins, at=self._monotonic()))

    def open_card(self, code: str) -> None:
        """Ask what a card asks that was pressed for; while the desk is at work that says nothing."""
        if not self.front.is_at_work:
            self.front.feed(Opened(code, begins=True, at=self._monotonic()))
            self.touched.emit()

    def _opens_day(self, given: Input) -> bool:
        """Say whether it is Enter alone, while all that can be done is to open the day."""
        entered = isinstance(given, Pressed) and given.key == "enter" and not given.text
        return entered and self._view.opens_day and self.front.state.rests

    @property
    def _chapter(self) -> ChapterCode:
        """Chapter of the handbooks that fits now; until the desk is open, the first one."""
        return "open" if self.status is None else self._view.shown.chapter(self.status)

    def _covered(self, name: str) -> bool:
        """Cover the whole window, or leave it."""
        if name == FRAME["help"].key:
            self._covers.help.offer_pages(self._pages.index.under_help)
            page = self._pages.current
            self._covers.help.show_keys(
                (*FRAME, *ACTIONS, *self._pages.index.keys),
                self._view.shown.title,
                () if page is None else tuple(page.presenter.actions),
            )
            self._covers.help.offer_chapter(self._chapter if self._pages.index.of_chapters else "")
            self._covers.help.unfold()
        elif name == FRAME["discreet"].key:
            self.hid.emit()
        elif name == FRAME["lock"].key:
            self.locked.emit()
        elif name == ACTIONS["park"].key and self._pages.is_copy:
            # What was set aside is the desk itself.
            self.left.emit()
        else:
            return False
        return True

    def _turns(self, name: str) -> bool:
        """Turn to the page of a key."""
        turned = self._pages.open_behind(name)
        if turned:
            self._way_back.lose()
        return turned

    def _press(self, name: str) -> None:
        """Do what a key does, wherever it was pressed."""
        if name in {"help", "discreet"}:
            self._covered(FRAME[cast(FrameAction, name)].key)
            return
        undo = self.front.state.undo
        if name == "undo" and undo is not None and undo.beside:
            # Whoever came in is taken back where she is, as they were counted.
            self.front.feed(Pressed("undo", "", self._monotonic()))
            return
        if not self._view.is_home:
            self._pages.open(self._view.home.code)
        if name == "exact":
            self.front.feed(Pressed("plus", "", self._monotonic()))
        else:
            self._view.line.press(cast(Key, name))

    def _favour(self, place: int) -> None:
        self._way_back.lose()
        if not self._view.is_home:
            self._pages.open(self._view.home.code)
        self.front.feed(Favourite(place, self._view.line.take_pending(), self._monotonic()))


def _at_rest(state: State) -> bool:
    """Say whether nothing but cards is to be stepped back from."""
    stands = (state.shown, state.asking, state.paying, state.missed, state.waiting, state.parts)
    return not any(stands)
