"""Face of a window's desk that notes who looks at names outside an act: after they were found, and beside the store's work.

Source: docs/requirements.md, R-4.14; decision 0091.
"""

from collections.abc import Callable, Mapping
from typing import Any

from concierge_desk.counter.cards.offers import Offer
from concierge_desk.counter.command.operation import Answer
from concierge_desk.counter.privacy.looks import CARD, SEARCH
from concierge_desk.desk.desk import Desk
from concierge_desk.domain.override import override
from concierge_desk.jobs.looks.noted import NamesLooked
from concierge_desk.pages.counter.desk import FrontFace
from concierge_desk.ui.presenter.status import Status


class NotedFace(FrontFace):
    """The desk of a window in which looks at names are noted.

    What is scanned, or lies there to be taken in, was brought by somebody: it is no look.
    """

    def __init__(
        self,
        desk: Desk,
        lang: str,
        operator: str | None = None,
        after: Callable[[Answer], None] = lambda _answer: None,
        seen: Callable[[], None] = lambda: None,
    ) -> None:
        """Look at an open desk; see `FrontFace`."""
        super().__init__(desk, lang, operator, after, seen)
        self._looked = NamesLooked(desk, operator)

    @override
    def searched(self, text: str) -> tuple[Offer, ...]:
        found = super().searched(text)
        self._looked.seen(SEARCH, text, found)
        return found

    @override
    def from_list(self, code: str) -> tuple[Offer, ...]:
        found = super().from_list(code)
        self._looked.seen(CARD, code, found)
        return found

    @override
    def looked(self, kind: str) -> None:
        self._looked.note(kind)

    @override
    def play(self, raw: Mapping[str, Any]) -> Answer:
        answer = super().play(raw)
        self._looked.acted(raw, answer)
        return answer

    @override
    def status(self) -> Status:
        self._looked.over()
        return super().status()

    @override
    def close(self) -> None:
        self._looked.all_over()
        super().close()
