"""A desk that is made: all of it is in the file that takes its place, or there is none."""

import errno
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest

from concierge_desk.bootstrap.appearance import Look
from concierge_desk.bootstrap.opening import open_face
from concierge_desk.bootstrap.second_start import WindowSeat
from concierge_desk.desk import commission
from concierge_desk.desk.desk import Options, open_store
from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.paths import DataFolder, half_commissioned
from concierge_desk.signing.keys import DeskKeys, load_keys
from concierge_desk.store import connection
from concierge_desk.store.connection import open_for_reading
from concierge_desk.store.database import Store, read_store
from concierge_desk.store.journal import head


def test_a_desk_whose_log_cannot_be_emptied_is_not_put_in_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its first entries would stay behind in a log that is taken away with what is half made."""
    folder, options = DataFolder(tmp_path / "poste"), Options(tmp_path / "poste")
    site = commission.read_site_file("ampere")
    held: list[Any] = []

    def opened(path: Path, keys: DeskKeys, *named: Any) -> Store:
        store = open_store(path, keys, *named)
        leave = store.close

        def close() -> None:
            # Somebody looks: the last one to write is not the last to leave.
            held.append(open_for_reading(path, keys.store_key))
            held[-1].execute("BEGIN")
            assert held[-1].execute("SELECT count(*) FROM journal").fetchone() != (0,)
            leave()

        monkeypatch.setattr(store, "close", close)
        return store

    with monkeypatch.context() as patched:
        patched.setattr(commission, "open_store", opened)
        patched.setattr(connection, "BUSY_SECONDS", 0.1)
        with pytest.raises(EnvironmentFailure) as failure:
            commission.commission(options, site, practice=True)
    assert failure.value.code == "store.locked"
    with closing(held[0]):
        assert not folder.store.exists()
        assert [name.name for name in folder.root.glob("*.partiel*")] == []
    commission.commission(options, site, practice=True)
    assert read_store(folder.store, load_keys(folder).store_key, head).seq > 0


def test_what_a_failing_disk_did_not_let_go_of_goes_with_the_next_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, options = DataFolder(tmp_path / "poste"), Options(tmp_path / "poste")
    let_go = Path.unlink

    def refuse(path: Path, *, missing_ok: bool = False) -> None:
        if ".partiel" in path.name:
            raise OSError(errno.EIO, "the disk fails")
        let_go(path, missing_ok=missing_ok)

    def left() -> list[str]:
        return sorted(path.name for path in folder.root.glob("*.partiel*"))

    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", refuse)
        patched.setattr(commission, "_fill", _filled(half_commissioned(folder)))
        commission.commission(options, commission.read_site_file("ampere"), practice=True)
        assert left() == ["concierge.partiel-wal"]
    with ExitStack() as held, WindowSeat() as seat:
        open_face(options, Look("fr"), held, seat, first=True)
    assert left() == []


def _filled(made: Path) -> Any:
    """Fill a new store as it is filled, and leave its log."""
    fill = commission._fill

    def filled(*named: Any) -> None:
        fill(*named)
        made.with_suffix(".partiel-wal").write_bytes(b"frames")

    return filled
