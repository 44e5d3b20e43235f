"""Where a paper is printed to: a file, or the standard output; what is no file stays what it is."""

import json
import os
import shutil
import socket
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from concierge_desk.cli import main
from tests.cli.helpers import Told, end_log, say
from tests.e2e.driver import environment
from tests.e2e.ready import ROOT
from tests.failures.disks import not_tried

ZED = ("print", "z:Z-2026-0001", "--as")


def printed(data: Path, to: Path | str, form: str = "text") -> Told:
    return say("--data", data, *ZED, form, "--to", to, "--json")


def copy_of_next(data: Path, tmp_path: Path) -> int:
    """Which copy the next print is: 0 for the original."""
    return int(printed(data, tmp_path / "next.txt").json["copy"])


def _device(path: Path) -> None:
    if os.geteuid() != 0:
        not_tried("a device is made for the test, which only root may")
    os.mknod(path, 0o666 | stat.S_IFCHR, os.makedev(1, 3))


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(path))


def _link_to_device(path: Path) -> None:
    path.symlink_to("/dev/null")


def _link_to_folder(path: Path) -> None:
    (path.parent / "dossier").mkdir()
    path.symlink_to(path.parent / "dossier")


@pytest.mark.skipif(sys.platform == "win32", reason="what other systems know beside files and folders")
@pytest.mark.parametrize("made", [_device, _pipe, _socket, _link_to_device])
def test_what_is_no_file_is_never_replaced(
    made: Callable[[Path], None], played: Path, tmp_path: Path
) -> None:
    """A device that is replaced by a paper is gone for every program of the PC."""
    place = tmp_path / "la"
    made(place)
    before = place.lstat()
    done = printed(played, place)
    assert (done.status, done.json["refused"]["code"]) == (4, "file.not_regular")
    assert str(place) in done.json["refused"]["message"]
    assert (place.lstat().st_mode, place.lstat().st_ino) == (before.st_mode, before.st_ino)
    assert copy_of_next(played, tmp_path) == 0, "nothing was written down"


@pytest.mark.parametrize("made", [Path.mkdir, _link_to_folder])
def test_a_folder_is_no_place_for_a_paper(made: Callable[[Path], None], played: Path, tmp_path: Path) -> None:
    place = tmp_path / "la"
    made(place)
    assert printed(played, place).status == 2
    assert place.is_dir()


def test_a_file_is_replaced_and_a_link_that_leads_nowhere_too(played: Path, tmp_path: Path) -> None:
    place, link = tmp_path / "z.txt", tmp_path / "lien"
    place.write_text("x", "ascii")
    link.symlink_to(tmp_path / "nulle-part")
    assert printed(played, place).status == 0
    assert printed(played, link).status == 0
    assert "Z-2026-0001" in place.read_text("utf-8")
    assert "Z-2026-0001" in link.read_text("utf-8")


@pytest.mark.parametrize("form", ["text", "pdf"])
def test_the_standard_output_gets_the_paper_and_nothing_else(form: str, played: Path, tmp_path: Path) -> None:
    """The same bytes as in a file; the print counts, so that the next one is a duplicate."""
    file = tmp_path / "z"
    other = shutil.copytree(played, tmp_path / "autre")
    assert printed(other, file, form).json["copy"] == 0
    words = [sys.executable, "-m", "concierge_desk", "--data", str(played), *ZED, form, "--to", "-"]
    done = subprocess.run(words, capture_output=True, env=environment(PYTHONPATH=str(ROOT)), check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == file.read_bytes()
    assert not Path("-").exists()
    assert copy_of_next(played, tmp_path) == 1


def test_a_paper_on_a_roll_goes_through_as_it_is(played: Path) -> None:
    words = ("print", "ticket:T-2026-000001", "--as", "escpos", "--to", "-", "--json")
    done = CliRunner().invoke(main, ["--data", str(played), *words])
    end_log()
    assert done.exit_code == 0
    assert done.stdout_bytes.startswith(b"\x1b@")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a stream that takes nothing is Linux's")
def test_a_stream_that_takes_nothing_is_told_and_no_original_follows(played: Path, tmp_path: Path) -> None:
    words = [sys.executable, "-m", "concierge_desk", "--data", str(played), *ZED, "pdf", "--to", "-"]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            words, stdout=full, stderr=subprocess.PIPE, env=environment(PYTHONPATH=str(ROOT)), check=False
        )
    assert done.returncode == 4
    assert b"Traceback" not in done.stderr
    assert copy_of_next(played, tmp_path) == 1
    closed = subprocess.run(
        ["sh", "-c", 'exec "$0" "$@" >&-', *words],
        stderr=subprocess.PIPE,
        env=environment(PYTHONPATH=str(ROOT)),
        check=False,
    )
    assert closed.returncode == 4
    assert copy_of_next(played, tmp_path) == 2, "where there is no stream nothing is printed"


def test_a_refusal_says_nothing_on_the_paper(played: Path) -> None:
    done = say("--data", played, "print", "z:Z-1999-0001", "--as", "text", "--to", "-")
    assert (done.status, done.out) == (3, "")
    as_json = say("--data", played, "print", "z:Z-1999-0001", "--as", "text", "--to", "-", "--json")
    assert json.loads(as_json.out)["refused"]["code"] == "print.unknown"
