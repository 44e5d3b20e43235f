"""Page of the doctor: how the desk and its PC are, line by line, and what to do."""

from functools import partial
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
    from concierge_desk.pages.doctor.view import DoctorPage

    return DoctorPage()


def _desk(parts: "DeskParts") -> Any:
    from concierge_desk.pages.doctor.desk import DoctorDesk

    return DoctorDesk(parts.desk, parts.port, parts.operator, parts.system)


def _bind(about: str, host: "PageHost", page: Any, face: Any) -> "PageBinding":
    from concierge_desk.pages.doctor.presenter import DoctorPresenter
    from concierge_desk.ui.page.binding import PageBinding

    return PageBinding(
        host,
        page,
        lambda changed: DoctorPresenter(face, host, changed, about),
        lambda doctor: ((page.chosen, doctor.choose),),
    )


def page(about: str) -> Page:
    """Return the page; it leads to the one that says what the program is.

    Args:
        about: Code of that page.
    """
    return Page(
        code="doctor",
        title=N_("Diagnosis"),
        words=N_("diagnosis doctor check trouble"),
        icon="check",
        parts=PageParts(_view, _desk, partial(_bind, about)),
        scrolls=True,
        of_copy=False,
        in_rail=False,
        under_help=N_("Diagnosis"),
    )
