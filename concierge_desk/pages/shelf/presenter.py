"""Presenter of a shelf: its things in their orders, today's errands, its inventory by scanning.

An inventory lives as long as the window, whatever page is shown. A kill loses its ticks, and nothing else: they say
what was seen a moment ago on a shelf that people reach into, and what they say of one that was left alone
overnight would be wrong. To scan it anew takes as long as to look at it.

Source: decisions 0022, 0028.
"""

from collections.abc import Callable, Mapping
from typing import Literal, TypeAlias, TypeVar

from concierge_desk.counter.cards.inventory import (
    Inventory,
    NoThing,
    Outcome,
    begun,
    no_thing,
    outcome,
    scanned,
    ticked,
    unticked,
)
from concierge_desk.counter.cards.offers import Offer
from concierge_desk.counter.cards.shelf import Order, meant
from concierge_desk.domain.errors import DeskError
from concierge_desk.domain.override import override
from concierge_desk.i18n import N_
from concierge_desk.pages.shelf.actions import ACTIONS, ShelfAction
from concierge_desk.pages.shelf.face import ShelfFace, ShelfSheet
from concierge_desk.pages.shelf.rows import NOBODY_KNOWS, ShelfRow, counting_rows, outcome_rows, waiting_rows
from concierge_desk.pages.shelf.state import ShelfState
from concierge_desk.ui.presenter.host import PageHost
from concierge_desk.ui.presenter.picture import PagePresenter, Presenter
from concierge_desk.ui.presenter.request import PageRequest

T = TypeVar("T")

_Phase: TypeAlias = Literal["rest", "beginning", "counting", "ending", "over"]
"""Of an inventory: none; what lies there is being read; it takes scans; what it found is being read, or is shown."""


_NO_THING: Mapping[NoThing, str] = {
    "place": N_("{code} is a place: scan what lies there."),
    "misread": N_("The label {code} was misread: scan it again."),
}


