"""Page about the program: its version, the desk's key, where the log lies, the licences."""

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
    from concierge_desk.pages.about.view import AboutPage

    return AboutPage()


def _desk(parts: "DeskParts") -> Any:
    from concierge_desk.pages.about.desk import AboutDesk

    return AboutDesk(parts.desk, parts.port, parts.operator)


def _bind(host: "PageHost", page: Any, face: Any) -> "PageBinding":
    from concierge_desk.pages.about.presenter import AboutPresenter
    from concierge_desk.ui.page.binding import PageBinding

    return PageBinding(
        host,
        page,
        lambda changed: AboutPresenter(face, host, changed),
        lambda about: ((page.chosen, about.choose),),
    )


PAGE = Page(
    code="about",
    title=N_("About"),
    words=N_("version licence fingerprint log"),
    icon="help",
    parts=PageParts(_view, _desk, _bind),
    scrolls=True,
    in_rail=False,
    under_help=N_("About"),
    chapter=lambda _status: "keep",
)
