"""Page of the settings: what the shop is and how its services work, changed from now on."""

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
    from concierge_desk.pages.settings.view import SettingsPage

    return SettingsPage()


def _desk(parts: "DeskParts") -> Any:
    from concierge_desk.pages.settings.desk import SettingsDesk

    return SettingsDesk(parts.port)


def _bind(host: "PageHost", page: Any, face: Any) -> "PageBinding":
    from concierge_desk.pages.settings.presenter import SettingsPresenter
    from concierge_desk.ui.page.binding import PageBinding

    return PageBinding(
        host,
        page,
        lambda changed: SettingsPresenter(face, host, changed),
        lambda settings: (
            (page.sectioned, settings.open_section),
            (page.chosen, settings.choose),
            (page.acted, settings.act_on),
            (page.seen, settings.act_seen),
            (page.opted, settings.opt),
            (page.answered, settings.answer),
        ),
    )


PAGE = Page(
    code="settings",
    title=N_("Settings"),
    words=N_("settings setting"),
    icon="settings",
    parts=PageParts(_view, _desk, _bind),
    at_foot=True,
    scrolls=True,
    under_help=N_("Settings"),
    chapter=lambda _status: "attach",
)
