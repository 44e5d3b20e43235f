"""The way from a practice shop to a real one at a terminal, for whoever sets many shops up: it is typed, and opens."""

import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from concierge_desk import paths
from concierge_desk.bootstrap.window import desk_there
from concierge_desk.counter.values import passphrases
from concierge_desk.desk import terminal
from concierge_desk.desk.desk import Options, open_desk
from concierge_desk.paths import real_home
from concierge_desk.signing.passphrase import PassphraseSource
from tests.cli.helpers import practised, say
from tests.e2e.driver import environment
from tests.not_tried import NOT_TRIED
from tests.real_site import REAL_SITE, SIRET

KEY, COPIES = "correct horse battery staple", "un parapluie vert sous la mer"


def at_terminal(words: Sequence[str], typed: Sequence[str], folder: Path) -> tuple[int, str]:
    """Start a program at a terminal of its own, type a line each time it asks, and return its status and what it said."""
    setsid = shutil.which("setsid")
    if setsid is None:
        pytest.skip(f"{NOT_TRIED}: a terminal of its own needs setsid")
    ours, theirs = os.openpty()
    running = subprocess.Popen(
        [setsid, "--wait", "--ctty", *words],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=folder,
        env=environment(),
    )
    os.close(theirs)
    said, answers, until = "", list(typed), time.monotonic() + 60
    while time.monotonic() < until:
        try:
            read = os.read(ours, 4096) if select.select([ours], [], [], 0.2)[0] else b""
        except OSError:
            # The other side was closed.
            break
        said += read.decode("utf-8", "replace")
        if said.endswith(": "):
            if not answers:
                # Whoever has nothing more to say closes the terminal.
                break
            os.write(ours, f"{answers.pop(0)}\n".encode())
            said += "\n"
        elif not read and running.poll() is not None:
            break
    os.close(ours)
    return running.wait(timeout=60), said


def test_the_lines_set_up_a_real_shop_where_the_window_looks_for_it(tmp_path: Path) -> None:
    home = tmp_path / "le poste"
    practised(home)
    sheet, stick = tmp_path / "recovery-sheet.pdf", tmp_path / "stick"
    example = paths.resource_text("sites/ampere.toml")
    desk = [*terminal.program(), "--data", str(home)]
    lines = (
        [*desk, "init", "--site", "my-place.toml"],
        [*desk, "backup", "--to", str(stick)],
        [*desk, "recovery-sheet", "--to", sheet.name],
    )
    # Filled in, as the example itself asks.
    (tmp_path / "my-place.toml").write_text(example.replace("0" * len(SIRET), SIRET), "utf-8")
    # There is no stick here, and no keystore.
    stick.mkdir()
    asked = (
        # What is guessed is asked for again, and so is what differs the second time.
        ("a", "motdepasse123456", KEY, "correct horse", KEY, KEY),
        (KEY, COPIES, COPIES),
        (KEY, COPIES),
    )
    for words, typed in zip(lines, asked, strict=True):
        status, said = at_terminal(words, typed, tmp_path)
        assert status == 0, (words, said)
        assert not any(phrase in said for phrase in typed if len(phrase) > 1), "nothing is shown"
    assert sheet.read_bytes().startswith(b"%PDF") and list(stick.glob("*.zip"))
    assert not any(KEY.encode() in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    real = Options(home, passphrase=PassphraseSource(prompt=lambda: KEY))
    assert desk_there(real) is real
    with open_desk(real) as desk:
        assert not desk.identity.practice


def test_where_practice_stands_in_its_place_a_real_one_stands_beside(tmp_path: Path) -> None:
    assert real_home(tmp_path / "essai") == tmp_path / "essai-reel"
    assert real_home(tmp_path / "poste" / "exercice") == tmp_path / "poste"


@pytest.mark.parametrize(("frozen", "program"), [(True, [sys.executable]), (False, None)])
def test_the_program_is_called_where_it_stands(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, frozen: bool, program: list[str] | None
) -> None:
    monkeypatch.setattr(sys, "frozen", frozen, raising=False)
    if program is None:
        python = tmp_path / "bin" / "python"
        monkeypatch.setattr(sys, "executable", str(python))
        program = [str(python), "-m", "concierge_desk"]
    assert terminal.program() == program


def test_seven_words_are_offered_where_one_is_chosen(tmp_path: Path) -> None:
    words = [
        sys.executable,
        "-m",
        "concierge_desk",
        "--data",
        str(tmp_path / "desk"),
        "init",
        "--site",
        REAL_SITE,
    ]
    _status, said = at_terminal([*words, "--lang", "en"], (), tmp_path)
    offered = said.partition("drawn for you: ")[2].splitlines()[0].split()
    assert len(offered) == 7 and set(offered) <= set(passphrases.words())


def test_a_weak_one_makes_no_real_shop_and_a_file_beside_it_is_told(tmp_path: Path) -> None:
    phrase = tmp_path / "phrase.txt"
    init = ("init", "--site", REAL_SITE, "--key-passphrase-file", phrase, "--json")
    for weak, code in (("a", "keys.passphrase_short"), ("motdepasse123456", "keys.passphrase_guessable")):
        phrase.write_text(f"{weak}\n")
        done = say("--data", tmp_path / "desk", *init)
        assert (done.status, done.json["refused"]["code"]) == (3, code)
        assert weak not in done.json["refused"]["message"] or weak == "a"
        assert not (tmp_path / "desk" / "cles.json").exists()
    phrase.write_text(f"{KEY}\n")
    done = say("--data", tmp_path / "desk", *init[:-1])
    assert (done.status, done.err) == (0, "")
    assert "disque" in done.out, "it lies beside what it opens"
