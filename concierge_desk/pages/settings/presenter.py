"""Presenter of the settings: cards by section, walked by arrows, done and asked as those of the counter.

A question that stands stays while another page is looked at: whoever is sent to the door comes back to it.

Source: decision 0065.
"""

import time
from collections.abc import Callable
from typing import TypeAlias, TypeVar

from concierge_desk.counter.cards.offers import Offer
from concierge_desk.counter.cards.sections import SettingsSection
from concierge_desk.domain.override import override
from concierge_desk.i18n import N_
from concierge_desk.pages.settings.actions import ACTIONS, SettingsAction
from concierge_desk.pages.settings.face import SettingsFace
from concierge_desk.pages.settings.state import SettingsState
from concierge_desk.ui.presenter.asking import Asking
from concierge_desk.ui.presenter.host import PageHost
from concierge_desk.ui.presenter.picture import PagePresenter, Presenter
from concierge_desk.ui.presenter.questions import TWICE_SECONDS, Questions, QuestionStart
from concierge_desk.ui.presenter.request import PageRequest
from concierge_desk.ui.presenter.taking_back import TOO_LATE, take_back

T = TypeVar("T")
_Board: TypeAlias = Presenter[SettingsFace, SettingsState]

_ELSEWHERE = frozenset({"before", "after", "undo", "paper"})
"""What leads away from a question that stands: it has to be left first."""


