"""Page of the window: what it says of itself, before anything of it is loaded.

Source: decision 0035.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeAlias, runtime_checkable

from concierge_desk.ui.actions import KeyName
from concierge_desk.ui.presenter.status import Status

if TYPE_CHECKING:
    # The window is told of its pages before one of them is opened.
    from PySide6.QtWidgets import QWidget

    from concierge_desk.ui.page.binding import PageBinding
    from concierge_desk.ui.presenter.host import PageHost


ChapterCode: TypeAlias = Literal[
    "open",
    "serve",
    "close",
    "amiss",
    "put_back",
    "operators",
    "till",
    "bank",
    "files",
    "check",
    "get",
    "first",
    "attach",
    "keep",
    "keyboard",
]
"""Chapter of the handbooks, by its code there."""


@runtime_checkable
class ShowsStatus(Protocol):
    """A view that shows what the frame shows all day."""

    def show_status(self, status: Status) -> None:
        """Show what stands now."""


@runtime_checkable
class HidesNames(Protocol):
    """A view on which names may stand: it is told when nobody is to see them."""

    def hide_names(self, hidden: bool) -> None:
        """Hide them, or show them again."""


@dataclass(frozen=True, slots=True)
class PageParts:
    """What makes the parts of a page when it is first opened; each imports what it makes.

    Attributes:
        view: Makes its widget.
        desk: Makes what it asks of the open desk: gets `jobs.page_desk.DeskParts`, runs on the store's thread.
        bind: Binds both: gets the host, the widget and the desk.
    """

    view: "Callable[[], QWidget]"
    desk: Callable[[Any], Any]
    bind: "Callable[[PageHost, Any, Any], PageBinding]"

    @classmethod
    def later(cls, load: "Callable[[], PageParts]") -> "PageParts":
        """Return parts that stand in a module of their own: `load` imports it when the first of them is made."""
        return cls(
            lambda: load().view(), lambda parts: load().desk(parts), lambda *given: load().bind(*given)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page: how the window leads to it.

    Attributes:
        code: Unique; of the page of a service's shelf the code of the service.
        title: English source of its name in the rail.
        icon: Name of its picture in ``resources/icons``.
        parts: What makes it; None for the one that the window is built round.
        key: Name of the key that opens it; empty without one.
        tells: English source of what that key does, under F1.
        words: English source of the words that it is looked for by at the counter, parted by spaces; empty for none.
        in_rail: It has a place in the rail; else its words, other pages and lists of the morning lead to it.
        in_rail_while: Whether it has it at a desk, as that stands when a window opens: gets `jobs.page_desk.DeskParts`.
        once_used: It has it as long as the status of the desk does not call it unused.
        at_foot: It stands at the foot of the rail, else below the counter.
        beside_visit: The visit stays in sight beside it.
        scrolls: It scrolls as a whole where there is no room for it.
        keeps_line: The keyboard stays on the scan line when it is opened, and its keys hold wherever it is; else it
            reads them itself, where the keyboard is on it.
        at_once: Its desk asks nothing of the disk: the page takes keys in the turn it is opened in.
        owed: Whether the window begins with it, as things stand at its start.
        of_printers: What the top of the window says of the printers leads to it.
        of_deliveries: What the top of the window says of reports that did not leave leads to it.
        of_practice: A practice desk alone has it.
        of_shop: The desk of a real shop alone has it.
        of_copy: A copy that is only looked at has it too.
        of_chapters: It shows the chapters of the handbooks: Enter, on the sheet of F1, leads to the one that fits.
        chapter: Which of them fits while this page is open, as things stand.
        under_help: English source of what the sheet of F1 calls the way to it; empty where none is shown there.
    """

    code: str
    title: str
    icon: str
    parts: PageParts | None = None
    key: KeyName | Literal[""] = ""
    tells: str = ""
    words: str = ""
    in_rail: bool = True
    in_rail_while: Callable[[Any], bool] = lambda _parts: True
    once_used: bool = False
    at_foot: bool = False
    beside_visit: bool = False
    scrolls: bool = False
    keeps_line: bool = False
    at_once: bool = False
    owed: Callable[[Status], bool] = lambda _status: False
    of_printers: bool = False
    of_deliveries: bool = False
    of_practice: bool = False
    of_shop: bool = False
    of_copy: bool = True
    of_chapters: bool = False
    chapter: Callable[[Status], ChapterCode] = lambda _status: "amiss"
    under_help: str = ""
