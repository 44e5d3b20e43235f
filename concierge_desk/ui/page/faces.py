"""Page of two faces: the one it is opened on, and another behind it, each with a view, a presenter and a binding of its own.

Source: decision 0095.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeAlias

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedWidget, QWidget

from concierge_desk.domain.override import override
from concierge_desk.ui.actions import Actions
from concierge_desk.ui.kit.screen_reader.accessible import as_open_page
from concierge_desk.ui.page.binding import BACK, PageBinding
from concierge_desk.ui.page.page import HidesNames, PageParts
from concierge_desk.ui.presenter.host import PageHost
from concierge_desk.ui.presenter.picture import PagePresenter

Bind: TypeAlias = Callable[[PageHost, Any], PageBinding]


def faced(first: PageParts, name: str, second: PageParts) -> PageParts:
    """Return parts of a page of two faces.

    Args:
        first: The one it is opened on.
        name: What that one opens the other by.
        second: The other one.
    """

    def bind(host: PageHost, page: Any, desks: Any) -> PageBinding:
        mine, others = desks
        binds = (
            lambda inner, view: first.bind(inner, view, mine),
            lambda inner, view: second.bind(inner, view, others),
        )
        return FacedBinding(host, page, name, binds)

    return PageParts(
        lambda: Faces(first.view(), second.view),
        lambda parts: (first.desk(parts), second.desk(parts)),
        bind,
    )


class Faces(QStackedWidget):
    """Shows one of two views; the second is made when it is first shown."""

    heard_as = as_open_page

    def __init__(self, first: QWidget, make: Callable[[], QWidget]) -> None:
        super().__init__()
        self._make = make
        self._hides = False
        self.addWidget(first)

    def view(self, place: int) -> Any:
        """Return a view by its place."""
        if place == self.count():
            made = self._make()
            made.setAccessibleName(self.accessibleName())
            self.addWidget(made)
            _hide(made, self._hides)
        return self.widget(place)

    def hide_names(self, hidden: bool) -> None:
        """Hide names on both, or show them again."""
        self._hides = hidden
        for place in range(self.count()):
            _hide(self.widget(place), hidden)


def _hide(view: QWidget | None, hidden: bool) -> None:
    if isinstance(view, HidesNames):
        view.hide_names(hidden)


class FacedBinding(PageBinding):
    """Binds both faces; keys, scans and pictures are those of the one that is shown."""

    def __init__(self, host: PageHost, view: Faces, name: str, binds: tuple[Bind, Bind]) -> None:
        """Bind the first face; the second is bound when it is first shown.

        Args:
            host: The frame of the window.
            view: What is drawn.
            name: What the first face opens the second by.
            binds: Bind each of them.
        """
        QObject.__init__(self, view)
        self._name, self._binds = name, binds
        self._outer = host
        self._inner = replace(host, open=self._open)
        self.view = view
        self.at = 0
        self._bound = [binds[0](self._inner, view.view(0))]
        self.presenter = FacedPresenter(self)

    @property
    def shown(self) -> PageBinding:
        """The binding of the face that is shown."""
        return self._bound[self.at]

    @property
    def faces(self) -> tuple[PageBinding, ...]:
        """The bindings there are by now."""
        return tuple(self._bound)

    def turn(self, place: int) -> None:
        """Show a face, read anew."""
        view = self.view.view(place)
        if place == len(self._bound):
            self._bound.append(self._binds[place](self._inner, view))
        self.shown.leave()
        self.at = place
        self.view.setCurrentIndex(place)
        self.shown.look(begin=False)

    @override
    def look(self, *, begin: bool) -> None:
        self.at = 0
        self.view.setCurrentIndex(0)
        self.shown.look(begin=begin)

    @override
    def refresh(self) -> None:
        self.shown.refresh()

    @override
    def follow(self) -> None:
        self.shown.follow()

    @override
    def leave(self) -> None:
        for bound in self._bound:
            bound.leave()

    @override
    def press(self, name: str) -> bool:
        if name == BACK:
            self._outer.step_back()
            return True
        return self.shown.press(name)

    @override
    def press_key(self, key: str) -> bool:
        return self.shown.press_key(key)

    @override
    def stop(self) -> None:
        for bound in self._bound:
            bound.stop()

    def _open(self, code: str) -> None:
        if code == self._name:
            self.turn(1)
        else:
            self._outer.open(code)


class FacedPresenter(PagePresenter[Any, Any]):
    """Presenter of whichever face is shown, as the frame asks it; stepping back leads from the second to the first."""

    def __init__(self, binding: FacedBinding) -> None:
        """Say whose it is."""
        self._binding = binding

    @property
    def state(self) -> Any:
        """State that is shown."""
        return self._binding.shown.presenter.state

    @property
    def actions(self) -> Actions[Any]:  # type: ignore[override]  # of a page of two faces they change
        """What can be done on the face that is shown."""
        return self._binding.shown.presenter.actions

    @override
    def press(self, name: Any) -> bool:
        return self._binding.shown.press(name)

    @override
    def scan(self, code: str) -> bool:
        return self._binding.shown.presenter.scan(code)

    @override
    def step_back(self) -> bool:
        if self._binding.shown.presenter.step_back():
            return True
        if self._binding.at == 0:
            return False
        self._binding.turn(0)
        return True

    @override
    def leave(self) -> None:
        self._binding.leave()

    @override
    def stays(self) -> str:
        return next(filter(None, (face.presenter.stays() for face in self._binding.faces)), "")

    @override
    def put_away(self) -> None:
        for face in self._binding.faces:
            face.presenter.put_away()
