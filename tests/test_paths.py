import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from concierge_desk import paths
from concierge_desk.paths import DataFolder

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def resources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "resources"
    (folder / "sites").mkdir(parents=True)
    (folder / "list.csv").write_bytes("é;1\r\n".encode())
    (folder / "sites" / "b.toml").write_text("b")
    (folder / "sites" / "a.toml").write_text("a")
    (folder / "sites" / "deeper").mkdir()
    (tmp_path / "secret").write_text("outside")
    monkeypatch.setattr(paths, "_root", lambda: folder)
    return folder


def test_the_places_of_a_data_folder(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "desk")

    named = {
        name: getattr(folder, name).relative_to(folder.root).as_posix()
        for name in ("store", "keys", "practice_key", "logs", "copies", "locks")
    }

    assert named == {
        "store": "concierge.db",
        "keys": "cles.json",
        "practice_key": "FACTICE.key",
        "logs": "journaux",
        "copies": "copies",
        "locks": "verrous",
    }
    assert not folder.root.exists()


@pytest.mark.skipif(os.name == "nt", reason="the variable is the one of Linux desktops")
def test_the_default_data_folder_is_the_users_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))

    assert paths.default_data_folder() == tmp_path / "concierge-desk"
    assert not (tmp_path / "concierge-desk").exists()


def test_a_resource_is_given_as_it_is(resources: Path) -> None:
    assert paths.resource("list.csv") == "é;1\r\n".encode()
    assert paths.resource_text("list.csv") == "é;1\r\n"
    assert paths.resource("sites/a.toml") == b"a"


def test_a_resource_can_be_copied_from_where_it_lies(resources: Path) -> None:
    assert paths.resource_file("sites/a.toml").read_bytes() == b"a"
    with pytest.raises(FileNotFoundError):
        paths.resource_file("sites/none.toml")


def test_the_practice_shop_of_a_window_shares_the_preferences(tmp_path: Path) -> None:
    home = paths.DataFolder(tmp_path)
    assert home.preferences == tmp_path / "preferences.json"
    assert paths.DataFolder(tmp_path / paths.PRACTICE).preferences == home.preferences
    assert paths.DataFolder(tmp_path / paths.PRACTICE).home == home.home == tmp_path


def test_the_names_in_a_folder_can_be_read_in_turn(resources: Path) -> None:
    names = paths.resource_names("sites")

    assert names == ("sites/a.toml", "sites/b.toml")
    assert [paths.resource(name) for name in names] == [b"a", b"b"]


@pytest.mark.parametrize(
    "name",
    [
        "none",
        "sites",
        "sites/none",
        "",
        "/",
        "../secret",
        "sites/../../secret",
        "./list.csv",
        "sites\\a.toml",
        "C:x",
        "a\0b",
    ],
)
def test_what_is_no_resource_is_not_found(resources: Path, name: str) -> None:
    with pytest.raises(FileNotFoundError):
        paths.resource(name)
    with pytest.raises(FileNotFoundError):
        paths.resource_text(name)


@pytest.mark.parametrize("name", ["none", "list.csv", "..", "", "sites/.."])
def test_what_is_no_folder_of_resources_is_not_found(resources: Path, name: str) -> None:
    with pytest.raises(FileNotFoundError):
        paths.resource_names(name)


def test_packaged_resources_come_before_the_checkouts(tmp_path: Path) -> None:
    (tmp_path / "_resources").mkdir()

    assert paths._choose(tmp_path) == tmp_path / "_resources"
    assert paths._choose(tmp_path / "_resources") == ROOT / "resources"


def test_the_checkout_finds_its_own() -> None:
    assert paths.resource("laposte-tariffs.csv") == (ROOT / "resources" / "laposte-tariffs.csv").read_bytes()


def test_resources_are_read_from_inside_an_archive(tmp_path: Path) -> None:
    """Package data need not be files of the disk: read as a wheel that is imported where it lies."""
    archive = tmp_path / "desk.zip"
    with zipfile.ZipFile(archive, "w") as made:
        for module in ("__init__.py", "paths.py"):
            made.write(ROOT / "concierge_desk" / module, f"concierge_desk/{module}")
        made.writestr("concierge_desk/_resources/sites/a.toml", "packed")
    code = "from concierge_desk import paths; n, = paths.resource_names('sites'); print(paths.__file__, n, paths.resource_text(n))"

    said = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(archive)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()

    assert str(archive) in said[0]
    assert said[1:] == ["sites/a.toml", "packed"]
