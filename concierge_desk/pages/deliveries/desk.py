"""The deliveries of an open desk, as their page sees them.

Source: decision 0075.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from concierge_desk.counter.cards.offers import Now, Tone
from concierge_desk.counter.deliveries.commands import FOLDER, MAIL, SFTP
from concierge_desk.counter.deliveries.names import export_name
from concierge_desk.counter.texts.short_dates import said_moment, short_day, whole_day
from concierge_desk.desk import delivery_calendar
from concierge_desk.desk.delivery_calendar import ACKNOWLEDGED, DELIVERED, OLDER, FileStanding, standings
from concierge_desk.desk.partner_files import exports_in
from concierge_desk.domain.accounting.period import month_days
from concierge_desk.domain.errors import DeskError, Refused
from concierge_desk.domain.journal import instant_of
from concierge_desk.domain.override import override
from concierge_desk.i18n import N_
from concierge_desk.jobs.deliveries.channels import settings_of
from concierge_desk.jobs.deliveries.trial import ComparedKey, try_channel
from concierge_desk.jobs.page_desk import PageDesk
from concierge_desk.pages.deliveries.face import (
    DayCell,
    DeliveriesFace,
    DeliveryMonth,
    DeliveryRow,
    TriedWay,
    Way,
)
from concierge_desk.store.connection import Connection
from concierge_desk.store.leaving import deliveries
from concierge_desk.store.leaving.deliveries import SENDING, STOPPED, WAITING, ChannelRow

_TONES: Final[Mapping[str, Tone]] = {
    WAITING: "warning",
    SENDING: "warning",
    STOPPED: "bad",
    DELIVERED: "good",
    ACKNOWLEDGED: "good",
    OLDER: "plain",
}
_WAYS: Final = {FOLDER: N_("into a folder"), SFTP: N_("to a server"), MAIL: N_("by mail")}
_TOLD: Final = {
    FOLDER: N_("into the folder {folder}"),
    SFTP: N_("to the server {host}"),
    MAIL: N_("by mail to {to}"),
}


class DeliveriesDesk(PageDesk, DeliveriesFace):
    """The desk of the page of the deliveries."""

    @override
    def month(self, first: date | None) -> DeliveryMonth:
        return self._port.read(lambda rows, now: self._month(rows, now, first))

    @override
    def try_way(self, export: str) -> TriedWay:
        try:
            try_channel(self._desk, export, lambda: False, self._operator)
        except ComparedKey as compared:
            tone: Tone = "warning" if compared.code == "delivery.key_unknown" else "bad"
            return TriedWay(self.sentence(compared.code, {}), tone, compared.key)
        except DeskError as failure:
            return TriedWay(self.sentence(failure.code, failure.params), "bad")
        row = self._desk.store.read(lambda rows: deliveries.channel_row(rows, export))
        by_mail = row is not None and row.channel == MAIL
        words = N_("The server took the trial: ask them whether the letter came.") if by_mail else _WORKS
        return TriedWay(self.speech.say(words), "good")

    @override
    def noted_key(self, export: str, key: str) -> Mapping[str, Any]:
        def read(rows: Connection) -> Mapping[str, Any]:
            row = deliveries.channel_row(rows, export)
            if row is None:
                raise Refused("delivery.unknown", export=export)
            return settings_of(rows, row).details

        told = self._desk.store.read(read)
        return {"do": "delivery.set_channel", "export": export, "channel": SFTP, **told, "key": key}

    @override
    def stopped_with(self, export: str) -> tuple[str, ...]:
        waiting = self._desk.store.read(deliveries.pending)
        return tuple(row.number for row in waiting if row.export == export and row.state == STOPPED)

    def _month(self, rows: Connection, now: Now, first: date | None) -> DeliveryMonth:
        begins, ends = month_days(f"{first or now.today:%Y-%m}")
        found = standings(rows, begins, ends + timedelta(days=1))
        names = {one.code: one.called(self.lang) for one in exports_in(rows)}
        by_day: dict[str, list[FileStanding]] = {}
        for one in found:
            by_day.setdefault(one.day, []).append(one)
        return DeliveryMonth(
            begins,
            self._title(begins),
            tuple(self._cell(begins + timedelta(days=place), by_day, names) for place in range(ends.day)),
            tuple(self._row(one, names, now) for one in found),
            tuple(self._way(rows, row, names) for row in deliveries.channels(rows)),
            last=begins >= now.today.replace(day=1),
            file=next(iter(names), ""),
        )

    def _title(self, first: date) -> str:
        # The day before the month's name is left out: « novembre 2026 ».
        said = whole_day(first, self.lang).split()
        return f"{said[2]} {first.year}"

    def _cell(
        self, day: date, by_day: Mapping[str, Sequence[FileStanding]], names: Mapping[str, str]
    ) -> DayCell:
        files = by_day.get(day.isoformat(), ())
        said = whole_day(day, self.lang)
        if not files:
            return DayCell(day, "plain", f"{said} · {self.speech.say('nothing to send')}")
        worst = min(files, key=lambda one: delivery_calendar.WORST.index(one.state))
        told = ", ".join(f"{self._called(one.export, names)} {self._stand(one)}" for one in files)
        return DayCell(day, _TONES[worst.state], f"{said} · {told}")

    def _row(self, one: FileStanding, names: Mapping[str, str], now: Now) -> DeliveryRow:
        due = self._hour(one.due, now) if one.due and one.state == WAITING else ""
        return DeliveryRow(
            one.export,
            one.number,
            short_day(date.fromisoformat(one.day), self.lang),
            self._called(one.export, names),
            one.state,
            self._stand(one),
            _TONES[one.state],
            self._told(one, now),
            self.speech.say(_WAYS[one.channel]),
            due,
        )

    def _told(self, one: FileStanding, now: Now) -> str:
        if one.why:
            return self.sentence(one.why, one.params)
        if not one.at:
            return ""
        when = self._hour(one.at, now)
        return self.speech.say("{when}, as a second sending", when=when) if one.again else when

    def _hour(self, at: str, now: Now) -> str:
        local: datetime = instant_of(at).astimezone(now.settings.zone)
        return said_moment(local, now.today, self.lang)

    def _stand(self, one: FileStanding) -> str:
        return delivery_calendar.state_words(one.state, self.lang)

    def _called(self, export: str, names: Mapping[str, str]) -> str:
        return names.get(export) or export_name(export, self.lang)

    def _way(self, rows: Connection, row: ChannelRow, names: Mapping[str, str]) -> Way:
        try:
            told = self.speech.say(_TOLD[row.channel], **settings_of(rows, row).details)
        except Refused as refused:
            told = self.sentence(refused.code, refused.params)
        return Way(row.export, self._called(row.export, names), told)


_WORKS: Final = N_("It works: something small arrived there whole, and was taken away again.")
