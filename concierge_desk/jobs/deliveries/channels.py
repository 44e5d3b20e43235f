"""Channels of a desk's daily files: what was said of each, and the secret it is opened with.

What speaks to a server is loaded by the first delivery to one.

Source: docs/contract.md, "Deliveries"; decision 0075.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from concierge_desk.counter.deliveries.commands import FOLDER, MAIL, SFTP, secret_name
from concierge_desk.delivery.channel import KEY_UNREADABLE, Channel, Undelivered
from concierge_desk.desk.files import foreign_bytes
from concierge_desk.domain.errors import Refused
from concierge_desk.jobs.deliveries.folder_channel import FolderChannel
from concierge_desk.store import records
from concierge_desk.store.connection import Connection
from concierge_desk.store.leaving.deliveries import ChannelRow

if TYPE_CHECKING:
    from concierge_desk.delivery.mail import MailAccount

# ruff: noqa: PLC0415  (see above)


@dataclass(frozen=True, slots=True)
class ChannelSettings:
    """Settings of a channel, as they were said.

    Attributes:
        row: The channel.
        details: Where and whom, by the names of the command's fields.
        secret: By which one comes in; empty where nothing is asked for, or it is another server's.
    """

    row: ChannelRow
    details: Mapping[str, Any]
    secret: Mapping[str, str | None]


def settings_of(rows: Connection, row: ChannelRow) -> ChannelSettings:
    """Return what was said of a channel.

    Raises:
        Refused: ``delivery.no_details`` once where and whom were erased.
    """
    text = None if row.details is None else records.personal_text(rows, row.details)
    if text is None:
        raise Refused("delivery.no_details")
    details = json.loads(text)
    kept = records.secret(rows, secret_name(row.export))
    secret = {} if kept is None else json.loads(kept)
    # A password is one server's and one name's: no other server is told it.
    own = all(secret.get(name) == details.get(name) for name in ("host", "user"))
    return ChannelSettings(row, details, secret if own else {})


def channel_of(settings: ChannelSettings) -> Channel:
    """Return a channel as it is set.

    Raises:
        Refused: ``delivery.key_unknown`` where no key of the server was noted.
    """
    known = settings.details
    if settings.row.channel == FOLDER:
        return FolderChannel(Path(known["folder"]))
    made = {SFTP: _sftp, MAIL: _mail}[settings.row.channel]
    return made(settings)


def _sftp(settings: ChannelSettings) -> Channel:
    from concierge_desk.delivery.sftp import PORT, SftpChannel, SftpPlace

    known, secret = settings.details, settings.secret
    if settings.row.key is None:
        raise Refused("delivery.key_unknown")
    return SftpChannel(
        SftpPlace(
            host=known["host"],
            user=known["user"],
            key=settings.row.key,
            port=known.get("port", PORT),
            folder=known.get("folder", ""),
            password=secret.get("password") or "",
            private_key=secret.get("private_key") or _in_file(known.get("key_file")),
        )
    )


def _in_file(file: str | None) -> str:
    if file is None:
        return ""
    try:
        return foreign_bytes(Path(file), _MOST_KEY_BYTES).decode()
    except (OSError, ValueError) as error:
        raise Undelivered(KEY_UNREADABLE) from error


_MOST_KEY_BYTES = 100_000


def _mail(settings: ChannelSettings) -> Channel:
    from concierge_desk.delivery.mail import MailChannel

    return MailChannel(account_of(settings), settings.details["from"], settings.details["to"])


def account_of(settings: ChannelSettings) -> "MailAccount":
    """Return the account that a channel of mail sends with."""
    from concierge_desk.delivery.mail import STARTTLS_PORT, MailAccount

    known, secret = settings.details, settings.secret
    ca_file = known.get("ca_file")
    return MailAccount(
        host=known["host"],
        port=known.get("port", STARTTLS_PORT),
        user=known.get("user", ""),
        password=secret.get("password") or "",
        ca_file=None if ca_file is None else Path(ca_file),
    )


def shown_key(settings: ChannelSettings) -> str:
    """Return the fingerprint that a channel's server shows now.

    Raises:
        Undelivered: ``delivery.unreachable``.
    """
    from concierge_desk.delivery.sftp import PORT, key_of

    return key_of(settings.details["host"], settings.details.get("port", PORT))
