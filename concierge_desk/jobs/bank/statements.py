"""Statement of a bank, from its file into an open desk.

Source: docs/contract.md, "The bank's lines"; decision 0082.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from concierge_desk.counter.bank.statement import MOST_LINES, ImportLines, given_lines
from concierge_desk.counter.values.fields import form_of
from concierge_desk.desk.desk import Desk
from concierge_desk.desk.files import foreign_bytes
from concierge_desk.domain.accounting.reconciling import new_lines
from concierge_desk.domain.errors import DeskError, EnvironmentFailure, Refused
from concierge_desk.exporting.statements.lines import BankFileLine, BankStatement
from concierge_desk.exporting.statements.ofx import is_ofx, read_ofx
from concierge_desk.exporting.statements.table import read_table
from concierge_desk.media.system import System
from concierge_desk.media.volumes import removable_volumes
from concierge_desk.paths import downloads_folder
from concierge_desk.store.reconciling import bank

IMPORT: Final = "bank.import"
"""The command that takes lines in."""
_MOST_BYTES = 4_000_000
"""No statement is larger: what is was chosen by mistake."""
_KINDS = frozenset({".ofx", ".csv", ".qfx"})
_MOST_FILES = 20
"""Of a folder, the newest: nobody looks through more."""
_FORM = form_of(ImportLines)


@dataclass(frozen=True, slots=True)
class LookedAt:
    """A statement that was looked at; nothing of it is taken in yet.

    Attributes:
        path: Its file.
        statement: Its lines.
        new: How many of them the desk does not know.
    """

    path: Path
    statement: BankStatement
    new: int


def read_statement(path: Path) -> BankStatement:
    """Return the statement in a file.

    Raises:
        EnvironmentFailure: ``file.missing``.
        Refused: ``bank.file_*``.
    """
    try:
        data = foreign_bytes(path, _MOST_BYTES)
    except (OSError, ValueError) as error:
        raise EnvironmentFailure("file.missing", file=str(path)) from error
    statement = read_ofx(data) if is_ofx(data) else read_table(data)
    if len(statement.lines) > MOST_LINES:
        raise Refused("bank.file_too_many", count=len(statement.lines), most=MOST_LINES)
    return statement


def look_at(desk: Desk, path: Path, account: str) -> LookedAt:
    """Return a statement, and how many of its lines are new.

    Raises:
        EnvironmentFailure: As `read_statement` does.
        Refused: As `read_statement` does.
    """
    statement = read_statement(path)
    command = _FORM.parse(fields_of(statement, account))
    given = given_lines(account, command.lines)
    first, last = statement.from_day, statement.until_day
    known = desk.store.read(lambda rows: bank.known_lines(rows, account, first, last))
    return LookedAt(path, statement, len(new_lines(given, known)))


def row_of(line: BankFileLine) -> dict[str, Any]:
    """Return a line as the command takes it."""
    told = {"day": line.day, "cents": line.cents, "id": line.id, "label": line.label}
    return {name: value for name, value in told.items() if value is not None}


def fields_of(statement: BankStatement, account: str) -> dict[str, Any]:
    """Return what `IMPORT` is played with, to take a statement in."""
    return {"account": account, "lines": [row_of(line) for line in statement.lines]}


def newest_statement(system: System | None = None) -> Path | None:
    """Return the newest file on a stick or in the downloads that can be read as a statement; None without one.

    Args:
        system: The machine whose sticks are found; the one the program runs on by default.
    """
    folders = (*(volume.mount for volume in removable_volumes(system)), downloads_folder())
    files = sorted((found for folder in folders for found in _files(folder)), reverse=True)
    return next((path for _at, path in files if _is_statement(path)), None)


def _files(folder: Path) -> list[tuple[float, Path]]:
    try:
        found = [path for path in folder.iterdir() if path.suffix.lower() in _KINDS and path.is_file()]
        return sorted(((path.stat().st_mtime, path) for path in found), reverse=True)[:_MOST_FILES]
    except OSError:
        # It is not there, or was pulled out without a word.
        return []


def _is_statement(path: Path) -> bool:
    try:
        read_statement(path)
    except DeskError:
        return False
    return True
