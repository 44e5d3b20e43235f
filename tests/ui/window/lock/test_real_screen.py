"""A locked window on a real X server: scans, keys, mouse, what reads the screen, another size, a kill; and no name anywhere.

Source: docs/requirements.md, R-4.10, R-5.01; decision 0088.
"""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from concierge_desk.signing.keys import load_keys
from tests.counter.desks import WEDNESDAY, Desks, Play
from tests.store.decrypted import pages_in_clear
from tests.ui.heard.conftest import Heard, listened, read_screen
from tests.ui.heard.tree import Gone, Thing
from tests.ui.window.lock.hands import HER, with_paul
from tests.ui.window.process import shown

NAME, PARCEL, ARTICLE = "Kessler", "6A15602676300", "Timbre"
CODE, HIS = "Zq7-xKw4p", "Vr9-tLm2b"
"""Such as stand in no figure and no hash by chance."""
TYPING_MS = 60
LOCKED = "Qui est au guichet"


@pytest.fixture
def coded(desks: Desks) -> Iterator[Play]:
    """An open day with a parcel that waits, and two who keep the counter, each with a code."""
    with desks.desk() as play:
        play.open(float_cents=8000)
        play.do("relay.stock_receive", product="LV_20", quantity=100)
        play.do("relay.set_places", places=["A1"])
        play.do(
            "relay.receive",
            tracking=PARCEL,
            shelf="A1",
            addressee={"name": "Mme Kessler"},
            presented_day=WEDNESDAY,
        )
        with_paul(play, hers=CODE, his=HIS)
        yield play


@pytest.fixture
def heard(coded: Play, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Heard]:
    """Its window, which was just started."""
    with (
        read_screen(tmp_path_factory.mktemp("sockets")) as (server, bus, reader),
        shown(server, coded, lang="fr") as window,
    ):
        found = Heard(reader, window=window)
        with listened(found, bus.address):
            yield found


def read(heard: Heard) -> str:
    """Return everything that can be read of the program, shown or not, and what stands in its fields."""
    for _again in range(20):
        with suppress(Gone):
            return "\n".join(text for thing, _above in heard.reader.every() for text in _of(thing))
    pytest.fail("what is shown does not come to rest")


def _of(thing: Thing) -> tuple[str, ...]:
    return thing.name, thing.description(), thing.read() if thing.role == "text" else ""


def unlock(heard: Heard, code: str = CODE) -> None:
    heard.reader.wait("Code de ", "text")
    heard.window.type(code, TYPING_MS)
    heard.window.key("Return")
    heard.reader.wait("Ligne de scan")
    heard.window.rest()


def is_locked(heard: Heard) -> None:
    """Nothing of the desk can be read; what is announced says no name either."""
    heard.window.rest()
    heard.reader.wait(LOCKED)
    seen = read(heard)
    assert NAME not in seen and PARCEL not in seen and ARTICLE not in seen and "Ligne de scan" not in seen
    assert heard.reader.wait("Code de ", "text").is_password()


def test_a_locked_window_shows_no_name_and_loses_nothing(heard: Heard, coded: Play) -> None:
    window, server = heard.window, heard.window.server
    # It begins so: nobody gave a code to this process.
    is_locked(heard)
    unlock(heard)
    window.key("shift+F1")
    window.until_lines(1)
    window.type(f"{PARCEL}\n")
    heard.reader.wait("A1, Mme")
    window.rest()
    assert NAME in read(heard)
    before = window.visit()
    window.key("Pause")
    heard.next()
    is_locked(heard)
    window.type(f"{PARCEL}\n")
    window.key(
        "F1",
        "F2",
        "F3",
        "F4",
        "F5",
        "F7",
        "F9",
        "F10",
        "F11",
        "F12",
        "Insert",
        "shift+F1",
        delay_ms=TYPING_MS,
    )
    window.key("ctrl+a", "ctrl+c", "Tab", "Tab", "Escape", "slash", "Escape", delay_ms=TYPING_MS)
    for x, y in ((60, 120), (640, 40), (1100, 300), (1200, 780), (700, 160)):
        server.click(x, y)
    is_locked(heard)
    number = server.wait_window("Concierge Desk")
    for size in ("700x500", "1280x800"):
        server._tool("xdotool", "windowsize", number, *size.split("x"))
        is_locked(heard)
    told = " ".join(text for text, _urgent in heard.next(0))
    assert NAME not in told and PARCEL not in told and "Quelque chose a été scanné" in told
    _field_says_nothing(heard)
    window.kill()
    # Whatever is started next begins where it stood, and says nothing before somebody comes.
    with shown(server, coded, lang="fr") as again:
        heard.window = again
        is_locked(heard)
        assert again.visit() == before
        unlock(heard)
        heard.reader.wait("Timbre")
        again.key("KP_Add")
        again.until_kind("till.settled")
        assert coded.last("till.settled").by == HER


