"""Commands of deliveries: the channel of a daily file, another try, the answer of who got it. Pure rules, and what they read.

Source: docs/contract.md, "Deliveries"; decision 0075.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Annotated, Any

from concierge_desk.counter.context import Context
from concierge_desk.counter.deliveries.fields import (
    LETTERS,
    OF_PARTNER,
    Address,
    ExportCode,
    HostKey,
    Verbatim,
)
from concierge_desk.counter.partners.known import made_partner
from concierge_desk.counter.retention import Retention
from concierge_desk.counter.rights.table import DAY, SET_UP
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.service import ANY_DAY, AnyCommand, AnyReversal, Command, Service, answers, never
from concierge_desk.counter.values.fields import form_of
from concierge_desk.counter.values.kinds import Choice, Code, Integer
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Data, Event, PersonalRecord
from concierge_desk.i18n import N_
from concierge_desk.store import day, records
from concierge_desk.store.leaving import deliveries, letters
from concierge_desk.store.leaving.deliveries import ACKNOWLEDGED, CHANNEL_SET, MADE, NO_CHANNEL
from concierge_desk.store.partners import is_reported
from concierge_desk.store.privacy.periods import ended_channels

FOLDER, SFTP, MAIL = "folder", "sftp", "mail"

RETENTION = Retention(
    "delivery_channel", N_("1 year at least, and until the file goes another way"), 365, ended_channels
)
"""Source: docs/requirements.md, R-4.02."""

_NEEDED = {FOLDER: ("folder",), SFTP: ("host", "user"), MAIL: ("host", "to", "from"), NO_CHANNEL: ()}
_BESIDE = {
    FOLDER: ("folder",),
    SFTP: ("host", "port", "user", "folder", "key_file"),
    MAIL: ("host", "port", "user", "to", "from", "ca_file"),
    NO_CHANNEL: (),
}
"""What of a channel stands beside the journal: each may name somebody."""


@dataclass(frozen=True, slots=True)
class SetChannel:
    """Say by which channel a daily file leaves from the next closing on: whole, what is left out is none."""

    export: Annotated[str, ExportCode(), "Which file."]
    channel: Annotated[
        str,
        Choice((FOLDER, MAIL, SFTP, NO_CHANNEL)),
        "`none`: it leaves by itself no more.",
    ]
    folder: Annotated[str | None, Verbatim(), "Of this PC or a stick; at an SFTP server."] = None
    host: Annotated[str | None, Verbatim(), "The server."] = None
    port: Annotated[
        int | None, Integer(1, 65535), "Of the server; left out: 22, and 587 for mail. 465 is TLS at once."
    ] = None
    user: Annotated[str | None, Verbatim(), "Name to log in with."] = None
    password: Annotated[
        str | None, Verbatim(), "Kept as a secret; left out, the one for that name stays."
    ] = None
    private_key: Annotated[
        str | None,
        Verbatim(20_000, lines=True),
        "Private key of SFTP without a passphrase; kept as a secret likewise.",
    ] = None
    key_file: Annotated[
        str | None, Verbatim(), "File of this PC that holds such a private key; it stays there alone."
    ] = None
    key: Annotated[
        str | None, HostKey(), "Key that the SFTP server is known by; none goes to a server without."
    ] = None
    to: Annotated[str | None, Address(), "To whom mail goes."] = None
    from_: Annotated[str | None, Address(), "From whom mail is; left out: its user."] = None
    ca_file: Annotated[
        str | None, Verbatim(), "File of certificates that mail trusts in place of the system's."
    ] = None


_FIELDS = tuple(field.name for field in fields(SetChannel))


@dataclass(frozen=True, slots=True)
class ClosingFile:
    """Name the daily file of a closing."""

    export: Annotated[str, ExportCode(), "Which file."]
    number: Annotated[str, Code(), "Number of the closing, such as `Z-2026-0001`."]


@dataclass(frozen=True, slots=True)
class FileState:
    """State of a closing's file.

    Attributes:
        principal: Whose it is; None where there is no such file.
        channel: By which it leaves; None where none is set.
        delivered: It is there.
        acknowledged: Somebody there said so.
    """

    principal: str | None
    channel: str | None = None
    delivered: bool = False
    acknowledged: bool = False


def has_file(rows: Rows, export: str, number: str) -> bool:
    """Say whether a closing has the daily file of a code; a partner's where it has his statement."""
    if export == LETTERS or not day.closings_of(rows, number):
        return False
    word, _, code = export.partition("-")
    return word != OF_PARTNER or is_reported(rows, code.upper(), number)


