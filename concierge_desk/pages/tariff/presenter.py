"""Presenter of the tariffs: files are found, one is looked at, then taken in.

Source: decision 0068.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from concierge_desk.domain.errors import DeskError
from concierge_desk.domain.override import override
from concierge_desk.i18n import N_
from concierge_desk.pages.tariff.actions import ACTIONS, TariffAction
from concierge_desk.pages.tariff.face import LookedAtSheet, SheetFile, TariffFace
from concierge_desk.pages.tariff.state import TariffPageState
from concierge_desk.ui.presenter.host import PageHost
from concierge_desk.ui.presenter.picture import PagePresenter, Presenter

_UNUSUAL = "tariff.unusual"


class Tariffs(PagePresenter[TariffPageState, TariffAction]):
    """Presenter of the tariffs: what the page shows and what its keys do, without the window."""

    actions = ACTIONS

    def __init__(self, face: TariffFace, host: PageHost, changed: Callable[[TariffPageState], None]) -> None:
        """Bind the desk.

        Args:
            face: The desk.
            host: The frame of the window.
            changed: Draws the picture.
        """
        self._face, self._host = face, host
        self._picture: Presenter[TariffFace, TariffPageState] = Presenter(
            face, TariffPageState(), host.run, changed
        )

    @override
    def look(self) -> None:
        self._picture.work(self._face.files, self._found)

    @override
    def refresh(self) -> None:
        """What is looked at stays: files do not come from another process of the desk."""

    @override
    def leave(self) -> None:
        self._picture.show(sheet=None, confirming=False, told=None)

    @override
    def press(self, name: TariffAction) -> bool:
        if not self.state.busy:
            self._does[name](self)
        return True

    @override
    def step_back(self) -> bool:
        state = self.state
        if state.confirming:
            self._picture.show(confirming=False, told=None)
        elif state.sheet is not None:
            self._picture.show(sheet=None, told=None)
        else:
            return False
        return True

    def choose(self, path: Path) -> None:
        """Choose a file of the list; what was looked at is another one's."""
        if path != self.state.chosen and not self.state.busy:
            self._picture.show(chosen=path, sheet=None, confirming=False, told=None)

    def pick(self, path: Path) -> None:
        """Take a file that she found herself, and look at it."""
        if self.state.busy:
            return
        files = self.state.files or ()
        if path not in {file.path for file in files}:
            files = (*files, SheetFile(path, path.name, str(path.parent), None))
        self._picture.show(files=files, chosen=path, sheet=None, confirming=False, told=None)
        self._look()

    def _found(self, files: tuple[SheetFile, ...]) -> None:
        chosen = self.state.chosen
        if chosen not in {file.path for file in files}:
            chosen = files[0].path if files else None
        kept = self.state.sheet if chosen == self.state.chosen else None
        self._picture.show(files=files, chosen=chosen, sheet=kept)

    def _look(self) -> None:
        path = self.state.chosen
        if path is None:
            self._picture.remark(N_("There is no file to look at: F6 chooses one."), "plain")
            return

        def looked(sheet: LookedAtSheet) -> None:
            self._picture.show(sheet=sheet, confirming=False)
            if sheet.news:
                told = self._picture.speech.count(
                    "One price is new here, from {day} on. Nothing was taken in yet.",
                    "{count} prices are new here, from {day} on. Nothing was taken in yet.",
                    sheet.news,
                    day=sheet.first_day,
                )
                self._picture.tell(told, "plain")
            else:
                self._picture.remark(N_("All of these prices are in the tariff already."), "good")

        self._picture.work(lambda: self._face.sheet(path), looked)

    def _take_in(self) -> None:
        sheet, confirmed = self.state.sheet, self.state.confirming
        if sheet is None:
            self._look()
            return
        if not sheet.news:
            self._picture.remark(N_("All of these prices are in the tariff already."), "good")
            return

        if sheet.unusual and not confirmed:
            # Asked before the act: whoever has to approve of it is asked once.
            self._confirm(sheet)
            return

        def taken(rows: int) -> None:
            self._picture.show(sheet=None, confirming=False)
            told = self._picture.speech.count(
                "One price is in the tariff, from its day on.",
                "{count} prices are in the tariff, each from its day on.",
                rows,
            )
            self._picture.tell(told)
            self._picture.work(self._face.files, self._found)

        def not_taken(failure: DeskError) -> None:
            if failure.code == _UNUSUAL:
                self._confirm(sheet)
            else:
                self._picture.refuse(failure.code, failure.params)

        self._picture.work(
            lambda: self._face.take_in(sheet.path, confirmed=confirmed), taken, failed=not_taken
        )

    def _confirm(self, sheet: LookedAtSheet) -> None:
        self._picture.show(confirming=True)
        told = self._picture.speech.count(
            "One of these prices is unusual: compare it with La Poste's paper. If it is right, the same key"
            " once more takes them all in.",
            "{count} of these prices are unusual: compare them with La Poste's paper. If they are right, the same"
            " key once more takes them all in.",
            sheet.unusual,
        )
        self._picture.tell(told, "warning")

    def _pick(self) -> None:
        """Where it is, the system's own dialogue asks: the page opens it."""

    _does: Mapping[TariffAction, Callable[["Tariffs"], object]] = {
        "look": _look,
        "take_in": _take_in,
        "again": look,
        "pick": _pick,
        "back": step_back,
    }
