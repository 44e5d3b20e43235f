import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from concierge_desk.desk import catalogue, commission
from concierge_desk.desk.desk import Options, open_desk
from concierge_desk.paths import DataFolder
from concierge_desk.signing.keys import load_keys
from concierge_desk.signing.passphrase import PassphraseSource
from concierge_desk.store.copies import copy_store
from tests.real_site import REAL_SITE
from tests.store.stores import ROOT, entries, schema

ADDRESSEES = ("Kessler", "Yilmaz", "Hôtel-Dieu")
TRACKINGS = ("861011301731382", "6A15602676300", "RB123456785FR")


def commands() -> str:
    named = [
        f'{{"op": "01970000-0000-7000-8000-{place:012d}", "do": "relay.receive", "tracking": "{tracking}",'
        f' "shelf": "A1", "addressee": {{"name": "{name}"}}}}'
        for place, (name, tracking) in enumerate(
            zip(("Mme Kessler", "M. Yilmaz", "Hôtel-Dieu"), TRACKINGS, strict=True), start=1
        )
    ]
    opening = '{"op": "01970000-0000-7000-8000-000000000099", "do": "day.open", "float_cents": 8000}'
    return "\n".join([opening, *named]) + "\n"


def command_line(root: Path, passphrase: Path, *words: str) -> list[str]:
    given = ["--data", str(root), "--key-passphrase-file", str(passphrase)]
    return [sys.executable, "-m", "concierge_desk", *given, *words]


@pytest.fixture
def killed(tmp_path: Path) -> tuple[Path, Path]:
    """A real desk whose process was killed in the middle of its day: its write-ahead log stays as it was."""
    root, passphrase = tmp_path / "poste", tmp_path / "phrase.txt"
    passphrase.write_text("une phrase assez longue\n", "utf-8")
    options = Options(data=root, passphrase=PassphraseSource(file=passphrase))
    commission.commission(options, commission.read_site_file(REAL_SITE), practice=False)
    # Something for the program's own log: a day that is unknown.
    asked = ("day", "status", "--day", "2020-01-01")
    assert subprocess.run(command_line(root, passphrase, *asked), check=False, cwd=ROOT).returncode == 3
    with subprocess.Popen(
        command_line(root, passphrase, "record", "-", "--json"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        # A killed process leaves half a file of coverage: it does not measure.
        env={name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")},
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            for line in commands().splitlines():
                process.stdin.write(line.encode() + b"\n")
                process.stdin.flush()
                assert json.loads(process.stdout.readline())["ok"] is True
        finally:
            process.kill()
    return root, passphrase


def told_in(folder: Path) -> dict[str, set[str]]:
    """Return what of names and numbers stands in clear, file by file, file names included."""
    found: dict[str, set[str]] = {}
    for file in sorted(folder.rglob("*")):
        content = file.read_bytes() if file.is_file() else b""
        looked_at = (content + str(file.relative_to(folder)).encode()).lower()
        for word in (*ADDRESSEES, *TRACKINGS, *(text[-6:] for text in TRACKINGS), "relay.received", "ampere"):
            for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
                if word.lower().encode(encoding) in looked_at:
                    found.setdefault(file.name, set()).add(word)
    return found


def test_without_its_keys_no_file_of_a_real_desk_tells_anything(killed: tuple[Path, Path]) -> None:
    """R-4.11: store, log, copies, locks and the program's own log."""
    root, passphrase = killed
    folder = DataFolder(root)
    log = folder.store.with_name(folder.store.name + "-wal")
    assert log.stat().st_size > 10_000
    keys = load_keys(folder, passphrase=PassphraseSource(file=passphrase))
    copy_store(folder.store, keys.store_key, folder.copies / "avant-0.1.0.db")

    files = {file.name for file in root.rglob("*") if file.is_file()}
    assert {"concierge.db", log.name, "cles.json", "avant-0.1.0.db"} <= files
    assert "FACTICE.key" not in files
    assert list(folder.logs.iterdir())
    assert list(folder.locks.iterdir())
    assert told_in(root) == {}
    # What is searched for is there, once it is opened with the key.
    whole = b"".join(entry.payload or b"" for entry in entries(folder.store, keys.store_key))
    assert all(tracking.encode() in whole for tracking in TRACKINGS)
    assert not any(name.encode() in whole for name in ADDRESSEES)


def test_the_search_finds_what_stands_in_clear(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("hôtel-dieu", "utf-16-le")
    (tmp_path / "RB123456785FR.txt").touch()
    assert told_in(tmp_path) == {
        "a.txt": {"Hôtel-Dieu"},
        "RB123456785FR.txt": {"RB123456785FR", "6785FR"[-6:]},
    }


def test_it_holds_after_a_migration_too(killed: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    root, passphrase = killed
    more = (*catalogue.schemas(), schema())
    monkeypatch.setattr(catalogue, "schemas", lambda: more)
    with open_desk(Options(data=root, passphrase=PassphraseSource(file=passphrase))):
        assert told_in(root) == {}
    assert list(DataFolder(root).copies.iterdir())
    assert told_in(root) == {}
