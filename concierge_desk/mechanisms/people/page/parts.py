"""Parts of the page of the people, made when it is first opened.

Source: decision 0085.
"""

from concierge_desk.mechanisms.people.page.presenter import PeoplePresenter
from concierge_desk.mechanisms.people.page.view import PeoplePage
from concierge_desk.ui.page.binding import PageBinding
from concierge_desk.ui.page.page import PageParts

PARTS = PageParts(
    PeoplePage,
    lambda parts: parts.port,
    lambda host, page, port: PageBinding(
        host,
        page,
        lambda changed: PeoplePresenter(port, host, changed),
        lambda people: ((page.written, people.type), (page.chosen, people.choose)),
    ),
)

__all__ = ["PARTS"]
