"""Success and failure sound differently; where nothing sounds, the window flashes; nobody waits."""

import os
import time
import wave
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from concierge_desk.ui.kit import sounds
from concierge_desk.ui.kit.sounds import PLAYERS, Sounds, Tone, write_wave

TONES: tuple[Tone, ...] = ("good", "bad")


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine on which the players are the shell scripts of a folder: real programs, no sound card."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin")
    monkeypatch.setattr(
        sounds.shutil, "which", lambda name: str(folder / name) if (folder / name).exists() else None
    )
    return folder


def program(folder: Path, name: str, script: str) -> None:
    file = folder / name
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)


class Ear:
    def __init__(self) -> None:
        self.sounds = Sounds()
        self.flashes: list[str] = []
        self.sounds.flash.connect(self.flashes.append)


@pytest.fixture
def ear(qtbot: QtBot, programs: Path) -> Ear:
    return Ear()


def test_the_two_are_short_and_not_the_same(tmp_path: Path) -> None:
    frames = {}
    for tone in TONES:
        write_wave(tmp_path / f"{tone}.wav", tone)
        with wave.open(str(tmp_path / f"{tone}.wav")) as read:
            assert (read.getnchannels(), read.getsampwidth()) == (1, 2)
            assert 0.1 < read.getnframes() / read.getframerate() < 0.7
            frames[tone] = read.readframes(read.getnframes())
    assert frames["good"] != frames["bad"]
    assert len(frames["bad"]) > 2 * len(frames["good"])
    assert max(frames["good"]) > 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.wav", "good.wav"]


@pytest.mark.parametrize("tone", TONES)
@pytest.mark.parametrize("player", PLAYERS)
def test_a_player_of_the_system_gets_the_file(
    qtbot: QtBot, programs: Path, tmp_path: Path, tone: Tone, player: str
) -> None:
    program(programs, player, f'cp "$1" {tmp_path}/heard.part; mv {tmp_path}/heard.part {tmp_path}/heard.wav')
    ear = Ear()
    ear.sounds.play(tone)
    qtbot.waitUntil((tmp_path / "heard.wav").exists)
    write_wave(tmp_path / "meant.wav", tone)
    assert (tmp_path / "heard.wav").read_bytes() == (tmp_path / "meant.wav").read_bytes()
    ear.sounds.close()
    assert ear.flashes == []


def test_nobody_waits_for_a_player_that_hangs(qtbot: QtBot, programs: Path, tmp_path: Path) -> None:
    program(programs, "aplay", f"echo x >> {tmp_path}/asked; exec sleep 30")
    ear = Ear()
    began = time.monotonic()
    for number in range(1, 4):
        ear.sounds.play("good")
        qtbot.waitUntil(
            lambda n=number: (tmp_path / "asked").exists() and len((tmp_path / "asked").read_text()) == 2 * n
        )
    ear.sounds.close()
    assert time.monotonic() - began < 10
    assert ear.flashes == []


def test_without_a_player_it_flashes(ear: Ear) -> None:
    ear.sounds.play("good")
    ear.sounds.play("bad")
    assert ear.flashes == ["good", "bad"]


def test_a_player_without_a_sound_card_is_not_asked_again(
    qtbot: QtBot, programs: Path, tmp_path: Path
) -> None:
    program(programs, "pw-play", f"echo x >> {tmp_path}/pw; exit 1")
    program(programs, "aplay", f"echo x >> {tmp_path}/a; exit 0")
    ear = Ear()
    ear.sounds.play("bad")
    qtbot.waitUntil(lambda: ear.flashes == ["bad"])
    ear.sounds.play("good")
    qtbot.waitUntil((tmp_path / "a").exists)
    qtbot.wait(50)
    ear.sounds.play("good")
    qtbot.waitUntil(lambda: len((tmp_path / "a").read_text()) == 4)
    qtbot.wait(50)
    ear.sounds.close()
    assert (tmp_path / "pw").read_text() == "x\n"
    assert ear.flashes == ["bad"]


def test_a_player_that_cannot_start_is_no_failure(qtbot: QtBot, programs: Path) -> None:
    program(programs, "aplay", "")
    (programs / "aplay").write_bytes(b"\x7fELF no program")
    ear = Ear()
    ear.sounds.play("bad")
    qtbot.waitUntil(lambda: ear.flashes == ["bad"])
    ear.sounds.play("bad")
    assert ear.flashes == ["bad", "bad"]


def test_flashes_in_place_of_sounds(qtbot: QtBot, programs: Path, tmp_path: Path) -> None:
    program(programs, "aplay", f"echo x >> {tmp_path}/asked")
    ear = Ear()
    ear.sounds.flashes_only = True
    ear.sounds.play("good")
    qtbot.wait(80)
    assert ear.flashes == ["good"]
    assert not (tmp_path / "asked").exists()


def test_a_disk_that_takes_nothing_makes_it_flash(
    qtbot: QtBot, programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(programs, "aplay", "")
    monkeypatch.setattr(sounds, "write_wave", lambda *_: (_ for _ in ()).throw(OSError(28, "full")))
    ear = Ear()
    ear.sounds.play("bad")
    assert ear.flashes == ["bad"]


def test_a_machine_without_a_temporary_folder_flashes(
    qtbot: QtBot, programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(programs, "aplay", "")

    class Nowhere:
        def isValid(self) -> bool:  # noqa: N802
            return False

    monkeypatch.setattr(sounds, "QTemporaryDir", Nowhere)
    ear = Ear()
    ear.sounds.play("good")
    assert ear.flashes == ["good"]