class SettingsPresenter(PagePresenter[SettingsState, SettingsAction]):
    """What the page of the settings shows and what its keys do, without the window."""

    actions = ACTIONS

    def __init__(
        self,
        face: SettingsFace,
        host: PageHost,
        changed: Callable[[SettingsState], None],
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """Bind the desk.

        Args:
            face: The desk.
            host: The frame of the window.
            changed: Draws the picture.
            monotonic: The clock of the keys.
        """
        self._host = host
        self._monotonic = monotonic
        self._picture: _Board = Presenter(face, SettingsState(), host.run, changed)
        self._asker: Questions[_Board] = Questions(self._picture)
        self._asker.over = self._over
        self._acted_at, self._sought = float("-inf"), ""
        self._done: dict[SettingsAction, Callable[[], None]] = {
            "before": lambda: self._turn_to(self.state.at - 1),
            "after": lambda: self._turn_to(self.state.at + 1),
            "up": lambda: self._move(-1),
            "down": lambda: self._move(1),
            "act": self._press_act,
            "turn": self._next_act,
            "undo": self._take_back,
            "paper": self._show_paper,
        }

    @override
    def look(self) -> None:
        if self.state.asking is None:
            self._picture.work(self._picture.face.sections, self._show)

    def turn_to(self, part: str, came_from: str) -> None:
        """Show a card, by what it is known by, as soon as the cards are read; Esc leads to the counter as ever."""
        del came_from
        # A key that is pressed there is no second half of the one before.
        self._sought, self._acted_at = part, float("-inf")

    @override
    def press(self, _name: SettingsAction) -> bool:
        if self.state.busy:
            return True
        if self.state.asking is None:
            self._done[_name]()
        elif _name in _ELSEWHERE:
            self._picture.remark(N_("Answer the question first, or leave it with Esc."), "warning")
        return True

    @override
    def scan(self, _code: str) -> bool:
        if not self._asker.takes_scan():
            return False
        self._asker.take_scan(_code, self._monotonic())
        return True

    @override
    def step_back(self) -> bool:
        if self.state.asking is None:
            return False
        if not self.state.busy:
            self._asker.step_back()
        return True

    @override
    def tick(self) -> None:
        undo = self.state.undo
        if self.state.undoable and undo is not None and self._monotonic() > undo.until:
            self._picture.show(undoable=False)

    def open_section(self, place: int) -> None:
        """Open a section that was pressed; a question that stands is left alone."""
        if self.state.asking is None and place != self.state.at:
            self._turn_to(place)

    def choose(self, place: int) -> None:
        """Choose a card that was pressed."""
        if self.state.asking is None:
            self._picture.show(selected=place, act=0)

    def act_on(self, card: int, act: int) -> None:
        """Begin an act that was pressed, on the card it stands on."""
        if self.state.asking is None and not self.state.busy:
            self._picture.show(selected=card, act=act)
            self._act("")

    def act_seen(self, place: int) -> None:
        """Begin the chosen act on the document that was seen, by its place."""
        if self.state.asking is None and not self.state.busy:
            self._act(str(place + 1))

    def opt(self, place: int) -> None:
        """Answer with an option that was pressed."""
        if not self.state.busy:
            self._asker.opt(place, self._monotonic())

    def answer(self, text: str, seen: bool) -> None:
        """Take the answer to the question that stands.

        Args:
            text: As typed; the proposal where nothing was.
            seen: Confirmed with the key of the act, not with Enter.
        """
        if not self.state.busy:
            self._asker.answer(text, self._monotonic(), seen=seen)

    def _show(self, sections: tuple[SettingsSection, ...]) -> None:
        """Show what can be set up; what was open and chosen stays so, where it is still there."""
        sought, self._sought = self._sought, ""
        if sought and self._show_sought(sections, sought):
            return
        before = self.state
        label = "" if before.section is None else before.section.label
        at = _place([section.label for section in sections], label, before.at)
        offers = sections[at].offers if sections else ()
        chosen = None if before.offer is None else _key(before.offer)
        selected = _place([_key(offer) for offer in offers], chosen, before.selected)
        same = bool(offers) and _key(offers[selected]) == chosen
        act = before.act if same and before.act < len(offers[selected].acts) else 0
        self._picture.show(sections=sections, at=at, selected=selected, act=act)

    def _show_sought(self, sections: tuple[SettingsSection, ...], ref: str) -> bool:
        """Show the card that another page led to; False where there is none of that name."""
        for at, section in enumerate(sections):
            for place, offer in enumerate(section.offers):
                if offer.ref == ref:
                    self._picture.show(sections=sections, at=at, selected=place, act=0)
                    return True
        return False

    def _turn_to(self, place: int, *, last: bool = False) -> None:
        """Open a section, at its first card or at its last; beyond either end stays where it is."""
        sections = self.state.sections
        if 0 <= place < len(sections):
            selected = len(sections[place].offers) - 1 if last else 0
            self._picture.show(at=place, selected=selected, act=0)

    def _move(self, by: int) -> None:
        """Choose the card below or above; from the last one of a section comes the next one's first."""
        section, place = self.state.section, self.state.selected + by
        if section is None:
            return
        if 0 <= place < len(section.offers):
            self._picture.show(selected=place, act=0)
        else:
            self._turn_to(self.state.at + by, last=by < 0)

    def _next_act(self) -> None:
        offer = self.state.offer
        if offer is not None and offer.acts:
            self._picture.show(act=(self.state.act + 1) % len(offer.acts))

    def _press_act(self) -> None:
        """Do the chosen act by its key; the second half of a press that bounced is none."""
        if self._monotonic() - self._acted_at > TWICE_SECONDS:
            self._act("")

    def _act(self, number: str) -> None:
        """Do the chosen act, or ask what it still needs."""
        offer, act = self.state.offer, self.state.chosen
        if offer is None or act is None:
            return
        if act.leads:
            self._host.ask(PageRequest(lead=act.leads))
        elif act.paper is not None:
            self._host.ask(PageRequest(paper=act.paper))
        else:
            self._asker.begin(QuestionStart(offer, act, number, self._monotonic()))

    def _over(self, _asking: Asking, done: bool) -> None:
        """Read anew what was changed."""
        if done:
            self._acted_at = self._monotonic()
            self._picture.show(undoable=self.state.undo is not None)
            self.look()

    def _take_back(self) -> None:
        """Take back what was done last, or say why not."""
        undo = self.state.undo
        if undo is None:
            told = self.state.kept or self._picture.say("There is nothing to take back.")
            self._picture.tell(told, "plain")
        elif self._monotonic() > undo.until:
            self._picture.tell(self._picture.say(TOO_LATE, label=undo.label), "plain")
        else:
            take_back(self._picture, undo, self._taken_back)

    def _taken_back(self, told: str) -> None:
        self._picture.tell(told, "good", undo=None, undoable=False, papers=())
        self.look()

    def _show_paper(self) -> None:
        """Show the paper of what was done last, or the one that the chosen card has."""
        acts = () if self.state.offer is None else self.state.offer.acts
        papers = (*self.state.papers, *(act.paper for act in acts if act.paper))
        if papers:
            self._host.ask(PageRequest(paper=papers[0]))
        else:
            self._picture.remark(N_("No paper is due."), "plain")


def _key(offer: Offer) -> tuple[str, str]:
    return offer.service, offer.ref


def _place(known: list[T], sought: T | None, before: int) -> int:
    """Return where something stands now; where it is gone, the place that it had, or the last there is."""
    if sought in known:
        return known.index(sought)
    return max(min(before, len(known) - 1), 0)
