"""Presenter of the bank: a statement is looked at and taken in, its lines are accepted one by one or all at once.

Source: decision 0082.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from concierge_desk.domain.override import override
from concierge_desk.i18n import N_
from concierge_desk.pages.reconciliation.actions import ACTIONS, BankAction
from concierge_desk.pages.reconciliation.face import (
    LINES,
    OPEN_LINES,
    BankFace,
    BankPicture,
    LookedAtStatement,
)
from concierge_desk.pages.reconciliation.state import BankState
from concierge_desk.ui.presenter.host import PageHost
from concierge_desk.ui.presenter.picture import PagePresenter, Presenter
from concierge_desk.ui.presenter.request import PageRequest


class BankPresenter(PagePresenter[BankState, BankAction]):
    """What the page of the bank shows and what its keys do, without the window."""

    actions = ACTIONS

    def __init__(self, face: BankFace, host: PageHost, changed: Callable[[BankState], None]) -> None:
        """Bind the desk.

        Args:
            face: The desk.
            host: The frame of the window.
            changed: Draws the picture.
        """
        self._face, self._host = face, host
        self._picture: Presenter[BankFace, BankState] = Presenter(face, BankState(), host.run, changed)

    @override
    def look(self) -> None:
        account = self._account
        self._picture.work(lambda: self._face.picture(account), self._show)

    @override
    def leave(self) -> None:
        self._picture.show(sheet=None, told=None)

    @override
    def press(self, name: BankAction) -> bool:
        if not self.state.busy:
            self._does[name](self)
        return True

    @override
    def step_back(self) -> bool:
        if self.state.sheet is None:
            return False
        self._picture.show(sheet=None, told=None)
        return True

    def choose(self, ref: str) -> None:
        """Choose a row of the list."""
        if ref != self.state.chosen and not self.state.busy:
            self._picture.show(chosen=ref)

    def pick(self, path: Path) -> None:
        """Look at a file that she chose herself."""
        if not self.state.busy:
            account = self._account
            self._picture.work(lambda: self._face.statement(path, account), self._looked)

    @property
    def _account(self) -> str:
        picture = self.state.picture
        return "" if picture is None else picture.account

    def _show(self, picture: BankPicture) -> None:
        refs = [row.ref for row in picture.rows]
        chosen = self.state.chosen if self.state.chosen in refs else next(iter(refs), "")
        self._picture.show(picture=picture, chosen=chosen)

    def _newest(self) -> None:
        account = self._account

        def looked(sheet: LookedAtStatement | None) -> None:
            if sheet is None:
                self._picture.remark(
                    N_(
                        "No statement was found on a stick or in the downloads: fetch it from the bank as OFX or CSV, or choose it with F6."
                    ),
                    "plain",
                )
            else:
                self._looked(sheet)

        self._picture.work(lambda: self._face.newest(account), looked)

    def _looked(self, sheet: LookedAtStatement) -> None:
        self._picture.show(sheet=sheet)
        if not sheet.new:
            self._picture.remark(
                N_("All of its lines are known already: there is nothing to take in."), "good"
            )
            return
        told = self._picture.speech.count(
            "One line is new, of {all}. + takes it in, Esc leaves it.",
            "{count} lines are new, of {all}. + takes them in, Esc leaves them.",
            sheet.new,
            all=len(sheet.rows),
        )
        self._picture.tell(told, "plain")

    def _take_in(self) -> None:
        sheet, account = self.state.sheet, self._account
        if sheet is None:
            self._picture.remark(N_("Choose a statement first: F5 takes the newest, F6 any other."), "plain")
            return

        def taken(new: int) -> None:
            told = self._picture.speech.count(
                "One line is taken in.", "{count} lines are taken in, each once.", new
            )
            self._picture.tell(told, sheet=None, chosen="")
            self.look()

        self._picture.work(lambda: self._face.take_in(sheet.path, account), taken)

    def _accept(self) -> None:
        row = self.state.row
        if row is None or row.part not in {"exact", "kept"}:
            self._picture.remark(
                N_(
                    "Nothing is proposed for this one: F8 matches it by hand, − says that it is nothing of the desk's."
                ),
                "plain",
            )
            return
        self._matched(row.ref)

    def _accept_all(self) -> None:
        picture = self.state.picture
        if picture is None or not picture.count("exact"):
            self._picture.remark(N_("None of them is the same to the cent."), "plain")
            return
        self._matched("")

    def _matched(self, line: str) -> None:
        account = self._account

        def told(words: str) -> None:
            # What is matched stands below: the next one to do is the first.
            self._picture.tell(words, chosen="")
            self.look()

        self._picture.work(lambda: self._face.accept(account, line), told)

    def _set_aside(self) -> None:
        """Rents and grants are many: they ask for no card."""
        row = self.state.row
        if row is None or row.part not in OPEN_LINES:
            self._picture.remark(N_("Choose a line of the bank that is open."), "plain")
            return

        def done(_nothing: None) -> None:
            self._picture.remark(N_("Set aside: it is nothing of the desk's."), "good")
            self._picture.show(chosen="")
            self.look()

        self._picture.work(lambda: self._face.set_aside(row.ref), done)

    def _by_hand(self) -> None:
        """Match a line by hand, or take it apart: its card at the counter asks."""
        row = self.state.row
        if row is None or row.part not in LINES:
            self._picture.remark(N_("Choose a line of the bank: what was paid in waits for one."), "plain")
            return
        self._host.ask(PageRequest(card=row.ref))

    def _next_account(self) -> None:
        picture = self.state.picture
        if picture is None or len(picture.accounts) < 2:
            self._picture.remark(N_("There is one account alone."), "plain")
            return
        place = picture.accounts.index(picture.account)
        following = picture.accounts[(place + 1) % len(picture.accounts)]
        self._picture.show(sheet=None, told=None, chosen="")
        self._picture.work(lambda: self._face.picture(following), self._show)

    def _pick(self) -> None:
        """Where it is, the system's own dialogue asks: the page opens it."""

    _does: Mapping[BankAction, Callable[["BankPresenter"], object]] = {
        "accept": _accept,
        "accept_all": _accept_all,
        "by_hand": _by_hand,
        "not_ours": _set_aside,
        "newest": _newest,
        "pick": _pick,
        "take_in": _take_in,
        "account": _next_account,
        "back": step_back,
    }
