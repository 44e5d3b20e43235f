"""Mail over TLS: an account to send with, and a message that the server took or did not.

Source: https://www.rfc-editor.org/rfc/rfc5321, "4.2. SMTP Replies"; https://www.rfc-editor.org/rfc/rfc3463;
decision 0075.
"""

import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from socket import SHUT_RDWR, socket
from threading import Event, Thread
from typing import Final

from concierge_desk.delivery.channel import (
    CERTIFICATE,
    DENIED,
    MAILBOX_FULL,
    NO_TLS,
    POSTPONED,
    RECIPIENT,
    REJECTED,
    UNREACHABLE,
    Channel,
    Consignment,
    Undelivered,
)
from concierge_desk.delivery.letter import letter
from concierge_desk.domain.override import override

IMPLICIT_PORT, STARTTLS_PORT = 465, 587
"""Ports of TLS from the first byte on, and of TLS that is asked for.

Source: https://www.rfc-editor.org/rfc/rfc8314, "3.3. Implicit TLS for SMTP Submission".
"""

_PATIENCE_SECONDS: Final = 15.0
_ANSWER_SECONDS: Final = 300.0
"""How long a server may look at what it was sent, before it answers.

Source: https://www.rfc-editor.org/rfc/rfc5321, "4.5.3.2. Timeouts".
"""
_ASK_SECONDS: Final = 0.2
_DONE, _TRANSIENT, _FULL, _UNKNOWN = 250, 500, 552, (550, 551, 553)


@dataclass(frozen=True, slots=True)
class MailAccount:
    """An account to send with.

    Attributes:
        host: Of the server that takes mail to be sent.
        port: Of it; on 465 TLS begins with the first byte, elsewhere it is asked for, and never done without.
        user: Name to log in with; empty where the server asks for none.
        password: Its password.
        ca_file: Certificates to trust in place of the system's; None for those.
    """

    host: str
    port: int = STARTTLS_PORT
    user: str = ""
    password: str = ""
    ca_file: Path | None = None
    implicit: bool | None = None

    @property
    def is_implicit(self) -> bool:
        """Whether TLS begins with the first byte."""
        return self.port == IMPLICIT_PORT if self.implicit is None else self.implicit


def _go_on() -> bool:
    return False


def send(message: EmailMessage, account: MailAccount, stopping: Callable[[], bool] = _go_on) -> None:
    """Send a message; what returns was accepted by the server, which is no more than that.

    Args:
        message: With From, and To; nothing is added to it.
        account: Whose server takes it.
        stopping: Asked while it leaves: somebody wants to end, and the line is cut for it.

    Raises:
        Undelivered: ``delivery.unreachable``, ``delivery.postponed``; what does not pass by itself:
            ``delivery.denied``, ``delivery.certificate``, ``delivery.no_tls``, ``delivery.mailbox_full``,
            ``delivery.recipient_unknown``, ``delivery.rejected``.
    """
    with _told():
        server = _connected(account)
    try:
        with _cut_for(stopping, server):
            _sent(server, message, account)
        with suppress(smtplib.SMTPException, OSError):
            server.quit()
    finally:
        server.close()


def _sent(server: smtplib.SMTP, message: EmailMessage, account: MailAccount) -> None:
    with _told():
        if account.user:
            server.login(account.user, account.password)
        _taken(server.mail(message["From"].addresses[0].addr_spec))
        for address in message["To"].addresses:
            _taken(server.rcpt(address.addr_spec))
    with _told(begun=True):
        if server.sock is not None:
            server.sock.settimeout(_ANSWER_SECONDS)
        answer = server.data(message.as_bytes())
    # An answer is an answer: where it is none of yes, nothing was kept.
    with _told():
        _taken(answer)


@contextmanager
def _cut_for(stopping: Callable[[], bool], server: smtplib.SMTP) -> Iterator[None]:
    """Cut the line as soon as somebody wants to end: who waits for a server waits for minutes."""
    over = Event()

    def watch() -> None:
        while not over.wait(_ASK_SECONDS):
            if stopping() and server.sock is not None:
                with suppress(OSError):
                    # Below what ciphers it, which another thread is reading.
                    socket.shutdown(server.sock, SHUT_RDWR)
                return

    watching = Thread(target=watch, name="mail-watch", daemon=True)
    watching.start()
    try:
        yield
    finally:
        over.set()
        watching.join()


def _connected(account: MailAccount) -> smtplib.SMTP:
    context = ssl.create_default_context(cafile=account.ca_file)
    if account.is_implicit:
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            account.host, account.port, timeout=_PATIENCE_SECONDS, context=context
        )
        server.ehlo_or_helo_if_needed()
        return server
    server = smtplib.SMTP(account.host, account.port, timeout=_PATIENCE_SECONDS)
    try:
        server.starttls(context=context)
        server.ehlo_or_helo_if_needed()
    except BaseException:
        server.close()
        raise
    return server


def _taken(answer: tuple[int, bytes]) -> None:
    if answer[0] // 10 != _DONE // 10:
        raise smtplib.SMTPResponseException(*answer)


@contextmanager
def _told(*, begun: bool = False) -> Iterator[None]:
    """Tell what the server or the line says by our codes.

    Args:
        begun: The content is on its way: without an answer nobody knows whether the server has it.
    """
    try:
        yield
    except ssl.SSLCertVerificationError as error:
        raise Undelivered(CERTIFICATE) from error
    except smtplib.SMTPNotSupportedError as error:
        raise Undelivered(NO_TLS) from error
    except smtplib.SMTPAuthenticationError as error:
        raise Undelivered(DENIED if error.smtp_code >= _TRANSIENT else POSTPONED) from error
    except smtplib.SMTPResponseException as error:
        raise Undelivered(_code_of(error), reply=error.smtp_code) from error
    except (smtplib.SMTPException, OSError) as error:
        raise Undelivered(UNREACHABLE, begun=begun) from error


def _code_of(error: smtplib.SMTPResponseException) -> str:
    """Return what an answer means: in the fours it passes, a full mailbox among them; in the fives it does not."""
    if error.smtp_code < _TRANSIENT:
        # -1 is what the library calls an answer that is none.
        return POSTPONED if error.smtp_code > 0 else UNREACHABLE
    said = error.smtp_error if isinstance(error.smtp_error, bytes) else str(error.smtp_error).encode()
    if error.smtp_code == _FULL or said.startswith(b"5.2.2"):
        return MAILBOX_FULL
    return RECIPIENT if error.smtp_code in _UNKNOWN else REJECTED


class MailChannel(Channel):
    """Files leave as attachments; whether one arrived, only its reader can say."""

    def __init__(self, account: MailAccount, sender: str, recipient: str) -> None:
        """Send by an account, from an address to an address."""
        self._account, self._sender, self._recipient = account, sender, recipient

    @property
    @override
    def asks(self) -> bool:
        return False

    @override
    def deliver(self, sent: Consignment, stopping: Callable[[], bool]) -> bool:
        send(letter(sent, self._sender, self._recipient), self._account, stopping)
        return True
