"""Presenter of the page of the people: who is looked for, who is chosen, where it leads.

Source: decision 0085.
"""

from collections.abc import Callable, Mapping

from concierge_desk.counter.cards.offers import Now
from concierge_desk.counter.privacy.looks import PEOPLE
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.values.codes import code_from
from concierge_desk.domain.override import override
from concierge_desk.i18n import N_
from concierge_desk.mechanisms.people.counter.cards import NEW, details, membership, notes
from concierge_desk.mechanisms.people.model.fields import CARD
from concierge_desk.mechanisms.people.model.person import KeptPerson
from concierge_desk.mechanisms.people.page.actions import ACTIONS, PeopleAction
from concierge_desk.mechanisms.people.page.state import PeopleState, PersonRow
from concierge_desk.mechanisms.people.tables import people, search
from concierge_desk.ui.presenter.host import PageHost
from concierge_desk.ui.presenter.picture import PagePresenter, Presenter
from concierge_desk.ui.presenter.port import Port
from concierge_desk.ui.presenter.request import PageRequest


class PeoplePresenter(PagePresenter[PeopleState, PeopleAction]):
    """What the page shows and what its keys do, without the window."""

    actions = ACTIONS

    def __init__(self, port: Port, host: PageHost, changed: Callable[[PeopleState], None]) -> None:
        """Bind the desk and the frame of the window."""
        self._port, self._host = port, host
        self._picture: Presenter[Port, PeopleState] = Presenter(port, PeopleState(), host.run, changed)

    @override
    def look(self) -> None:
        self.type(self.state.text)

    @override
    def leave(self) -> None:
        # Nobody else is to read whom somebody looked for.
        self._picture.show(text="", rows=(), chosen="", told=None)

    @override
    def press(self, name: PeopleAction) -> bool:
        if not self.state.busy or name == "back":
            self._does[name](self)
        return True

    def type(self, text: str) -> None:
        """Look for somebody while it is typed: who is known already is seen before a new one is made."""

        def found(rows: tuple[PersonRow, ...]) -> None:
            # What is typed meanwhile is looked for next: this answer is an old one.
            if text == self.state.text:
                kept = self.state.chosen if any(row.person == self.state.chosen for row in rows) else ""
                alone = rows[0].person if len(rows) == 1 and text else ""
                self._picture.show(rows=rows, chosen=kept or alone)

        self._picture.work(lambda: self._found(text), found, text=text)

    def choose(self, person: str) -> None:
        """Choose somebody of the list."""
        if person != self.state.chosen:
            self._picture.show(chosen=person)

    def _found(self, text: str) -> tuple[PersonRow, ...]:
        found = self._port.read(lambda rows, now: _rows(rows, text, now))
        if found:
            self._port.looked(PEOPLE)
        return found

    def _open(self) -> None:
        row = self.state.row
        if row is None:
            self._picture.remark(N_("Choose somebody of the list first."), "plain")
        else:
            self._host.ask(PageRequest(card=row.card or row.person))

    def _new(self) -> None:
        self._host.ask(PageRequest(card=f"{NEW}{self.state.text.strip()}", act="person.create"))

    def _paper(self) -> None:
        row = self.state.row
        if row is not None and row.card:
            self._host.ask(PageRequest(paper=f"card:{row.card}"))

    def _blank(self) -> None:
        """Print a card that nobody has yet: scanned later, it begins a new person."""
        self._host.ask(PageRequest(paper=f"card:{code_from(CARD, self._port.new_op())}"))

    def _in_the_view(self) -> None:
        """Give the keyboard to the line: the page itself does."""

    _does: Mapping[PeopleAction, Callable[["PeoplePresenter"], object]] = {
        "search": _in_the_view,
        "open": _open,
        "new": _new,
        "paper": _paper,
        "blank": _blank,
        "back": lambda self: self._host.step_back(),
    }


def _rows(rows: Rows, text: str, now: Now) -> tuple[PersonRow, ...]:
    found = search.search(rows, text) if text.strip() else search.newest(rows)
    return tuple(_row(rows, one, now) for one in found)


def _row(rows: Rows, one: KeptPerson, now: Now) -> PersonRow:
    tag, holds = membership(rows, one.person, now)
    return PersonRow(
        one.person,
        one.full_name,
        one.home,
        tag,
        holds,
        (*details(rows, one, now), *notes(rows, one.person, now)),
        people.card_of(rows, one.person) or "",
    )
