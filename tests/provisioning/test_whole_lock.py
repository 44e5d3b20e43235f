"""Both locks are installed as they stand, by the oldest pip we meet and by the present one, whatever was released since.

Every library is there twice: as it is locked, and newer, with an extra that brings a library which nobody locked. That
is what `coverage[toml]` did to pips before 24.0, which look at the newest for the sake of the extra.
"""

import re
import subprocess
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from provisioning.pip import EXACTLY, Pip, command_line, install_words
from provisioning.terminal import SetUpError
from tests.provisioning.conftest import PIPS, Started
from tests.provisioning.stub_index import Index, Wheel, ask_only, installed, offer, served

ROOT = Path(__file__).resolve().parents[2]
ENTRY = re.compile(r"(?m)^(?P<head>[a-z0-9][^\n]*?) \\\n(?: +--hash=\S+(?: \\)?\n)+")


def lock_text(lock: str) -> str:
    return (ROOT / "requirements" / f"{lock}.txt").read_text("utf-8")


def entries(lock: str) -> list[Requirement]:
    return [Requirement(found["head"]) for found in ENTRY.finditer(lock_text(lock))]


def is_for_here(entry: Requirement) -> bool:
    return entry.marker is None or entry.marker.evaluate()


@cache
def locked() -> dict[str, Wheel]:
    """Every library of the larger lock, as it is locked, with nothing in it.

    Each asks for the next one of its lock with an extra, as pytest-cov does for coverage; the last one for nothing.
    """
    following: dict[str, Requirement] = {}
    for lock in ("test", "run"):
        here = [entry for entry in entries(lock) if is_for_here(entry)]
        following |= {entry.name: after for entry, after in pairwise(here)}
        following.pop(here[-1].name, None)
    return {
        entry.name: Wheel(
            entry.name,
            str(entry.specifier).removeprefix("=="),
            [f"{following[entry.name].name}[more]>=0.0.1"] if entry.name in following else [],
            ["more"],
        )
        for entry in entries("test")
    }


def newer(wheel: Wheel) -> Wheel:
    """The same library, after it was locked."""
    unknown = [f"not-locked-{wheel.name}", f'never-heard-of-{wheel.name}; extra == "more"']
    return Wheel(wheel.name, f"{Version(wheel.version).major + 1}.0", unknown, ["more", "new"])


def offered() -> Index:
    return Index(offer([*locked().values(), *map(newer, locked().values())]))


def with_their_hashes(lock: str) -> str:
    """A lock of the repository, for the wheels with nothing in them."""
    return ENTRY.sub(
        lambda found: (
            f"{found['head']} \\\n    --hash=sha256:{locked()[Requirement(found['head']).name].sha256}\n"
        ),
        lock_text(lock),
    )


def wheels_for_here(lock: str) -> list[Wheel]:
    return [locked()[entry.name] for entry in entries(lock) if is_for_here(entry)]


@pytest.mark.parametrize("which", PIPS)
def test_exactly_the_locks_are_asked_for(
    which: str, tmp_path: Path, venv_of: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    venv, path = venv_of(which), tmp_path / "lock.txt"
    pip = Pip(venv)
    with served(offered()) as index:
        ask_only(monkeypatch, index.url)
        for lock in ("run", "test"):
            path.write_text(with_their_hashes(lock), "utf-8")
            pip.install_lock(path)
            wheels = wheels_for_here(lock)
            # Each once, and what is there already not again.
            assert sorted(index.files) == sorted(wheel.filename for wheel in wheels)
            assert set(index.pages) == {wheel.name for wheel in wheels}
            assert installed(venv) == {wheel.name: wheel.version for wheel in wheels}
            pip.check()


def test_resolving_goes_astray_with_the_old_pip(
    tmp_path: Path, venv_of: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing above is proven by an index that no pip stumbles over."""
    venv, path = venv_of("old"), tmp_path / "lock.txt"
    path.write_text(with_their_hashes("run"), "utf-8")
    words = [word for word in install_words(path) if word != "--no-deps"]
    assert len(words) == len(install_words(path)) - 1
    with served(offered()) as index:
        ask_only(monkeypatch, index.url)
        done = subprocess.run(command_line(venv, *words), capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "all requirements must have their versions pinned" in done.stderr
    assert installed(venv) == {}


def test_a_library_that_the_lock_does_not_hold_is_taken_away(
    tmp_path: Path, venv_of: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    venv, before, after = venv_of("present"), Wheel("dropped", "1.0"), Wheel("kept", "1.0")
    path = tmp_path / "lock.txt"
    with served(Index(offer([before, after]))) as index:
        ask_only(monkeypatch, index.url)
        for wheels in ((before, after), (after,)):
            path.write_text(
                "".join(f"{w.name}=={w.version} --hash=sha256:{w.sha256}\n" for w in wheels), "utf-8"
            )
            Pip(venv).install_lock(path)
    assert installed(venv) == {"kept": "1.0"}


@pytest.mark.parametrize("which", PIPS)
def test_a_lock_that_is_not_whole_is_told(
    which: str, tmp_path: Path, venv_of: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    venv, lonely = venv_of(which), Wheel("lonely", "1.0", ["friend>=2"])
    path = tmp_path / "lock.txt"
    path.write_text(f"lonely==1.0 --hash=sha256:{lonely.sha256}\n", "utf-8")
    with served(Index(offer([lonely]))) as index:
        ask_only(monkeypatch, index.url)
        Pip(venv).install_lock(path)
    with pytest.raises(SetUpError, match=r"pip check.*lonely 1\.0 requires friend.*dev\.py lock"):
        Pip(venv).check()


def test_nothing_is_built_from_source(
    tmp_path: Path, venv_of: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its builder would be resolved, whatever `--no-deps` says."""
    assert EXACTLY[-2:] == ("--only-binary", ":all:")
    venv, path = venv_of("present"), tmp_path / "lock.txt"
    path.write_text(f"sourced==1.0 --hash=sha256:{'0' * 64}\n", "utf-8")
    with served(Index({"sourced": {"sourced-1.0.tar.gz": b""}})) as index:
        ask_only(monkeypatch, index.url)
        with pytest.raises(SetUpError, match="pas de sourced tout prêt"):
            Pip(venv).install_lock(path)
    assert index.files == []
