"""SFTP to a server whose key is known: written under another name, read back, compared, renamed.

The library and its event loop are loaded by the first delivery, and by nothing else.

Source: https://datatracker.ietf.org/doc/html/draft-ietf-secsh-filexfer-02; https://www.rfc-editor.org/rfc/rfc4253;
decision 0075.
"""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, Final, TypeVar, cast

import asyncssh

from concierge_desk.delivery.channel import (
    DENIED,
    FOLDER_MISSING,
    KEY_CHANGED,
    KEY_UNREADABLE,
    NAME_TAKEN,
    NOT_ALLOWED,
    NOT_WRITTEN,
    UNREACHABLE,
    Channel,
    Consignment,
    Undelivered,
)
from concierge_desk.domain.override import override

T = TypeVar("T")

PORT = 22
PARTIAL = ".partiel"
"""What the name of a file ends with until it is known to be good."""

_CONNECT_SECONDS: Final = 15
_WHOLE_SECONDS: Final = 120
_ASK_SECONDS: Final = 0.2
_FAMILIES: Final = (
    "ssh-ed25519",
    "ecdsa-sha2-nistp256,ecdsa-sha2-nistp384,ecdsa-sha2-nistp521",
    "rsa-sha2-512,rsa-sha2-256",
)
"""A server has a key of each; which of them was noted, its fingerprint does not say."""


@dataclass(frozen=True, slots=True)
class SftpPlace:
    """Folder at a server, and how to come in.

    Attributes:
        host: The server.
        port: Of it.
        user: Name to log in with.
        folder: Below the folder that one comes into; empty for that one.
        key: SHA-256 fingerprint of the server's key, ``SHA256:…``.
        password: To log in with; empty where a key does it.
        private_key: Private key as OpenSSH or PEM writes it, without a passphrase; empty for none.
    """

    host: str
    user: str
    key: str
    port: int = PORT
    folder: str = ""
    password: str = ""
    private_key: str = ""


class SftpChannel(Channel):
    """Files leave to a folder at a server, which can be asked what it has."""

    def __init__(self, place: SftpPlace) -> None:
        """Deliver to a place."""
        self._place = place

    @property
    @override
    def asks(self) -> bool:
        return True

    @override
    def deliver(self, sent: Consignment, stopping: Callable[[], bool]) -> bool:
        return _run(_delivered(self._place, sent), stopping)


def key_of(host: str, port: int) -> str:
    """Return the fingerprint of the key that a server shows: whoever knows it compares it.

    Raises:
        Undelivered: ``delivery.unreachable``.
    """

    async def seen() -> str:
        key = await asyncssh.get_server_host_key(host, port, config=[], server_host_key_algs=_all())
        if key is None:
            raise Undelivered(UNREACHABLE)
        return key.get_fingerprint()

    return _run(seen(), lambda: False)


def fingerprint_of(line: str) -> str | None:
    """Return the fingerprint of a public key in a line of OpenSSH; None for what is none."""
    try:
        return asyncssh.import_public_key(line).get_fingerprint()
    except asyncssh.KeyImportError:
        return None


def _all() -> list[str]:
    return [name for family in _FAMILIES for name in family.split(",")]


def _run(work: Coroutine[Any, Any, T], stopping: Callable[[], bool]) -> T:
    async def watched() -> T:
        task = asyncio.ensure_future(work)
        patience = float(_WHOLE_SECONDS)
        while not task.done():
            await asyncio.wait({task}, timeout=_ASK_SECONDS)
            patience -= _ASK_SECONDS
            if stopping() or patience <= 0:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    return await task
                raise Undelivered(UNREACHABLE)
        return await task

    with _told():
        return asyncio.run(watched())


@contextmanager
def _told() -> Iterator[None]:
    """Tell what the server or the line says by our codes."""
    try:
        yield
    except (asyncssh.KeyImportError, asyncssh.KeyEncryptionError) as error:
        raise Undelivered(KEY_UNREADABLE) from error
    except asyncssh.HostKeyNotVerifiable as error:
        raise Undelivered(KEY_CHANGED) from error
    except asyncssh.PermissionDenied as error:
        raise Undelivered(DENIED) from error
    except (asyncssh.SFTPNoConnection, asyncssh.SFTPConnectionLost) as error:
        raise Undelivered(UNREACHABLE) from error
    except (asyncssh.SFTPNoSuchFile, asyncssh.SFTPNoSuchPath) as error:
        raise Undelivered(FOLDER_MISSING) from error
    except asyncssh.SFTPPermissionDenied as error:
        raise Undelivered(NOT_ALLOWED) from error
    except asyncssh.SFTPError as error:
        raise Undelivered(NOT_WRITTEN) from error
    except (asyncssh.Error, OSError, TimeoutError) as error:
        raise Undelivered(UNREACHABLE) from error


async def _delivered(place: SftpPlace, sent: Consignment) -> bool:
    async with await _connected(place) as connection, connection.start_sftp_client() as far:
        at = f"{place.folder.rstrip('/')}/{sent.name}" if place.folder else sent.name
        if await far.exists(at):
            if await _content(far, at, len(sent.data)) != sent.data:
                raise Undelivered(NAME_TAKEN)
            return False
        await _written(far, at + PARTIAL, sent.data)
        if await _content(far, at + PARTIAL, len(sent.data)) != sent.data:
            raise Undelivered(NOT_WRITTEN)
        # OpenSSH renames nothing onto what is there: it may have come there meanwhile.
        await far.rename(at + PARTIAL, at)
        if sent.trial:
            await far.remove(at)
    return True


async def _written(far: asyncssh.SFTPClient, at: str, data: bytes) -> None:
    async with far.open(at, "wb") as file:
        await file.write(data)
        with suppress(asyncssh.SFTPOpUnsupported):
            await file.fsync()


async def _content(far: asyncssh.SFTPClient, at: str, size_bytes: int) -> bytes:
    """Return what a file holds, and no more of it than tells that it is another."""
    # Its type says text too, which only other modes give.
    async with far.open(at, "rb") as file:
        return cast(bytes, await file.read(size_bytes + 1))


async def _connected(place: SftpPlace) -> asyncssh.SSHClientConnection:
    """Come in at a server that shows the key that was noted, of whichever kind that is.

    Raises:
        HostKeyNotVerifiable: It shows another.
    """
    keys = [asyncssh.import_private_key(place.private_key)] if place.private_key else []
    changed: asyncssh.Error | None = None
    for family in _FAMILIES:
        try:
            connection, _client = await asyncssh.create_connection(
                lambda: _Known(place.key),
                place.host,
                place.port,
                config=[],
                known_hosts=([], [], []),
                server_host_key_algs=family.split(","),
                username=place.user,
                password=place.password or None,
                client_keys=keys,
                agent_path=None,
                gss_host=None,
                connect_timeout=_CONNECT_SECONDS,
                login_timeout=_CONNECT_SECONDS,
            )
        except (asyncssh.HostKeyNotVerifiable, asyncssh.KeyExchangeFailed) as error:
            changed = error
        except (OSError, asyncssh.ConnectionLost):
            # Whoever showed another key and then hangs up is not taken for an outage.
            if changed is None:
                raise
        else:
            return connection
    raise asyncssh.HostKeyNotVerifiable("another key") from changed


class _Known(asyncssh.SSHClient):
    """Client that trusts one key."""

    def __init__(self, fingerprint: str) -> None:
        self._fingerprint = fingerprint

    @override
    def validate_host_public_key(self, host: str, addr: str, port: int, key: asyncssh.SSHKey) -> bool:
        return key.get_fingerprint() == self._fingerprint
