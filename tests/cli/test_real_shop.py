"""The way from a practice shop to a real one: the lines that are shown are typed, and it opens."""

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from concierge_desk import paths
from concierge_desk.bootstrap.window import desk_or_practice
from concierge_desk.desk import terminal
from concierge_desk.desk.desk import Options, open_desk
from concierge_desk.desk.real_shop import way_to_real_shop
from concierge_desk.paths import DataFolder
from concierge_desk.signing.passphrase import PassphraseSource
from tests.e2e.driver import environment


def test_the_lines_set_up_a_real_shop_where_the_window_looks_for_it(tmp_path: Path) -> None:
    home = tmp_path / "le poste"
    practice = desk_or_practice(Options(home))
    way = way_to_real_shop(DataFolder(practice.data), "en")
    phrase, sheet = tmp_path / "passphrase.txt", tmp_path / "recovery-sheet.pdf"
    phrase.write_text("correct horse battery staple\n")
    (tmp_path / "my-place.toml").write_bytes(Path(way.site).read_bytes())
    # There is no stick here, and no keystore.
    stick = tmp_path / "stick"
    stick.mkdir()
    lines = [line.replace("--to usb", f"--to {stick}") for line in way.lines[:3]]
    for line in lines:
        words = [*shlex.split(line), "--key-passphrase-file", str(phrase)]
        done = subprocess.run(
            words, cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, (words, done.stderr)
    assert sheet.read_bytes().startswith(b"%PDF") and list(stick.glob("*.zip"))
    real = Options(home, passphrase=PassphraseSource(file=phrase))
    assert desk_or_practice(real) is real
    with open_desk(real) as desk:
        assert not desk.identity.practice
    assert shlex.split(way.lines[3])[-2:] == ["--data", str(home)]


def test_where_practice_stands_in_its_place_a_real_one_stands_beside(tmp_path: Path) -> None:
    way = way_to_real_shop(DataFolder(tmp_path / "essai"), "fr")
    assert f"--data {tmp_path / 'essai-reel'} init --site ma-conciergerie.toml" in way.lines[0]
    assert way.site == str(paths.resource_file("sites/ampere.toml"))


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
