"""Presenter of the statuses: files are found, one is looked at, then compared; what differs opens its card.

Source: decision 0080.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from concierge_desk.domain.override import override
from concierge_desk.i18n import N_
from concierge_desk.pages.statuses.actions import ACTIONS, StatusesAction
from concierge_desk.pages.statuses.face import Differences, StatusesFace, StatusFile, StatusLine
from concierge_desk.pages.statuses.state import StatusesState
from concierge_desk.ui.presenter.host import PageHost
from concierge_desk.ui.presenter.picture import PagePresenter, Presenter
from concierge_desk.ui.presenter.request import PageRequest


class Statuses(PagePresenter[StatusesState, StatusesAction]):
    """Presenter of the statuses: what the page shows and what its keys do, without the window."""

    actions = ACTIONS

    def __init__(self, face: StatusesFace, host: PageHost, changed: Callable[[StatusesState], None]) -> None:
        """Bind the desk.

        Args:
            face: The desk.
            host: The frame of the window.
            changed: Draws the picture.
        """
        self._face, self._host = face, host
        self._picture: Presenter[StatusesFace, StatusesState] = Presenter(
            face, StatusesState(), host.run, changed
        )

    @override
    def look(self) -> None:
        """What was found stays: whoever comes back from a card goes on where she was."""
        if self.state.found is None:
            self._picture.work(self._face.files, self._show_files)

    @override
    def refresh(self) -> None:
        """What is looked at stays: files do not come from another process of the desk."""

    @override
    def press(self, name: StatusesAction) -> bool:
        if not self.state.busy:
            self._does[name](self)
        return True

    @override
    def step_back(self) -> bool:
        state = self.state
        if state.found is not None:
            self._picture.show(found=None, line="", told=None)
        elif state.preview is not None:
            self._picture.show(preview=None, told=None)
        else:
            return False
        return True

    def choose(self, ref: str) -> None:
        """Choose a line of the list: a file, or what differs."""
        state = self.state
        if state.found is not None:
            self._picture.show(line=ref)
        elif not state.busy and ref != str(state.file):
            self._picture.show(file=Path(ref), preview=None, told=None)

    def pick(self, path: Path) -> None:
        """Take a file that she found herself, and look at it."""
        if self.state.busy:
            return
        files = self.state.files or ()
        if path not in {file.path for file in files}:
            files = (*files, StatusFile(path, path.name, str(path.parent), 0))
        self._picture.show(files=files, file=path, preview=None, found=None, told=None)
        self._preview()

    def _show_files(self, files: tuple[StatusFile, ...]) -> None:
        chosen = self.state.file
        if chosen not in {file.path for file in files}:
            chosen = files[0].path if files else None
        kept = self.state.preview if chosen == self.state.file else None
        self._picture.show(files=files, file=chosen, preview=kept)

    def _open(self) -> None:
        """Look at the chosen file; open the card of what is chosen of what differs."""
        state = self.state
        if state.found is None:
            self._preview()
        elif state.line:
            self._host.ask(PageRequest(card=state.line))

    def _preview(self) -> None:
        path = self.state.file
        if path is None:
            self._picture.remark(N_("There is no file to look at: F6 chooses one."), "plain")
            return

        def looked(lines: tuple[StatusLine, ...]) -> None:
            self._picture.show(preview=lines)
            told = self._picture.speech.count(
                "One status is in it. Nothing was compared yet.",
                "{count} statuses are in it. Nothing was compared yet.",
                len(lines),
            )
            self._picture.tell(told, "plain")

        self._picture.work(lambda: self._face.preview(path), looked)

    def _compare(self) -> None:
        path = self.state.file
        if self.state.found is not None:
            return
        if path is None or self.state.preview is None:
            self._preview()
            return
        self._picture.work(lambda: self._face.compare(path), self._compared)

    def _compared(self, found: Differences) -> None:
        self._picture.show(found=found, line=found.lines[0].ref if found.lines else "")
        told = self._picture.speech.say(N_("Agreeing: {agree}."), agree=found.agree)
        if found.unknown:
            more = N_("Statuses that are not known here, and were left out: {count}.")
            told += " " + self._picture.speech.say(more, count=found.unknown)
        if found.lines:
            more = N_("What differs stands in the list: Enter opens its card.")
            told += " " + self._picture.speech.say(more)
        self._picture.tell(told, "warning" if found.lines or found.unknown else "good")

    def _pick(self) -> None:
        """Where it is, the system's own dialogue asks: the page opens it."""

    def _again(self) -> None:
        self._picture.show(found=None, line="", told=None)
        self.look()

    _does: Mapping[StatusesAction, Callable[["Statuses"], object]] = {
        "open": _open,
        "compare": _compare,
        "again": _again,
        "pick": _pick,
        "back": step_back,
    }
