"""Presenter of the deliveries: a month at a time; a file leaves again, their answer is noted, a way is tried.

Nothing of it happens by Enter, which scanners send. What cannot be taken back is asked once more, and said with ``/``.

Source: decision 0075.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, Final

from concierge_desk.counter.command.operation import Answer
from concierge_desk.counter.core.delivery_cards import card_of
from concierge_desk.domain.override import override
from concierge_desk.i18n import N_
from concierge_desk.pages.deliveries.actions import ACTIONS, DeliveriesAction
from concierge_desk.pages.deliveries.face import DeliveriesFace, DeliveryMonth, TriedWay
from concierge_desk.pages.deliveries.state import DeliveriesState
from concierge_desk.ui.presenter.host import PageHost
from concierge_desk.ui.presenter.picture import PagePresenter, Presenter
from concierge_desk.ui.presenter.request import PageRequest

READ_TICKS: Final = 5
"""Seconds to the next reading while something waits."""

_THERE: Final = frozenset({"delivered", "acknowledged"})
_NOT_ASKED: Final[Mapping[str, Any]] = {"asked": "", "key": ""}


class DeliveriesPresenter(PagePresenter[DeliveriesState, DeliveriesAction]):
    """What the page of the deliveries shows and what its keys do, without the window."""

    actions = ACTIONS

    def __init__(
        self,
        face: DeliveriesFace,
        host: PageHost,
        changed: Callable[[DeliveriesState], None],
        settings: str,
    ) -> None:
        """Bind the desk.

        Args:
            face: The desk.
            host: The frame of the window.
            changed: Draws the picture.
            settings: Code of the page on which a way is set.
        """
        self._face, self._host, self._settings = face, host, settings
        self._picture: Presenter[DeliveriesFace, DeliveriesState] = Presenter(
            face, DeliveriesState(), host.run, changed
        )
        self._open, self._ticks = False, 0

    @override
    def look(self) -> None:
        self._open = True
        self._read(None)

    @override
    def refresh(self) -> None:
        if self._open and not self.state.busy:
            self._read(None if self.state.month is None else self.state.month.first)

    @override
    def leave(self) -> None:
        if self._open:
            self._open = False
            self._picture.show(told=None, **_NOT_ASKED)

    @override
    def tick(self) -> None:
        self._ticks += 1
        month = self.state.month
        waits = month is not None and any(row.state in {"waiting", "sending"} for row in month.rows)
        if self._open and waits and self._ticks % READ_TICKS == 0:
            self.refresh()

    @override
    def press(self, name: DeliveriesAction) -> bool:
        if not self.state.busy:
            self._does[name](self)
        return True

    @override
    def step_back(self) -> bool:
        if not self.state.asked:
            return False
        self._picture.show(told=None, **_NOT_ASKED)
        return True

    def choose(self, ref: str) -> None:
        """Choose a file of the list; what was asked of another one is asked no more."""
        if ref != self.state.chosen:
            self._picture.show(chosen=ref, **_NOT_ASKED)

    def _read(self, first: date | None) -> None:
        self._picture.work(lambda: self._face.month(first), self._show)

    def _show(self, month: DeliveryMonth) -> None:
        refs = [row.ref for row in month.rows]
        chosen = self.state.chosen if self.state.chosen in refs else next(iter(refs), "")
        asked: Mapping[str, Any] = {} if chosen == self.state.chosen else _NOT_ASKED
        self._picture.show(month=month, chosen=chosen, **asked)

    def _before(self) -> None:
        month = self.state.month
        if month is not None:
            self._read((month.first - timedelta(days=1)).replace(day=1))

    def _after(self) -> None:
        month = self.state.month
        if month is not None and not month.last:
            self._read((month.first + timedelta(days=31)).replace(day=1))

    def _set_way(self) -> None:
        way, month = self.state.way, self.state.month
        file = way.export if way is not None else "" if month is None else month.file
        self._host.ask(PageRequest(lead=self._settings, card=card_of(file)))

    def _try(self) -> None:
        way = self.state.way
        if way is None:
            self._picture.remark(N_("No report leaves by itself yet: F6 says by which way."), "plain")
            return
        self._picture.remark(N_("{file}: tried now…"), "plain", file=way.name)

        def tried(found: TriedWay) -> None:
            self._picture.tell(found.sentence, found.tone, asked="key" if found.key else "", key=found.key)

        def long(_step: object, _stopping: object) -> TriedWay:
            return self._face.try_way(way.export)

        self._picture.show(busy=True)

        def over(then: Callable[[Any], None]) -> Callable[[Any], None]:
            def told(found: Any) -> None:
                self._picture.show(busy=False)
                then(found)

            return told

        self._host.long(
            long,
            over(tried),
            over(lambda failure: self._picture.refuse(failure.code, failure.params)),
            lambda *_told: None,
        )

    def _again(self) -> None:
        row = self.state.row
        if row is None:
            self._picture.remark(N_("There is no report to choose."), "plain")
        elif row.state == "sending":
            self._picture.remark(N_("It is leaving just now."), "plain")
        elif row.state in _THERE and self.state.asked != "again":
            self._picture.show(asked="again", key="", told=None)
        else:
            self._resend()

    def _resend(self) -> None:
        row = self.state.row
        if row is None:
            return

        def play() -> tuple[Answer, ...]:
            # Who saw to it lets all of them leave that stand still for the same.
            numbers = self._face.stopped_with(row.export) if row.state == "stopped" else ()
            return tuple(
                self._face.play(
                    {
                        "op": self._face.new_op(),
                        "do": "delivery.retry",
                        "export": row.export,
                        "number": number,
                    }
                )
                for number in dict.fromkeys((row.number, *numbers))
            )

        self._picture.work(
            play, lambda answers: self._done(answers, N_("{number} leaves now."), number=row.number)
        )

    def _answer(self) -> None:
        row = self.state.row
        if row is None or row.state not in _THERE:
            self._picture.remark(N_("Nothing of it was delivered yet."), "plain")
        elif row.state == "acknowledged":
            self._picture.remark(N_("That is noted already."), "plain")
        else:
            self._picture.show(asked="answer", key="", told=None)

    def _confirm(self) -> None:
        """Say yes to what is asked; never what Enter does."""
        row, way = self.state.row, self.state.way
        if self.state.asked == "again":
            self._resend()
        elif self.state.asked == "answer" and row is not None:
            raw = {"do": "delivery.acknowledge", "export": row.export, "number": row.number}
            self._play(lambda: raw, N_("It is noted: they have {number}."), number=row.number)
        elif self.state.asked == "key" and way is not None:
            key = self.state.key
            self._play(
                lambda: self._face.noted_key(way.export, key), N_("The key is noted: F5 tries once more.")
            )

    def _play(self, raw: Callable[[], Mapping[str, Any]], words: str, **values: object) -> None:
        self._picture.work(
            lambda: (self._face.play({"op": self._face.new_op(), **raw()}),),
            lambda answers: self._done(answers, words, **values),
        )

    def _done(self, answers: tuple[Answer, ...], words: str, **values: object) -> None:
        refused = next((one.refused for one in answers if one.refused is not None), None)
        self._picture.show(**_NOT_ASKED)
        if refused is not None:
            self._picture.refuse(refused.code, refused.params)
        else:
            self._picture.remark(words, "good", **values)
        self.refresh()

    _does: Mapping[DeliveriesAction, Callable[["DeliveriesPresenter"], object]] = {
        "before": _before,
        "after": _after,
        "try": _try,
        "way": _set_way,
        "again": _again,
        "answer": _answer,
        "confirm": _confirm,
        "back": step_back,
    }
