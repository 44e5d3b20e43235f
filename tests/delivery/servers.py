"""Servers of another make on loopback: OpenSSH's, and one for mail with TLS; and a line between that fails."""

import ipaddress
import os
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.x509.oid import NameOID

from tests.not_tried import NOT_TRIED

HOST = "127.0.0.1"
SSHD = "/usr/sbin/sshd"
PRIVILEGES = Path("/run/sshd")
"""Where OpenSSH locks its lesser half into, as root; a machine that never ran it has none."""


def free_port() -> int:
    with socket.socket() as made:
        made.bind((HOST, 0))
        return int(made.getsockname()[1])


def answers(port: int) -> bool:
    with suppress(OSError), socket.create_connection((HOST, port), timeout=1):
        return True
    return False


def wait_until(held: Callable[[], bool], seconds: float = 10) -> None:
    end = time.monotonic() + seconds
    while not held():
        assert time.monotonic() < end, "it never came to be"
        time.sleep(0.01)


def private_key() -> str:
    return (
        ed25519.Ed25519PrivateKey.generate()
        .private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.OpenSSH,
            serialization.NoEncryption(),
        )
        .decode()
    )


def public_key(private: str) -> str:
    key = serialization.load_ssh_private_key(private.encode(), None)
    return (
        key.public_key()
        .public_bytes(serialization.Encoding.OpenSSH, serialization.PublicFormat.OpenSSH)
        .decode()
    )


@dataclass
class OpenSsh:
    """An OpenSSH server with a port and keys of its own."""

    folder: Path
    port: int
    user_key: str
    host_keys: tuple[str, ...]
    user: str = "root"

    @property
    def arrived(self) -> Path:
        return self.folder / "releves"

    def fingerprint(self, at: int = 0) -> str:
        told = subprocess.run(
            ["ssh-keygen", "-lf", str(self.folder / f"host-{at}.pub")],
            capture_output=True,
            text=True,
            check=True,
        )
        return told.stdout.split()[1]


def _knows_penalties() -> bool:
    tried = subprocess.run(
        [SSHD, "-T", "-f", os.devnull, "-o", "PerSourcePenalties=no"], capture_output=True, check=False
    )
    return b"Bad configuration option" not in tried.stderr


@contextmanager
def open_ssh(folder: Path) -> Iterator[OpenSsh]:
    """An OpenSSH server that runs until the end; it lets in whoever has its user's key."""
    if not Path(SSHD).exists() or shutil.which("ssh-keygen") is None:
        pytest.skip(f"{NOT_TRIED}: no OpenSSH server to deliver to (python3 dev.py system)")
    if os.geteuid() == 0:
        PRIVILEGES.mkdir(exist_ok=True)
    folder.mkdir(parents=True)
    own = private_key()
    for at, kind in enumerate(("ed25519", "ecdsa")):
        subprocess.run(
            ["ssh-keygen", "-q", "-t", kind, "-N", "", "-f", str(folder / f"host-{at}")], check=True
        )
    keys = tuple((folder / f"host-{at}").read_text() for at in range(2))
    user = subprocess.run(["id", "-un"], capture_output=True, text=True, check=True).stdout.strip()
    made = OpenSsh(folder, free_port(), own, keys, user)
    made.arrived.mkdir()
    (folder / "authorized_keys").write_text(public_key(own) + "\n")
    config = [
        f"Port {made.port}",
        f"ListenAddress {HOST}",
        *[f"HostKey {folder / f'host-{at}'}" for at in range(2)],
        f"AuthorizedKeysFile {folder / 'authorized_keys'}",
        f"PidFile {folder / 'pid'}",
        "StrictModes no",
        "UsePAM no",
        "PasswordAuthentication yes",
        "PermitRootLogin yes",
        # What is tried here in a second would be weeks elsewhere: nobody is shut out for it.
        *(["PerSourcePenalties no"] if _knows_penalties() else []),
        "MaxStartups 100:1:200",
        "LoginGraceTime 20",
        "Subsystem sftp internal-sftp",
    ]
    (folder / "sshd_config").write_text("\n".join(config) + "\n")
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([SSHD, "-D", "-e", "-f", str(folder / "sshd_config")], stderr=log)
        try:
            wait_until(lambda: answers(made.port))
            yield made
        finally:
            process.terminate()
            process.wait(10)


