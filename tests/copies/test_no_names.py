"""No name lies in clear in anything a copy is made of, nor beside it."""

import subprocess
import time
from pathlib import Path

from tests.cli.helpers import say
from tests.copies.medium import HOUSE, Saved, content, rows
from tests.e2e.driver import PEOPLE, command, environment
from tests.e2e.driver import commands as known_commands

RECEIVED = (
    '{"op":"01970000-0000-7000-8000-00000000abcd","do":"relay.receive","tracking":"EP111111110FR",'
    '"shelf":"A8","addressee":{"name":"Ménélas Zwingelstein"}}\n'
)


def names_of(saved: Saved) -> list[str]:
    """The names that the desk holds, without what everybody is called."""
    held = {text for (text,) in rows(saved.shop, "SELECT text FROM personal")}
    names = sorted(name for name in PEOPLE if any(text.endswith(name) for text in held))
    assert set(names) == {text.removeprefix("Mme ").removeprefix("M. ") for text in held}
    return names


def forms(name: str) -> set[bytes]:
    """The bytes of a name, as programs write it."""
    plain = {name, name.upper(), name.lower(), name.encode("ascii", "backslashreplace").decode()}
    return {text.encode(code) for text in plain for code in ("utf-8", "utf-16-le", "utf-16-be", "cp1252")}


def found(names: list[str], *folders: Path) -> list[tuple[str, str]]:
    """Which names lie where."""
    wanted = {name: forms(name) for name in names}
    return [
        (name, path)
        for folder in folders
        for path, data in content(folder).items()
        for name, asked in wanted.items()
        if any(form in data for form in asked)
    ]


def test_no_name_in_any_byte(saved: Saved, tmp_path: Path) -> None:
    """R-4.12: of what lies on a stick, and beside the store."""
    names = names_of(saved)
    assert {"La concierge", "Kessler", "Traoré", "Muller"} <= set(names)
    names.append("Zwingelstein")
    # A process that was killed leaves the log as it is.
    with subprocess.Popen(
        command("--data", saved.shop.data, "record", "-", "--json"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment(),
    ) as recording:
        assert recording.stdin is not None and recording.stdout is not None
        recording.stdin.write(RECEIVED.replace("EP111111110FR", "XX123456785XX").encode())
        recording.stdin.flush()
        assert recording.stdout.readline()
        recording.kill()
    assert (saved.shop.data / "concierge.db-wal").stat().st_size > 0
    say("--data", saved.shop.data, "look", "Kessler")
    assert saved.shop.try_("day", "open").status == 3
    saved.backup()
    saved.restore(saved.shop.data, "--yes")
    nu, _told = saved.restore(tmp_path / "nu")
    saved.backup()
    searched = {*content(saved.medium), *content(saved.shop.data)}
    assert any(name.endswith(".log") for name in searched)
    assert {"ancres.ndjson", "concierge.db"} <= searched
    assert found(names, saved.medium, saved.shop.data, nu.data) == []


def test_neither_while_a_process_is_at_work(saved: Saved) -> None:
    """What lies there in the midst of a backup: the working copy, the half-written file, the log."""
    names = names_of(saved)
    with subprocess.Popen(
        command("--data", saved.shop.data, "backup", "--to", saved.medium), env=environment()
    ) as running:
        seen: set[str] = set()
        until = time.monotonic() + 30
        while running.poll() is None and time.monotonic() < until:
            for folder in (saved.medium, saved.shop.data):
                for path in folder.rglob("*"):
                    try:
                        data = path.read_bytes() if path.is_file() else b""
                    except OSError:
                        continue
                    seen.add(path.name)
                    for name in names:
                        assert not any(form in data for form in forms(name)), (name, path)
    assert running.returncode == 0
    assert seen - HOUSE


def test_the_search_finds_a_name(saved: Saved) -> None:
    """It would: the commands that were recorded hold them."""
    for code in ("utf-8", "utf-16-le"):
        (saved.medium / "notes.txt").write_bytes(str(known_commands()).encode(code))
        assert {name for name, _path in found(["Kessler", "Traoré", "Muller"], saved.medium)} == {
            *("Kessler", "Traoré", "Muller")
        }