def test_it_locks_by_itself(desks: Desks, tmp_path_factory: pytest.TempPathFactory) -> None:
    with desks.desk() as play:
        play.open()
        play.do("settings.change", values={"lock.after_s": 15})
        with_paul(play, hers=CODE)
        with (
            read_screen(tmp_path_factory.mktemp("sockets")) as (server, _bus, reader),
            shown(server, play, lang="fr") as window,
        ):
            heard = Heard(reader, window=window)
            unlock(heard)
            before = time.monotonic()
            # Whoever only moves the mouse is there.
            for step in range(4):
                time.sleep(2)
                server._tool("xdotool", "mousemove", str(400 + step), "300")
            touched = time.monotonic()
            reader.wait(LOCKED)
            assert time.monotonic() - touched >= 14 and time.monotonic() - before >= 21


def _field_says_nothing(heard: Heard) -> None:
    """What is typed of a code is no text to whatever reads the screen."""
    window = heard.window
    field = heard.reader.wait("Code de ", "text")
    with heard.reader.told() as told:
        window.type(CODE[:5], TYPING_MS)
        window.rest()
    # Each sign is told as a dot: that somebody types is no secret.
    texts = "".join(told)
    assert "•" in texts and not [sign for sign in CODE[:5] if f"'{sign}'" in texts]
    assert not [said for said in (NAME, PARCEL, ARTICLE, "Annuler") if said in texts]
    assert CODE[:5] not in read(heard) and CODE[:5] not in heard.reader.again(field).read()
    window.key("Escape")
    window.rest()


def test_codes_are_nowhere(heard: Heard, coded: Play) -> None:
    """Neither in what starts the program, nor in what it writes, nor in what is left of it when it dies."""
    window = heard.window
    wrong = f"{CODE[:-1]}q"
    heard.reader.wait("Code de ", "text")
    for _time in range(2):
        window.type(wrong, TYPING_MS)
        window.key("Return")
        heard.reader.wait("Ce n’est pas le bon code.")
        window.rest()
    unlock(heard)
    window.key("shift+F1")
    window.until_lines(1)
    window.key("Pause")
    is_locked(heard)
    window.key("F2")
    heard.reader.wait("Code de Paul", "text")
    window.type(HIS, TYPING_MS)
    window.key("Return")
    heard.reader.wait("Ligne de scan")
    window.key("KP_Add")
    window.until_kind("till.settled")
    assert coded.last("till.settled").by == "o02"
    of = Path("/proc", str(window.process.pid))
    secrets = [one.encode() for one in (CODE, HIS, wrong)]
    for told in ("cmdline", "environ"):
        assert not [one for one in secrets if one in (of / told).read_bytes()]
    cores = next(line for line in (of / "limits").read_text().splitlines() if "core file" in line)
    assert cores.split()[-3:-1] == ["0", "0"]
    left = set(Path.cwd().glob("core*"))
    os.kill(window.process.pid, signal.SIGABRT)
    window.process.wait()
    assert set(Path.cwd().glob("core*")) == left
    root = coded.desk.folder.root
    files = [file for file in root.rglob("*") if file.is_file()]
    assert files and not [file for file in files for one in secrets if one in file.read_bytes()]
    clear = pages_in_clear(coded.desk.folder.store, load_keys(coded.desk.folder).store_key)
    assert b"Paul Heitz" in clear and not [one for one in secrets if one in clear]
