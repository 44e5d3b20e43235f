"""Page of the bank: a statement is taken in, its lines are held against what the desk expects."""

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
    from concierge_desk.pages.reconciliation.view import BankPage

    return BankPage()


def _desk(parts: "DeskParts") -> Any:
    from concierge_desk.pages.reconciliation.desk import BankDesk

    return BankDesk(parts.desk, parts.port, parts.operator, parts.system)


def _bind(host: "PageHost", page: Any, face: Any) -> "PageBinding":
    from concierge_desk.pages.reconciliation.presenter import BankPresenter
    from concierge_desk.ui.page.binding import PageBinding

    return PageBinding(
        host,
        page,
        lambda changed: BankPresenter(face, host, changed),
        lambda bank: ((page.chosen, bank.choose), (page.picked, bank.pick)),
    )


PAGE = Page(
    code="reconciliation",
    title=N_("Bank"),
    words=N_("reconciliation statement reconcile"),
    icon="money",
    parts=PageParts(_view, _desk, _bind),
    in_rail=False,
    scrolls=True,
    of_copy=False,
    chapter=lambda _status: "bank",
)
