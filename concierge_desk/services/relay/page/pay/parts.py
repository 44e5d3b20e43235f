"""Page of what carriers pay: a month, line by line, beside their own statement, with the acts behind each line.

Source: decision 0077.
"""

from concierge_desk.services.relay.page.pay.presenter import PayPresenter
from concierge_desk.services.relay.page.pay.view import PayPage
from concierge_desk.ui.page.binding import PageBinding
from concierge_desk.ui.page.page import PageParts

PARTS = PageParts(
    PayPage,
    lambda parts: parts.port,
    lambda host, page, port: PageBinding(
        host,
        page,
        lambda changed: PayPresenter(port, host, changed),
        lambda pay: ((page.chosen, pay.choose), (page.picked, pay.pick), (page.kept, pay.keep)),
    ),
)

__all__ = ["PARTS"]
