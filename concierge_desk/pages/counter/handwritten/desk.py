"""The open desk as lines of paper sheets need it.

Source: docs/contract.md, "What was kept on paper"; decision 0064.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from concierge_desk.counter.command.happened import FROM_SHEET, happened_of
from concierge_desk.counter.command.operation import Answer
from concierge_desk.counter.command.sources import context_of
from concierge_desk.counter.core.line_cards import next_op
from concierge_desk.counter.texts.short_dates import said_moment
from concierge_desk.desk import catalogue
from concierge_desk.desk.desk import Desk
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import HAPPENED_AT
from concierge_desk.domain.override import override
from concierge_desk.pages.counter.face import LinesFace
from concierge_desk.store.connection import Connection
from concierge_desk.store.unit import View


class LinesDesk(LinesFace):
    """Asks an open desk about lines of paper sheets, and plays what stands on them."""

    def __init__(
        self, desk: Desk, lang: str, operator: str | None, play: Callable[[Mapping[str, Any]], Answer]
    ) -> None:
        """Bind the desk, and what plays a command.

        Args:
            desk: The open desk.
            lang: Language of what is shown.
            operator: Code of whoever is at the counter; the first of the settings by default.
            play: Plays a command.
        """
        self._desk = desk
        self._lang = lang
        self._operator = operator
        self._play = play

    @override
    def moment(self, line: str, at: str) -> tuple[str, str]:
        def look(rows: Connection) -> tuple[str, str]:
            by = self._desk.present(self._operator)
            context = context_of(View(rows), self._desk.counter.sources, by)
            try:
                happened_of({HAPPENED_AT: at, FROM_SHEET: line}, context, rows)
            except Refused as refused:
                return "", catalogue.sentence(refused.code, refused.params, self._lang)
            return said_moment(datetime.fromisoformat(at), context.today, self._lang), ""

        return self._desk.store.read(look)

    @override
    def new_op(self, line: str) -> str:
        return self._desk.store.read(lambda rows: next_op(rows, line))

    @override
    def play(self, raw: Mapping[str, Any], line: str, at: str) -> Answer:
        if self._desk.counter.commands[raw["do"]].dates:
            return self._play(raw)
        return self._play({**raw, HAPPENED_AT: at, FROM_SHEET: line})
