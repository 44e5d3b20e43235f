"""What lies on a medium, and what restores it: shared by the tests of copies."""

import json
import shutil
import zipfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from concierge_desk.counter.texts.messages import render
from concierge_desk.desk import catalogue
from concierge_desk.domain.errors import Param
from concierge_desk.jobs.copies.backup_key import read_backup
from concierge_desk.paths import DataFolder
from concierge_desk.signing.keys import load_keys
from concierge_desk.store.connection import Connection
from concierge_desk.store.database import read_store
from tests.cli.helpers import Told, say
from tests.e2e.driver import FULL, Ended, Shop

PHRASE = "ouvre-toi, Sésame à midi"
HOUSE = {
    "concierge.db",
    "FACTICE.key",
    "cles.json",
    "journaux",
    "verrous",
    "copies",
    "ancres.ndjson",
    "effacements.ndjson",
}
"""What may lie in a desk's folder when nobody works there."""


@dataclass(frozen=True)
class Saved:
    """A desk, its backup on a medium, and what opens it.

    Attributes:
        shop: The desk.
        path: The backup.
        anchor: Of its last entry.
        phrase: File of the passphrase.
        sheet: File of the identity: opens at once.
    """

    shop: Shop
    path: Path
    anchor: str
    phrase: Path
    sheet: Path

    @property
    def medium(self) -> Path:
        """The folder of the backup."""
        return self.path.parent

    def copy(self, folder: Path) -> "Saved":
        """The same once more, in another folder."""
        medium = folder / "CLE"
        shutil.copytree(self.medium, medium)
        return replace(self, shop=self.shop.copy(folder / "poste"), path=medium / self.path.name)

    def restore(self, data: Path, *more: str | Path, path: Path | None = None) -> tuple[Shop, Any]:
        """Restore it, and return the desk and what was told."""
        words = ("restore", path or self.path, "--passphrase-file", self.sheet, "--json", *more)
        return Shop(data), quick(Shop(data), *words)

    def backup(self, shop: Shop | None = None) -> Any:
        """Make another backup on the medium."""
        return quick(shop or self.shop, "backup", "--to", self.medium, "--json")


def member(path: Path, name: str) -> bytes:
    """A part of a backup, read as any PC reads it."""
    with zipfile.ZipFile(path) as opened:
        return opened.read(name)


def copies(medium: Path) -> list[str]:
    """The backups on a medium, each of them read back whole."""
    found = sorted(medium.glob("*.zip"))
    for path in found:
        read_backup(path)
    return [path.name for path in found]


def content(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, byte for byte."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def refused(done: Ended | Told, code: str, status: int, **params: Param) -> None:
    """Hold what a word ended with to its code, its exit status and its French sentence."""
    sentence = render(code, params, catalogue.messages(), "fr")
    assert done.status == status, done
    assert done.err.splitlines()[-1:] == [sentence], done


def rows(shop: Shop, sql: str) -> list[Any]:
    """What the store of a desk holds."""
    folder = DataFolder(shop.data)
    keys = load_keys(folder)

    def read(connection: Connection) -> list[Any]:
        return list(connection.execute(sql).fetchall())

    return read_store(folder.store, keys.store_key, read)


def whole(shop: Shop) -> int:
    """Verify everything, find nothing wrong and nothing half-made, and return the number of entries."""
    done = say("--data", shop.data, "verify", "--signatures", "--rebuild", "--json")
    assert done.status == 0, done
    left = [path.name for path in shop.data.iterdir() if path.name not in HOUSE]
    assert left == [], left
    return int(done.json["entries"])


def quick(shop: Shop, *words: str | Path) -> Any:
    """Run a word that succeeds, and return what it told: inside this process, but for the full size."""
    done = shop.run(*words) if FULL else say("--data", shop.data, *words)
    assert done.status == 0, done
    return done.json


def open_on(shop: Shop, day: str) -> None:
    """Close the day that is open, late where it is, and open another at half past eight."""
    stamp = day.replace("-", "")
    acts = (
        {"op": f"01980000-0000-7000-8000-0001{stamp}", "do": "day.close", "gap_reason": "other"},
        {"op": f"01980000-0000-7000-8000-0002{stamp}", "do": "day.open", "float_cents": 8000},
    )
    words = ("--data", shop.data, "record", "-", "--clock", f"{day}T08:30:00", "--json")
    done = say(*words, stdin=b"".join(json.dumps(act).encode() + b"\n" for act in acts))
    assert done.codes == ["ok", "ok"], done


def figures(shop: Shop, day: str) -> Any:
    """What `day status` says, asked inside this process."""
    return quick(shop, "day", "status", "--day", day, "--json")
