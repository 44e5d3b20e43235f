"""Page of the first steps: a real shop alone has it."""

from typing import TYPE_CHECKING, Any

from concierge_desk.i18n import N_
from concierge_desk.ui.page.page import Page, PageParts

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from concierge_desk.jobs.page_desk import DeskParts
    from concierge_desk.ui.page.binding import PageBinding
    from concierge_desk.ui.presenter.host import PageHost

# What the page is made of is loaded when it is first opened.
# ruff: noqa: PLC0415


def _view() -> "QWidget":
    from concierge_desk.pages.first_steps.view import FirstStepsPage

    return FirstStepsPage()


def _desk(parts: "DeskParts") -> Any:
    from concierge_desk.pages.first_steps.desk import FirstStepsDesk

    return FirstStepsDesk(parts.desk, parts.port, parts.operator)


def _bind(host: "PageHost", page: Any, face: Any) -> "PageBinding":
    from concierge_desk.pages.first_steps.presenter import FirstSteps
    from concierge_desk.ui.page.binding import PageBinding

    return PageBinding(
        host,
        page,
        lambda changed: FirstSteps(face, host, changed),
        lambda steps: (
            (page.chosen, steps.choose),
            (page.worded, steps.give_words),
            (page.typed, steps.give_groups),
            (page.made, steps.turn_icon),
            (page.started, steps.turn_start),
        ),
    )


def _is_under_way(parts: "DeskParts") -> bool:
    from concierge_desk.paths import first_steps_file

    if not first_steps_file(parts.desk.folder).exists():
        return False
    # Most shops are not new any more.
    from concierge_desk.jobs.first_steps import is_under_way

    return is_under_way(parts.desk.folder)


PAGE = Page(
    code="first_steps",
    title=N_("First steps"),
    words=N_("first steps start begin"),
    icon="check",
    parts=PageParts(_view, _desk, _bind),
    at_foot=True,
    in_rail_while=_is_under_way,
    scrolls=True,
    of_copy=False,
    of_shop=True,
    chapter=lambda _status: "attach",
)