@dataclass
class Mailbox:
    """A server for mail that keeps what it took, and answers as it is told to."""

    port: int
    ca_file: Path
    user: str = "conciergerie"
    password: str = "trois mots secrets"
    arrived: list[bytes] = field(default_factory=list)
    at_rcpt: str = ""
    at_data: str = ""

    @property
    def messages(self) -> list[EmailMessage]:
        return [message_from_bytes(one, policy=SMTP_POLICY) for one in self.arrived]  # type: ignore[misc]

    async def handle_RCPT(  # noqa: N802  (the library's name)
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if self.at_rcpt:
            return self.at_rcpt
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802  (the library's name)
        self, _server: Any, _session: Any, envelope: Any
    ) -> str:
        if self.at_data:
            return self.at_data
        self.arrived.append(envelope.content)
        return "250 OK"

    def authenticate(self, _server: Any, _session: Any, _envelope: Any, _way: str, given: Any) -> AuthResult:
        right = isinstance(given, LoginPassword) and (given.login, given.password) == (
            self.user.encode(),
            self.password.encode(),
        )
        return AuthResult(success=right, handled=False)


def certificate(folder: Path, name: str = "localhost") -> tuple[Path, Path]:
    """A certificate of its own for this PC, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    called = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)  # noqa: TID251  (the library compares it with the clock of this PC)
    made = (
        x509.CertificateBuilder()
        .subject_name(called)
        .issuer_name(called)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(
            x509.SubjectAlternativeName([x509.DNSName(name), x509.IPAddress(ipaddress.ip_address(HOST))]),
            critical=False,
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    at, lock = folder / "certificat.pem", folder / "cle.pem"
    at.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    lock.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return at, lock


@contextmanager
def mail_server(folder: Path, *, implicit: bool = False) -> Iterator[Mailbox]:
    """A server for mail with TLS that runs until the end."""
    folder.mkdir(parents=True, exist_ok=True)
    at, lock = certificate(folder)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(at, lock)
    box = Mailbox(free_port(), at)
    tls = {"ssl_context": context} if implicit else {"tls_context": context, "require_starttls": True}
    controller = Controller(
        box,
        hostname=HOST,
        port=box.port,
        server_hostname="localhost",
        authenticator=box.authenticate,
        auth_required=not implicit,
        data_size_limit=50_000_000,
        **tls,
    )
    controller.start()
    try:
        yield box
    finally:
        controller.stop()


@dataclass
class Line:
    """A line to a server that can be cut: at once, or once so many bytes went that way."""

    port: int
    to: int
    down: bool = False
    cut_after: int | None = None
    swallow_answers_after: int | None = None
    passed: tuple[int, Callable[[], None]] | None = None
    """Once so many bytes went that way, this happens."""
    open: set[socket.socket] = field(default_factory=set)

    def serve(self, listening: socket.socket) -> None:
        while True:
            try:
                near, _ = listening.accept()
            except OSError:
                return
            if self.down:
                near.close()
                continue
            try:
                far = socket.create_connection((HOST, self.to), timeout=5)
            except OSError:
                near.close()
                continue
            far.settimeout(None)
            self.open |= {near, far}
            left = [self.cut_after, self.swallow_answers_after]
            for one, other, out in ((near, far, True), (far, near, False)):
                threading.Thread(target=self._pass, args=(one, other, out, left), daemon=True).start()

    def _pass(self, one: socket.socket, other: socket.socket, out: bool, left: list[int | None]) -> None:
        with suppress(OSError):
            while data := one.recv(4096):
                if self._is_cut(data, out, left):
                    break
                other.sendall(data)
        for end in (one, other):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
            self.open.discard(end)

    def _is_cut(self, data: bytes, out: bool, left: list[int | None]) -> bool:
        if self.down:
            return True
        if not out:
            return left[1] is not None and left[1] <= 0
        if self.passed is not None:
            to_go, happens = self.passed
            self.passed = (to_go - len(data), happens) if to_go > len(data) else None
            if self.passed is None:
                happens()
        for at in range(2):
            if left[at] is not None:
                left[at] -= len(data)  # type: ignore[operator]
        return left[0] is not None and left[0] < 0

    def break_now(self) -> None:
        for end in list(self.open):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


@contextmanager
def line_to(port: int) -> Iterator[Line]:
    """A line to a port of this PC that can be made to fail."""
    with socket.socket() as listening:
        listening.bind((HOST, 0))
        listening.listen(50)
        made = Line(listening.getsockname()[1], port)
        threading.Thread(target=made.serve, args=(listening,), daemon=True).start()
        try:
            yield made
        finally:
            with suppress(OSError):
                listening.shutdown(socket.SHUT_RDWR)
            made.break_now()
