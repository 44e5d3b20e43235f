"""What a release leaves, made once when it is out: ``python -m tests.e2e.make_older VERSION``."""

import base64
import json
import shutil
import sys
import tempfile
import zipfile
from pathlib import Path

import pyrage

from concierge_desk import __version__
from tests.e2e.driver import DAY, Shop
from tests.e2e.older import COPY, EVERYTHING, KEY, OLDER, PACKED, PHRASE, STATEMENT, STORE, pack

LINES = OLDER / "day.jsonl"
WORDS = "rien que pour s'exercer"
_KEY_BYTES = 32


def make(target: Path, work: Path) -> None:
    """Play the day, hand everything out, and keep what is left.

    Args:
        target: Where it is kept: not there yet.
        work: Where the desk lives meanwhile.
    """
    target.mkdir()
    (target / PHRASE).write_text(f"{WORDS}\n", "utf-8")
    shop = Shop(work / "poste")
    shop.init(clock=f"{DAY}T07:30")
    shop.run("record", LINES, "--clock", f"{DAY}T08:00")
    statement = shop.run("export", "laposte", "--day", DAY, "--to", work, "--json").json["path"]
    shutil.copy(statement, target / STATEMENT)
    shop.run("export", "everything", "--names", "--to", work / EVERYTHING)
    # The papers are most of it, and no program reads them: their sums are kept.
    shutil.copytree(work / EVERYTHING, target / EVERYTHING, ignore=shutil.ignore_patterns("papiers"))
    told = shop.run("backup", "--to", work, "--passphrase-file", target / PHRASE, "--json").json
    shutil.copy(shop.data / KEY, target / KEY)
    pack(target / PACKED, {STORE: _store(shop.data), COPY: _copy(Path(told["path"]))})


def _store(data: Path) -> tuple[bytes, bytes, int, int]:
    secret = base64.b64decode(json.loads((data / KEY).read_bytes())["secret"])
    content = (data / STORE).read_bytes()
    return content, secret[:_KEY_BYTES], 0, len(content)


def _copy(path: Path) -> tuple[bytes, bytes, int, int]:
    """Return a copy and where its store lies, opened as its own LISEZMOI.txt says."""
    with zipfile.ZipFile(path) as file:
        identity = pyrage.passphrase.decrypt(file.read("identite.age"), WORDS).decode().strip()
        opener = pyrage.x25519.Identity.from_str(identity)
        key = json.loads(pyrage.decrypt(file.read("cles.age"), [opener]))["copy_key"]
        content, store = path.read_bytes(), file.read("copie.db")
    return content, bytes.fromhex(key), content.index(store), len(store)


if __name__ == "__main__":
    if sys.argv[1:] != [__version__]:
        raise SystemExit(f"this is {__version__}")
    with tempfile.TemporaryDirectory() as folder:
        make(OLDER / __version__, Path(folder))