class ShelfPresenter(PagePresenter[ShelfState, ShelfAction]):
    """Presenter of a shelf: what the page shows and what its keys do, without the window."""

    actions = ACTIONS
    writes = False

    def __init__(
        self,
        face: ShelfFace,
        service: str,
        host: PageHost,
        changed: Callable[[ShelfState], None],
    ) -> None:
        """Bind the desk.

        Args:
            face: The desk.
            service: Code of the service whose shelf it is.
            host: The frame of the window.
            changed: Draws the picture.
        """
        self._face = face
        self._service = service
        self._picture = Presenter(face, ShelfState(), host.run, changed)
        self._asked = host.ask
        self._sheet = ShelfSheet()
        self._phase: _Phase = "rest"
        self._inventory = Inventory(())
        self._outcome: Outcome | None = None
        self._giving_up = False

    @override
    def look(self) -> None:
        """What was typed or told before is over."""
        self._picture.show(typed="", told=None)
        self.refresh()

    @override
    def refresh(self) -> None:
        """What is shown stays where it is, as far as it is still true."""
        self._read(lambda: None)

    @override
    def stays(self) -> str:
        return (
            "" if self.state.rests else N_("An inventory is going on: end it first, or its ticks are lost.")
        )

    @override
    def press(self, name: ShelfAction) -> bool:
        sure, self._giving_up = self._giving_up, False
        if name == "back":
            self._back(sure=sure)
        else:
            self._does[name](self)
        return True

    @override
    def step_back(self) -> bool:
        steps = self.state.steps_back
        self.press("back")
        return steps

    def order(self, order: Order) -> None:
        """Look through the shelf in another order; what was chosen stays chosen, in the part that is ordered."""
        row = self.state.row
        self._picture.show(order=order, told=None)
        self._draw(at=row.ref if row is not None else "")

    def choose(self, key: str) -> None:
        """Choose a row."""
        if key != self.state.at:
            self._giving_up = False
            self._picture.show(at=key, typed="", told=None)

    def open(self, key: str) -> None:
        """Open a row's card at the counter; while an inventory is going on, tick the row."""
        self.choose(key)
        if self._phase in {"counting", "ending"}:
            self._tick()
        else:
            self._open()

    def type(self, text: str) -> None:
        """Take a letter or a figure: the row that is meant is chosen."""
        self._giving_up = False
        self._seek(self.state.typed + text)

    def erase(self) -> None:
        """Take the last letter back."""
        self._seek(self.state.typed[:-1])

    @override
    def scan(self, code: str) -> bool:
        """An inventory takes it."""
        if self._phase != "counting":
            return False
        self._giving_up = False
        self._identify(code, self._scanned)
        return True

    # Keys

    def _turn(self) -> None:
        if self._phase == "rest":
            orders = self.state.orders
            self.order(orders[(orders.index(self.state.order) + 1) % len(orders)])

    def _enter(self) -> None:
        typed = self.state.typed
        if self._phase == "counting":
            if typed:
                self._picture.show(typed="")
                self._identify(typed, self._entered)
        elif typed and self.state.row is None:
            self._identify(typed, self._elsewhere)
        elif self._phase != "ending":
            self._open()

    def _open(self) -> None:
        row = self.state.row
        if row is not None:
            self._picture.show(typed="", told=None)
            self._asked(PageRequest(card=row.ref, act=row.act))

    def _report(self) -> None:
        row, misses = self.state.row, self._sheet.misses
        if row is None or not misses or self._phase in {"beginning", "ending"}:
            return
        if misses in row.acts:
            self._picture.show(typed="", told=None)
            self._asked(PageRequest(card=row.ref, act=misses))
        else:
            told = N_("No incident can be noted of this now: {what}.")
            what = " · ".join(filter(None, (row.title, row.tag)))
            self._picture.remark(told, "plain", what=what)

    def _paper(self) -> None:
        self._show_paper(lambda row: row.paper, N_("No paper belongs to this."))

    def _label(self) -> None:
        self._show_paper(lambda row: row.label, N_("This has no label."))

    def _show_paper(self, which: Callable[[ShelfRow], str], without: str) -> None:
        row = self.state.row
        if row is not None and which(row):
            self._asked(PageRequest(paper=which(row)))
        elif row is not None:
            self._picture.remark(without, "plain")

    def _tick(self) -> None:
        row = self.state.row
        if self._phase == "counting" and row is not None:
            self._inventory = ticked(self._inventory, row.ref)
            self._picture.show(typed="")
            self._picture.remark(N_("Seen: {what}."), "good", what=_called(row.place, row.title))
            self._draw()

    def _untick(self) -> None:
        row = self.state.row
        if self._phase == "counting" and row is not None:
            self._inventory = unticked(self._inventory, row.ref)
            self._picture.show(typed="", told=None)
            self._draw()

    def _collect(self) -> None:
        state = self.state
        if state.collector and self._phase == "rest":
            if state.leaving:
                self._asked(PageRequest(word=state.collector))
            else:
                self._picture.remark(N_("Nothing waits to be taken away."), "plain")

    def _count(self) -> None:
        if self._phase == "over":
            # A second press must not throw away what the first one showed.
            self._picture.remark(N_("Esc leaves this list; then another inventory can begin."), "plain")
        elif self._phase == "rest":
            self._phase = "beginning"
            self._read(self._begin)
        elif self._phase == "counting" and (self.state.busy or not self._inventory.is_empty):
            self._phase = "ending"
            self._read(self._end)
        elif self._phase == "counting":
            self._picture.remark(N_("Nothing was scanned yet. Esc gives the inventory up."), "plain")

    def _back(self, *, sure: bool) -> None:
        if self.state.typed:
            self._seek("")
        elif self._phase == "counting" and not self._inventory.is_empty and not sure:
            self._giving_up = True
            self._picture.remark(N_("Esc once more gives up this inventory and its ticks."), "warning")
        elif self._phase in {"counting", "over"}:
            self._phase, self._outcome = "rest", None
            self._picture.show(told=None)
            self._draw(at="")

    _does: Mapping[ShelfAction, Callable[["ShelfPresenter"], None]] = {
        "turn": _turn,
        "open": _enter,
        "tick": _tick,
        "untick": _untick,
        "report": _report,
        "paper": _paper,
        "label": _label,
        "collect": _collect,
        "count": _count,
        "bag": lambda self: self._asked(PageRequest(key=ACTIONS["bag"].key)),
    }

    # The inventory

    def _begin(self) -> None:
        if not self._sheet.offers:
            self._phase = "rest"
            self._picture.remark(N_("Nothing lies on this shelf."), "plain")
            return
        self._phase, self._inventory = "counting", begun(self._sheet.offers)
        self._picture.show(typed="", told=None)
        self._draw(at="")

    def _end(self) -> None:
        self._phase = "over"
        self._picture.show(typed="", told=None)
        self._draw(at="")
        if self._outcome is not None and self._outcome.is_whole:
            self._picture.remark(N_("Everything is there, and nothing else."), "good")

    def _identify(self, code: str, then: Callable[[str, tuple[Offer, ...]], None]) -> None:
        face = self._face
        self._work(lambda: face.found(code), lambda offers: then(code, offers))

    def _scanned(self, code: str, offers: tuple[Offer, ...]) -> None:
        if self._phase not in {"counting", "ending"}:
            # It was given up meanwhile.
            return
        nothing = "" if offers else no_thing(code, self._sheet.offers)
        if nothing:
            self._picture.remark(_NO_THING[nothing], "warning", code=code.strip())
            return
        self._inventory, verdict, known = scanned(self._inventory, code, offers, self._sheet.offers)
        what = code if known is None else _called(known.place, known.line)
        if verdict == "odd":
            why = self._picture.say(NOBODY_KNOWS) if known is None else known.detail
            self._picture.remark(N_("Not expected on this shelf: {what}. {why}."), "bad", what=what, why=why)
        elif verdict == "seen":
            self._picture.remark(N_("Seen: {what}."), "good", what=what)
        else:
            self._picture.remark(N_("Scanned already: {what}."), "plain", what=what)
        self._draw(at=None if known is None or verdict == "odd" else known.ref)

    def _entered(self, code: str, offers: tuple[Offer, ...]) -> None:
        """Take what was typed whole for a scan, but for what nobody knows: it may be a slip of the finger."""
        if all(offer.unknown for offer in offers):
            told = N_("Nothing goes by “{text}”. Type it as the label has it, or scan it.")
            self._picture.remark(told, "warning", text=code)
        else:
            self._scanned(code, offers)

    def _elsewhere(self, typed: str, offers: tuple[Offer, ...]) -> None:
        """Open what was typed and lies not here: it may have been handed over."""
        if all(offer.unknown for offer in offers):
            told = N_("Nothing on this shelf goes by “{text}”. A name is looked for at the counter: F2.")
            self._picture.remark(told, "warning", text=typed)
        else:
            self._picture.show(typed="", told=None)
            self._asked(PageRequest(card=typed))

    # The desk

    def _read(self, then: Callable[[], None]) -> None:
        face, service = self._face, self._service

        def done(sheet: ShelfSheet) -> None:
            self._sheet = sheet
            if self._phase in {"ending", "over"}:
                self._find_out(then)
            else:
                self._draw()
                then()

        self._work(lambda: face.on_shelf(service), done)

    def _find_out(self, then: Callable[[], None]) -> None:
        """Ask what was not expected: it may lie on the shelf by now, as it should."""
        face, codes = self._face, self._inventory.codes

        def done(odd: dict[str, tuple[Offer, ...]]) -> None:
            self._outcome = outcome(self._inventory, self._sheet.offers, odd)
            self._draw()
            then()

        self._work(lambda: {code: face.found(code) for code in codes}, done)

    def _work(self, job: Callable[[], T], then: Callable[[T], None]) -> None:
        def failed(failure: DeskError) -> None:
            # As before the key that could not be followed.
            before: dict[_Phase, _Phase] = {"beginning": "rest", "ending": "counting"}
            self._phase = before.get(self._phase, self._phase)
            self._picture.refuse(failure.code, failure.params)

        self._picture.work(job, then, failed)

    # The picture

    def _draw(self, at: str | None = None) -> None:
        """Show what there is now; the chosen row stays, else the first one is chosen."""
        sheet, phase, speech = self._sheet, self._phase, self._picture.speech
        if phase in {"counting", "ending"}:
            rows = counting_rows(sheet, self._inventory, speech)
        elif phase == "over" and self._outcome is not None:
            rows = outcome_rows(sheet, self._outcome, speech)
        else:
            rows = waiting_rows(sheet, self.state.order, speech)
        self._picture.show(
            known=True,
            keeps=sheet.keeps,
            bag=sheet.bag,
            doors=sheet.doors,
            count=len(sheet.offers),
            has_shelf=sheet.has_shelf,
            rows=rows,
            at=self._chosen(rows, self.state.at if at is None else at),
            reports=bool(sheet.misses),
            incidents=sum(offer.incident is not None for offer in sheet.matters),
            owners=sheet.owners,
            collector=sheet.collector,
            leaving=sheet.leaving,
            inventory=phase in {"counting", "ending"},
            seen=sum(offer.ref in self._inventory.seen for offer in sheet.offers),
            surplus=len(self._inventory.codes),
            outcome=self._outcome if phase == "over" else None,
        )

    def _chosen(self, rows: tuple[ShelfRow, ...], at: str) -> str:
        """Return which row is chosen: where the one that was is gone, the one that stands in its place now."""
        if self.state.typed or not rows or any(row.key == at for row in rows):
            return at if rows else ""
        before = [row.key for row in self.state.rows]
        return rows[min(before.index(at), len(rows) - 1) if at in before else 0].key

    def _seek(self, typed: str) -> None:
        rows = self.state.rows
        place = meant([(row.place, row.number) for row in rows], typed)
        at = rows[place].key if place is not None else self.state.at if not typed else ""
        self._picture.show(typed=typed, at=at, told=None)
        if not typed:
            self._draw()


def _called(place: str, line: str) -> str:
    return " · ".join(filter(None, (place, line)))
