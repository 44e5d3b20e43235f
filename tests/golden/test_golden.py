"""What the program says and writes is, byte for byte, what it said and wrote: the practice day, and days of the demo."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.driver import FULL, environment
from tests.golden.compare import differences
from tests.golden.play import DAYS, GOLDEN, MANIFEST, known_with, manifest_of

ROOT = Path(__file__).resolve().parents[2]
PLAYED_DAYS = DAYS["full" if FULL else "ci"]
HOW = f"""{{differ}}: not what is kept in {GOLDEN.name}. To see what differs, in a worktree of a commit where it did not:
  there   python -m tests.golden.play BEFORE --days {PLAYED_DAYS}
  here    python -m tests.golden.play AFTER --days {PLAYED_DAYS}
  then    python -m tests.golden.compare BEFORE AFTER
What is meant to differ is kept by --keep, once for each size: --days {" and --days ".join(map(str, DAYS.values()))}."""


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything that the program said and wrote, on a PC of another time zone and another home."""
    folder = tmp_path_factory.mktemp("golden")
    words = [sys.executable, "-m", "tests.golden.play", str(folder / "played"), "--days", str(PLAYED_DAYS)]
    env = environment(HOME=str(folder), TZ="Pacific/Auckland")
    done = subprocess.run(words, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder / "played"


def test_every_byte_is_as_it_was(played: Path) -> None:
    known = json.loads(GOLDEN.read_text("utf-8"))
    now = known_with(known, played, PLAYED_DAYS)
    differ = [
        f"{play}: {kind}"
        for play in now
        for kind in now[play]
        if now[play][kind] != known.get(play, {}).get(kind)
    ]
    assert not differ, HOW.format(differ=", ".join(differ))


def test_both_sizes_are_kept() -> None:
    known = json.loads(GOLDEN.read_text("utf-8"))
    demos = [f"demo, {days} days" for days in DAYS.values()]
    assert set(known) == {"help", "practice", *demos}
    assert len({tuple(known[demo]) for demo in demos}) == 1


def test_every_word_is_played(played: Path) -> None:
    """But those that need a screen or a stick, or look at this PC."""
    words = {
        path.stem.removeprefix("concierge-desk").removeprefix("-") for path in (played / "help").iterdir()
    }
    for form in ("json", "french"):
        told = {path.stem for play in ("practice", "demo") for path in (played / play / form).iterdir()}
        assert words - told == {"", "day", "person", "doctor", "eject", "gallery"}, form


def test_what_differs_is_told(played: Path, tmp_path: Path) -> None:
    """One byte in each kind of file, a file that is gone, and one that was not there."""
    before, after = tmp_path / "before", tmp_path / "after"
    for folder in (before, after):
        for name in (
            "practice/french/init.txt",
            "practice/pdf/z-Z-2026-0001.0.pdf",
            "practice/json/init.txt",
        ):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(played / name, folder / name)
    assert list(differences(before, after)) == []
    changed = after / "practice/french/init.txt"
    changed.write_text(changed.read_text("utf-8").replace("est prêt dans", "se trouve dans"), "utf-8")
    paper = after / "practice/pdf/z-Z-2026-0001.0.pdf"
    paper.write_bytes(paper.read_bytes() + b"\n")
    (before / "practice/json/init.txt").rename(after / "practice/json/other.txt")
    (after / "practice/json/init.txt").unlink()
    told = list(differences(before, after))
    assert [line for line in told if not line.startswith(" ")] == [
        "differs: practice/french/init.txt",
        "only after: practice/json/other.txt",
        "differs: practice/pdf/z-Z-2026-0001.0.pdf",
    ]
    assert "  -Le comptoir AMP1-F est prêt dans poste." in told
    assert "  +Le comptoir AMP1-F se trouve dans poste." in told
    assert "  no line of its text: its bytes alone" in told


def test_the_manifest_says_what_lies_there(played: Path) -> None:
    kept = json.loads((played / MANIFEST).read_text("utf-8"))
    assert kept == manifest_of(played)
    assert list(kept) == sorted(kept)