def set_channel(principal: str | None, command: SetChannel, context: Context) -> tuple[Event, ...]:
    """Set the channel of a daily file, or of the letters to people: these go by mail alone.

    Raises:
        Refused: ``delivery.unknown``, ``delivery.mail_only``; ``input.missing`` where the channel needs more to be said.
    """
    if principal is None:
        raise Refused("delivery.unknown", export=command.export)
    if command.export == LETTERS and command.channel not in (MAIL, NO_CHANNEL):
        raise Refused("delivery.mail_only")
    given = {name.rstrip("_"): getattr(command, name) for name in _FIELDS}
    if given["from"] is None and "@" in (command.user or ""):
        given["from"] = command.user
    if command.export == LETTERS:
        # Each goes to somebody else; what is only tried comes back to the shop.
        given["to"] = given["from"]
    told = {name: given[name] for name in _BESIDE[command.channel]}
    missing = next((name for name in _NEEDED[command.channel] if told[name] is None), None)
    if missing is not None:
        raise Refused("input.missing", field=missing)
    data: dict[str, Any] = {"export": command.export, "channel": command.channel}
    if command.channel == NO_CHANNEL:
        return (Event(CHANNEL_SET, data),)
    if command.channel == SFTP and command.key is not None:
        data["key"] = command.key
    data["details"] = context.draw("n")
    text = json.dumps({name: value for name, value in told.items() if value is not None})
    return (
        Event(
            CHANNEL_SET,
            data,
            personal=(PersonalRecord(data["details"], "channel", text, RETENTION.code),),
        ),
    )


def secret_name(export: str) -> str:
    """Return what the secret is called by which a daily file is let in."""
    return f"delivery.{export}"


def _keep_secret(rows: Rows, command: SetChannel, _context: Context) -> Data:
    if command.channel == NO_CHANNEL:
        deliveries.drop(rows, command.export)
    else:
        deliveries.let_all_wait(rows, command.export)
        letters.let_all_wait(rows)
    if command.password is not None or command.private_key is not None:
        told = {name: getattr(command, name) for name in ("host", "user", "password", "private_key")}
        records.keep_secret(rows, secret_name(command.export), json.dumps(told).encode())
    return {}


def retry(state: FileState, command: ClosingFile, _context: Context) -> tuple[Event, ...]:
    """Let a closing's file leave at once.

    Raises:
        Refused: ``delivery.unknown``.
    """
    if state.principal is None or state.channel is None:
        raise Refused("delivery.unknown", export=command.export, number=command.number)
    return ()


def _let_wait(rows: Rows, command: ClosingFile, _context: Context) -> Data:
    deliveries.let_wait(rows, command.export, command.number)
    return {"export": command.export, "number": command.number, "state": deliveries.WAITING}


def acknowledge(state: FileState, command: ClosingFile, _context: Context) -> tuple[Event, ...]:
    """Note that whoever gets a closing's file said that it came.

    Raises:
        Refused: ``delivery.unknown``, ``delivery.acknowledged_already``.
    """
    if state.principal is None or not state.delivered:
        raise Refused("delivery.unknown", export=command.export, number=command.number)
    if state.acknowledged:
        raise Refused("delivery.acknowledged_already", number=command.number)
    told = {"export": command.export, "number": command.number}
    return (Event(ACKNOWLEDGED, told, aud=state.principal),)


def delivery_commands(services: Sequence[Service]) -> tuple[AnyCommand, ...]:
    """Return the commands of deliveries."""
    code = ExportCode(lambda: _exports(services))

    def load(rows: Rows, command: ClosingFile, _context: Context) -> FileState:
        principal = _principal(rows, services, command.export)
        row = deliveries.channel_row(rows, command.export)
        return FileState(
            principal if has_file(rows, command.export, command.number) else None,
            None if row is None else row.channel,
            deliveries.made(rows, command.export, command.number) is not None,
            deliveries.is_acknowledged(rows, command.export, command.number),
        )

    return (
        Command(
            name="delivery.set_channel",
            summary=N_("A daily file leaves by itself from the next closing on, by a folder, SFTP or mail."),
            load=lambda rows, command, _context: _principal(rows, services, command.export),
            decide=set_channel,
            answer=answers("export", "channel"),
            work=_keep_secret,
            when=ANY_DAY,
            form=form_of(SetChannel, export=code),
            right=SET_UP,
        ),
        Command(
            name="delivery.retry",
            summary=N_("A closing's daily file leaves at once, again where it left before."),
            load=load,
            decide=retry,
            work=_let_wait,
            when=ANY_DAY,
            writes=False,
            form=form_of(ClosingFile, export=code),
            right=DAY,
        ),
        Command(
            name="delivery.acknowledge",
            summary=N_("Whoever gets a closing's daily file said that it came."),
            load=load,
            decide=acknowledge,
            answer=answers("export", "number"),
            when=ANY_DAY,
            form=form_of(ClosingFile, export=code),
            right=DAY,
        ),
    )


DELIVERY_REVERSALS: Mapping[str, AnyReversal] = {
    CHANNEL_SET: never("delivery.set_again"),
    MADE: never("delivery.stays"),
    ACKNOWLEDGED: never("delivery.stays"),
}


def _exports(services: Sequence[Service]) -> Mapping[str, str]:
    """Return whose each daily file of a service is, by its code; letters to people are nobody's."""
    files = {known.code: known.principal for service in services for known in service.aside().exports}
    return {**files, LETTERS: ""}


def _principal(rows: Rows, services: Sequence[Service], export: str) -> str | None:
    """Return whose a daily file is; None where there is none of that code."""
    known = _exports(services)
    if export in known:
        return known[export]
    word, _, code = export.partition("-")
    partner = made_partner(rows, code.upper()) if word == OF_PARTNER else None
    return partner.partner if partner is not None and partner.audience else None
