"""The stub of SQLCipher's driver: what is missing in the driver is a type error, what it offers is there."""

import ast
import subprocess
import sys
from pathlib import Path

from sqlcipher3 import dbapi2

ROOT = Path(__file__).resolve().parents[2]
STUB = ROOT / "stubs" / "sqlcipher3" / "dbapi2.pyi"

MISSING = """
from sqlcipher3 import dbapi2

connection = dbapi2.connect(":memory:")
connection.iterdump()
connection.serialize()
connection.deserialize(b"")
connection.blobopen("t", "c", 1)
"""

RIGHT = """
import sqlite_utils
from sqlcipher3 import dbapi2

connection = dbapi2.connect(":memory:", isolation_level=None)
connection.row_factory = dbapi2.Row
connection.backup(dbapi2.connect(":memory:"), pages=16)
database = sqlite_utils.Database(connection)
try:
    connection.execute("SELECT 1").fetchone()
except dbapi2.OperationalError as error:
    code: int = error.sqlite_errorcode
"""


def mypy(folder: Path, source: str) -> list[str]:
    """Return the errors that mypy finds in a source."""
    (folder / "snippet.py").write_text(source, encoding="utf-8")
    config = (
        f"[mypy]\nstrict = True\nmypy_path = {(ROOT / 'stubs').as_posix()}\ncache_dir = {folder.as_posix()}\n"
    )
    (folder / "mypy.ini").write_text(config, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--config-file", "mypy.ini", "snippet.py"],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode in {0, 1}, done.stdout + done.stderr
    return [line for line in done.stdout.splitlines() if ": error: " in line]


def test_what_the_driver_lacks_is_a_type_error(tmp_path: Path) -> None:
    errors = mypy(tmp_path, MISSING)
    assert [line.split(":")[1] for line in errors] == ["5", "6", "7", "8"], errors
    assert all("not callable" in line for line in errors)


def test_what_the_store_needs_is_typed(tmp_path: Path) -> None:
    assert mypy(tmp_path, RIGHT) == []


def test_the_stub_promises_nothing_that_the_driver_lacks() -> None:
    promised = {
        name
        for node in ast.parse(STUB.read_text(encoding="utf-8")).body
        for name in _names(node)
        if not name.startswith("_")
    }
    assert promised <= set(dir(dbapi2))


def test_the_stub_misses_only_what_is_missing() -> None:
    tree = ast.parse(STUB.read_text(encoding="utf-8"))
    connection = next(n for n in tree.body if isinstance(n, ast.ClassDef) and n.name == "Connection")
    refused = {
        n.target.id
        for n in connection.body
        if isinstance(n, ast.AnnAssign)
        and isinstance(n.target, ast.Name)
        and ast.unparse(n.annotation) == "_Missing"
    }
    assert len(refused) > 5
    assert not refused & set(dir(dbapi2.Connection))


def _names(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return [node.target.id]
    if isinstance(node, ast.ClassDef | ast.FunctionDef):
        return [node.name]
    return []
