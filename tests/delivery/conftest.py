"""Servers and files that the ways out are tried with."""

import hashlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from concierge_desk.delivery.channel import Consignment
from tests.delivery.servers import Line, Mailbox, OpenSsh, line_to, mail_server, open_ssh

Made = Callable[..., Consignment]


@pytest.fixture(scope="module")
def ssh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenSsh]:
    with open_ssh(tmp_path_factory.mktemp("ssh") / "serveur") as server:
        yield server


@pytest.fixture
def box(tmp_path: Path) -> Iterator[Mailbox]:
    with mail_server(tmp_path / "courrier") as made:
        yield made


@pytest.fixture
def to_ssh(ssh: OpenSsh) -> Iterator[Line]:
    with line_to(ssh.port) as line:
        yield line


@pytest.fixture
def to_box(box: Mailbox) -> Iterator[Line]:
    with line_to(box.port) as line:
        yield line


@pytest.fixture
def made() -> Made:
    def consignment(name: str, data: bytes = b"le jour" * 20_000, **otherwise: bool) -> Consignment:
        return Consignment(
            name,
            data,
            hashlib.sha256(data).hexdigest(),
            "AMP1-F",
            "Z-2026-0001",
            "2026-11-25",
            "Conciergerie Ampère",
            datetime(2026, 11, 25, 19, 0, tzinfo=UTC),
            **otherwise,
        )

    return consignment
