"""SFTP to a real OpenSSH server: read back, renamed, known by its key, cut and begun again."""

import pytest

from concierge_desk.delivery.channel import Undelivered
from concierge_desk.delivery.sftp import SftpChannel, SftpPlace, fingerprint_of, key_of
from tests.delivery.conftest import Made
from tests.delivery.servers import Line, OpenSsh, private_key


def place(ssh: OpenSsh, **otherwise: object) -> SftpPlace:
    told = {
        "host": "127.0.0.1",
        "port": ssh.port,
        "user": ssh.user,
        "folder": str(ssh.arrived),
        "key": ssh.fingerprint(),
        "private_key": ssh.user_key,
    }
    return SftpPlace(**{**told, **otherwise})  # type: ignore[arg-type]


def never() -> bool:
    return False


def test_a_file_arrives_once_and_the_far_side_is_asked_first(ssh: OpenSsh, made: Made) -> None:
    sent, channel = made("une-fois.zip"), SftpChannel(place(ssh))
    assert channel.deliver(sent, never)
    assert (ssh.arrived / sent.name).read_bytes() == sent.data
    before = (ssh.arrived / sent.name).stat()
    assert not channel.deliver(sent, never)
    after = (ssh.arrived / sent.name).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert not list(ssh.arrived.glob("*.partiel"))


def test_other_bytes_under_the_name_stay(ssh: OpenSsh, made: Made) -> None:
    (ssh.arrived / "autre.zip").write_bytes(b"d'un autre")
    with pytest.raises(Undelivered) as told:
        SftpChannel(place(ssh)).deliver(made("autre.zip"), never)
    assert (told.value.code, told.value.passes) == ("delivery.name_taken", False)
    assert (ssh.arrived / "autre.zip").read_bytes() == b"d'un autre"


@pytest.mark.parametrize("at", [0, 1])
def test_the_key_that_was_noted_is_known_of_whichever_kind_it_is(ssh: OpenSsh, made: Made, at: int) -> None:
    assert SftpChannel(place(ssh, key=ssh.fingerprint(at))).deliver(made(f"cle-{at}.zip"), never)


def test_another_key_is_refused_before_anything_is_said(ssh: OpenSsh, made: Made) -> None:
    with pytest.raises(Undelivered) as told:
        SftpChannel(place(ssh, key="SHA256:" + "A" * 43)).deliver(made("cle.zip"), never)
    assert (told.value.code, told.value.passes) == ("delivery.key_changed", False)
    assert not (ssh.arrived / "cle.zip").exists()


def test_the_key_is_shown_to_be_compared(ssh: OpenSsh) -> None:
    assert key_of("127.0.0.1", ssh.port) in {ssh.fingerprint(0), ssh.fingerprint(1)}
    line = (ssh.folder / "host-0.pub").read_text()
    assert fingerprint_of(line) == ssh.fingerprint(0)
    assert fingerprint_of("SHA256:rien") is None


@pytest.mark.parametrize(
    ("otherwise", "code"),
    [
        ({"private_key": "", "password": "faux"}, "delivery.denied"),
        ({"private_key": private_key()}, "delivery.denied"),
        ({"private_key": "-----BEGIN RIEN-----"}, "delivery.key_unreadable"),
        ({"folder": "/nulle/part"}, "delivery.folder_missing"),
    ],
)
def test_what_waits_for_somebody(ssh: OpenSsh, made: Made, otherwise: dict[str, str], code: str) -> None:
    with pytest.raises(Undelivered) as told:
        SftpChannel(place(ssh, **otherwise)).deliver(made("attend.zip"), never)
    assert (told.value.code, told.value.passes) == (code, False)


def test_nobody_there(ssh: OpenSsh, to_ssh: Line, made: Made) -> None:
    to_ssh.down = True
    with pytest.raises(Undelivered) as told:
        SftpChannel(place(ssh, port=to_ssh.port)).deliver(made("panne.zip"), never)
    assert (told.value.code, told.value.passes) == ("delivery.unreachable", True)
    with pytest.raises(Undelivered):
        key_of("127.0.0.1", to_ssh.port)


@pytest.mark.parametrize("after", [500, 3000, 8_000, 60_000, 139_000, 141_000, 143_000])
def test_cut_after_so_many_bytes_it_is_whole_or_not_there(
    ssh: OpenSsh, to_ssh: Line, made: Made, after: int
) -> None:
    sent, channel = made(f"coupe-{after}.zip"), SftpChannel(place(ssh, port=to_ssh.port))
    to_ssh.cut_after = after
    passed = [True]
    try:
        channel.deliver(sent, never)
    except Undelivered as told:
        passed.append(told.passes)
    assert all(passed)
    to_ssh.cut_after = None
    there = (ssh.arrived / sent.name).exists()
    assert channel.deliver(sent, never) is not there
    assert (ssh.arrived / sent.name).read_bytes() == sent.data


def test_whoever_wants_to_end_does_not_wait(ssh: OpenSsh, made: Made) -> None:
    with pytest.raises(Undelivered) as told:
        SftpChannel(place(ssh)).deliver(made("fin.zip", b"x" * 30_000_000), lambda: True)
    assert told.value.passes
    assert not (ssh.arrived / "fin.zip").exists()


def test_a_trial_leaves_nothing(ssh: OpenSsh, made: Made) -> None:
    assert SftpChannel(place(ssh)).deliver(made("essai.txt", b"essai", trial=True), never)
    assert not (ssh.arrived / "essai.txt").exists()
