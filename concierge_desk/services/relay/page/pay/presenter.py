"""Presenter of what carriers pay: which month, whose, their statement out of a file, the table.

Source: decision 0077.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path

from concierge_desk.counter.cards.offers import Now
from concierge_desk.counter.rows import Rows
from concierge_desk.domain.accounting.period import month_days
from concierge_desk.domain.errors import EnvironmentFailure, Refused
from concierge_desk.domain.override import override
from concierge_desk.i18n import N_
from concierge_desk.services.relay.counter.pay import CARD, STATEMENT, name_of
from concierge_desk.services.relay.model.numbers import LAPOSTE
from concierge_desk.services.relay.model.pay.month import PayMonth
from concierge_desk.services.relay.model.pay.sheet import read_statement
from concierge_desk.services.relay.page.pay.actions import ACTIONS, PayAction
from concierge_desk.services.relay.page.pay.state import PayState, ReadStatement
from concierge_desk.services.relay.reports.pay_file import pay_csv
from concierge_desk.services.relay.tables import pay as tables
from concierge_desk.ui.presenter.host import PageHost
from concierge_desk.ui.presenter.picture import PagePresenter, Presenter
from concierge_desk.ui.presenter.port import Port
from concierge_desk.ui.presenter.request import PageRequest

_MOST_BYTES = 1_000_000
"""No statement is larger: what is was chosen by mistake."""


class PayPresenter(PagePresenter[PayState, PayAction]):
    """What the page shows and what its keys do, without the window."""

    actions = ACTIONS

    def __init__(self, port: Port, host: PageHost, changed: Callable[[PayState], None]) -> None:
        """Bind the desk.

        Args:
            port: The desk.
            host: The frame of the window.
            changed: Draws the picture.
        """
        self._port, self._host = port, host
        self._picture: Presenter[Port, PayState] = Presenter(port, PayState(), host.run, changed)

    @override
    def look(self) -> None:
        month = self.state.month
        self._read(None if month is None else month.expected.principal, 0)

    @override
    def leave(self) -> None:
        self._picture.show(file=None, told=None)

    @override
    def press(self, name: PayAction) -> bool:
        if not self.state.busy:
            self._does[name](self)
        return True

    @override
    def step_back(self) -> bool:
        if self.state.file is None:
            return False
        self._picture.show(file=None, told=None)
        return True

    def choose(self, ref: str) -> None:
        """Choose a row of the list."""
        if ref != self.state.chosen:
            self._picture.show(chosen=ref)

    def pick(self, path: Path) -> None:
        """Read their statement out of a file, and show what it would change; nothing is noted."""
        month = self.state.month
        if month is not None and not self.state.busy:
            self._picture.work(lambda: _read_file(path, month), self._looked_at)

    def keep(self, path: Path) -> None:
        """Write the month as a table."""
        month = self.state.month
        if month is None or self.state.busy:
            return

        def job() -> None:
            try:
                path.write_bytes(pay_csv(month))
            except OSError as error:
                raise EnvironmentFailure("file.cannot_write", file=str(path)) from error

        told = N_("The month lies in {path}, as a table.")
        self._picture.work(job, lambda _done: self._picture.remark(told, "good", path=path.name))

    def _read(self, principal: str | None, by: int) -> None:
        """Read a month anew: that of today at first, else so many months after the one that is shown."""
        shown = self.state.month

        def job(rows: Rows, now: Now) -> tuple[PayMonth, str]:
            month = _beside(now.today if shown is None else month_days(shown.expected.month)[0], by)
            found = tables.month_of(rows, principal or LAPOSTE, month, now.today)
            return found, name_of(rows, found.expected.principal, now.lang)

        def read(found: tuple[PayMonth, str]) -> None:
            month, name = found
            same = shown is not None and month.expected.month == shown.expected.month
            file = self.state.file if same and principal else None
            self._picture.show(month=month, name=name, file=file, chosen=self._chosen(month))

        self._picture.work(lambda: self._port.read(job), read)

    def _chosen(self, month: PayMonth) -> str:
        """Return the row that is chosen in a month: the one that was, where its line is there; else the first line."""
        lines = [f"line {code}" for code in month.expected.by_code]
        kept = self.state.chosen
        stays = kept in lines or kept.partition(" ")[0] in {"sum", "time", "hour"}
        return kept if stays or not lines else lines[0]

    def _step(self, by: int) -> None:
        month = self.state.month
        if month is not None:
            self._read(month.expected.principal, by)

    def _other(self) -> None:
        """Go on to the next who pays something."""
        month = self.state.month

        def then(known: tuple[str, ...]) -> None:
            if month is None:
                return
            all_of_them = tuple(dict.fromkeys((LAPOSTE, *known)))
            if len(all_of_them) == 1:
                self._picture.remark(N_("Nobody else pays anything yet: * says who pays what."), "plain")
                return
            place = all_of_them.index(month.expected.principal)
            self._read(all_of_them[(place + 1) % len(all_of_them)], 0)

        self._picture.work(lambda: self._port.read(lambda rows, _now: tables.payers(rows)), then)

    def _looked_at(self, read: ReadStatement) -> None:
        told = self._picture.speech.count(
            "One line differs. Nothing was noted yet: / notes it.",
            "{count} lines differ. Nothing was noted yet: / notes it.",
            len(read.differences),
        )
        self._picture.tell(told, "warning" if read.differences else "plain", file=read)

    def _note(self) -> None:
        """Note the statement that was read."""
        file, month = self.state.file, self.state.month
        if file is None or month is None:
            self._picture.remark(N_("F8 types their statement, F5 reads it from a file."), "plain")
            return
        whose = {"principal": month.expected.principal, "month": month.expected.month}

        def job() -> tuple[str, ...]:
            lines = [dict(line) for line in file.lines]
            asked = {"op": self._port.new_op(), "do": "relay.note_statement", **whose, "lines": lines}
            answer = self._port.play(asked)
            if answer.refused is not None:
                raise answer.refused
            return tuple(self._port.sentence(one.code, one.params) for one in answer.warnings)

        def noted(warnings: tuple[str, ...]) -> None:
            told = self._picture.say(N_("Their statement is noted."))
            self._picture.tell(" ".join([told, *warnings]), "warning" if warnings else "good", file=None)
            self._host.acted()
            self._step(0)

        self._picture.work(job, noted)

    def _type(self) -> None:
        month = self.state.month
        if month is not None:
            card = f"{STATEMENT}:{month.expected.principal}:{month.expected.month}"
            self._host.ask(PageRequest(card=card, act="relay.note_statement"))

    def _paper(self) -> None:
        month = self.state.month
        if month is not None:
            self._host.ask(PageRequest(paper=f"pay:{month.expected.principal}/{month.expected.month}"))

    def _in_the_view(self) -> None:
        """Where it is, the page itself asks, or shows it."""

    _does: Mapping[PayAction, Callable[["PayPresenter"], object]] = {
        "before": lambda self: self._step(-1),
        "after": lambda self: self._step(1),
        "other": _other,
        "open": _in_the_view,
        "type": _type,
        "file": _in_the_view,
        "note": _note,
        "rows": lambda self: self._host.ask(PageRequest(card=CARD, act="relay.set_pay")),
        "table": _in_the_view,
        "paper": _paper,
        "back": step_back,
    }


def _beside(day: date, by: int) -> str:
    """Return the month of a day, or the one before or after it."""
    first, last = month_days(f"{day:%Y-%m}")
    beside = {-1: first - timedelta(days=1), 0: day, 1: last + timedelta(days=1)}[by]
    return f"{beside:%Y-%m}"


def _read_file(path: Path, month: PayMonth) -> ReadStatement:
    """Return their statement out of a file, beside what is expected.

    Raises:
        EnvironmentFailure: ``file.missing``.
        Refused: With the line that cannot be read.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise EnvironmentFailure("file.missing", file=str(path)) from error
    if len(data) > _MOST_BYTES:
        raise Refused("tariff.sheet_unreadable")
    lines = tuple(read_statement(data))
    theirs = {str(line["code"]).upper(): line["cents"] for line in lines}
    return ReadStatement(path.name, lines, month.expected.differences(theirs))
