"""Licence texts of what a frozen build holds of others: all of them, or there is no build."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from provisioning.licences import INDEX, MissingLicenceError, collect
from provisioning.locks import RUN, lock_path

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("licences") / "la"
    collect(ROOT, folder)
    return folder


def text_in(folder: Path, name: str) -> str:
    """All that was collected of one thing."""
    (found,) = [path for path in folder.iterdir() if re.fullmatch(rf"{name}(-[0-9].*)?", path.name)]
    return "\n".join(path.read_text("utf-8", "replace") for path in found.rglob("*") if path.is_file())


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("pyside6-essentials", "GNU LESSER GENERAL PUBLIC LICENSE\n                       Version 3"),
        # The lesser one stands on the other.
        ("pyside6-essentials", "GNU GENERAL PUBLIC LICENSE\n                       Version 3"),
        ("shiboken6", "GNU LESSER GENERAL PUBLIC LICENSE"),
        ("python-stdnum", "Version 2.1, February 1999"),
        ("sqlcipher3", "ZETETIC LLC"),
        ("sqlcipher3", "Apache License"),
        ("pypdfium2", "PDFium Authors"),
        ("fonts", "Bitstream"),
        ("python", "PYTHON SOFTWARE FOUNDATION LICENSE"),
        ("cryptography", "Apache License"),
        ("reportlab", "ReportLab"),
    ],
)
def test_the_text_is_there(name: str, words: str, collected: Path) -> None:
    found = text_in(collected, name)
    assert words in found


def test_everything_that_is_locked_has_one(collected: Path) -> None:
    names = re.findall(r"(?m)^([a-z0-9.-]+)==[^;\n]*(?:\\\n|\\)?$", lock_path(ROOT, RUN).read_text("utf-8"))
    assert len(names) > 40
    folders = {path.name for path in collected.iterdir()}
    assert [name for name in names if not any(folder.startswith(f"{name}-") for folder in folders)] == []
    index = (collected / INDEX).read_text("utf-8")
    assert all(f"{folder}/" in index for folder in folders - {INDEX})
    assert all(path.stat().st_size for path in collected.rglob("*") if path.is_file())


def test_what_is_missing_stops_it_and_is_named(tmp_path: Path) -> None:
    lock = "nothing-of-that-name==1.0 \\\n    --hash=sha256:00\nclick==8\nno-such-thing==2\n"
    with pytest.raises(MissingLicenceError, match="no-such-thing, nothing-of-that-name"):
        collect(ROOT, tmp_path / "la", lock)
    assert not (tmp_path / "la").exists()


def test_what_comes_without_a_text_stops_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bare = tmp_path / "site"
    (bare / "bare-1.0.dist-info").mkdir(parents=True)
    (bare / "bare-1.0.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: bare\nVersion: 1.0\n")
    (bare / "bare-1.0.dist-info" / "RECORD").write_text("bare-1.0.dist-info/METADATA,,\n")
    monkeypatch.syspath_prepend(str(bare))
    with pytest.raises(MissingLicenceError, match="bare"):
        collect(ROOT, tmp_path / "la", "bare==1.0\n")


def test_what_another_system_needs_is_not_asked_for(tmp_path: Path) -> None:
    lock = f"click==8\nnothing-of-that-name==1 ; sys_platform == '{'linux' if sys.platform == 'win32' else 'win32'}'\n"
    assert collect(ROOT, tmp_path / "la", lock) == ("click-8", "fonts", "python")


def test_a_build_takes_them_along() -> None:
    spec = (ROOT / "build.spec").read_text("utf-8")
    assert "collect(ROOT, LICENCES)" in spec
    assert '(str(LICENCES), "licences")' in spec


def test_a_missing_one_is_said_on_the_command_line(tmp_path: Path) -> None:
    copy = tmp_path / "checkout"
    for name in ("provisioning/__init__.py", "provisioning/licences.py", "provisioning/locks.py"):
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).write_bytes((ROOT / name).read_bytes())
    (copy / "provisioning" / "terminal.py").write_bytes((ROOT / "provisioning" / "terminal.py").read_bytes())
    (copy / "resources" / "fonts").mkdir(parents=True)
    for font in ("LICENSE.txt", "LICENSE-GuichetSans.txt"):
        (copy / "resources" / "fonts" / font).write_text("x", "ascii")
    (copy / "requirements").mkdir()
    (copy / "requirements" / "run.txt").write_text("no-such-thing==2\n", "ascii")
    words = [sys.executable, "-m", "provisioning.licences", str(tmp_path / "la")]
    done = subprocess.run(words, cwd=copy, env={"PYTHONPATH": str(copy)}, capture_output=True, check=False)
    assert done.returncode == 4
    assert b"no-such-thing" in done.stderr
