"""The bundle for whoever helps: logs, versions, layout of the store, findings; nothing of people, and all of it shown before.

What holds a word of a personal record is written without it, and so are addresses, telephones and the numbers of items.

Source: docs/requirements.md, R-4.14; decision 0086.
"""

import json
import platform
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Final

from concierge_desk import __version__
from concierge_desk.counter.checks import BundledFile, DeskCheck
from concierge_desk.counter.personal_columns import PersonalColumn
from concierge_desk.desk import catalogue
from concierge_desk.desk.desk import Desk
from concierge_desk.desk.files import whole_file
from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.exporting.container import pack
from concierge_desk.paths import DataFolder
from concierge_desk.store.connection import Connection

GONE: Final = "—"
"""What stands for a word that says something of people."""

_LEAST_LETTERS: Final = 3
"""Shorter words are nobody's name, and of every sentence."""
_SIGNS: Final = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"  # an address
    r"|(?<!\w)(?:\+33|0033|0)\s?(?:\(0\)\s?)?[1-9](?:[ ./\u00a0\u202f-]?\d{2}){4}(?!\w)"  # a telephone
    r"|\b(?=[A-Z0-9]*\d{6})[A-Z0-9]{9,20}\b"  # the number of an item
)
_GROUP: Final = r"(?:[A-Z]{0,2}\d[A-Z0-9]*|[A-Z]{1,2})"
_SPACED: Final = re.compile(
    rf"(?<![\w:.-]){_GROUP}(?:[ \u00a0\u202f]{_GROUP})+(?![\w:-]|\.\d)"  # the same, as people read it out
)
_WORD: Final = re.compile(r"\w+")
_CODE: Final = re.compile(r"[a-z_.]{1,16}")
"""What a column may hold in place of words."""
_NAMES: Final = frozenset(
    {"people_person.family", "people_person.given", "people_person.called", "people_proxy.name"}
)
"""Columns of names: each word of one may be one by itself."""
_SENTENCES: Final = frozenset({"note", "bank.line", "inscription", "delivery_channel"})
"""Periods of records that hold sentences, of whose words none is a name by itself; of the others each is."""
_MADE: Final = frozenset({"people_word.word"})
"""Made of what stands in other columns."""


def bundle(folder: DataFolder, desk: Desk | None, checks: Sequence[DeskCheck]) -> tuple[BundledFile, ...]:
    """Return what the bundle holds; nothing is written.

    Args:
        folder: Of the desk.
        desk: It, where it can be opened.
        checks: What the doctor finds.
    """
    ours = [BundledFile("versions.json", _json(_versions(desk)))]
    if desk is not None:
        ours.append(BundledFile("schema.sql", desk.store.read(_schema)))
    secrets = () if desk is None else desk.store.read(_names)
    hidden = _Hidden((*secrets, str(folder.root), str(Path.home()), Path.home().name))
    # In what is said of a check, and never in what the check is.
    found = [
        asdict(replace(one, told=hidden.taken_out(one.told), todo=hidden.taken_out(one.todo)))
        for one in checks
    ]
    logs = [BundledFile(path.name, hidden.taken_out(_text(path))) for path in _logs(folder)]
    return (*ours, BundledFile("doctor.json", _json(found)), *logs)


def write_bundle(files: Iterable[BundledFile], to: Path) -> Path:
    """Write the bundle into a folder, and return where it lies; the same files give the same bytes.

    Raises:
        EnvironmentFailure: ``file.cannot_write``.
    """
    path = to / NAME
    try:
        to.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentFailure("file.cannot_write", file=str(path)) from error
    with whole_file(path) as file:
        file.write(pack([(one.name, one.text.encode()) for one in files]))
    return path


NAME: Final = "assistance-concierge-desk.zip"


class _Hidden:
    """What says something of people, taken out of texts."""

    def __init__(self, texts: Iterable[str]) -> None:
        # A name is looked for whole, and word by word: a log may hold one of them alone.
        whole = {text.strip() for text in texts if len(text.strip()) >= _LEAST_LETTERS}
        self._whole = sorted(whole, key=len, reverse=True)
        self._codes = known_codes()

    def taken_out(self, text: str) -> str:
        """Return a text without them; a code of ours stays whole, also where somebody is called like a part of it."""
        there = {word.casefold() for word in _WORD.findall(text)}
        for known in self._whole:
            words = [word.casefold() for word in _WORD.findall(known)]
            if words and there.issuperset(words):
                asked = re.compile(rf"(?<!\w){re.escape(known)}(?!\w)", re.IGNORECASE)
                text = asked.sub(self._unless_code, text)
        return _SPACED.sub(_without_number, _SIGNS.sub(GONE, text))

    def _unless_code(self, found: re.Match[str]) -> str:
        before = _TOKEN_END.search(found.string, 0, found.start())
        after = _TOKEN.match(found.string, found.end())
        token = f"{before[0] if before else ''}{found[0]}{after[0] if after else ''}".strip(".")
        return found[0] if token in self._codes else GONE


_TOKEN: Final = re.compile(r"[\w.]*")
_TOKEN_END: Final = re.compile(r"[\w.]*\Z")


def _without_number(found: re.Match[str]) -> str:
    figures = re.sub(r"\s", "", found[0])
    return GONE if 9 <= len(figures) <= 20 and sum(map(str.isdigit, figures)) >= 6 else found[0]


def known_codes() -> frozenset[str]:
    """Return the codes of ours that stand in logs and findings: refusals, warnings, commands, kinds, our parts."""
    kinds = {kind for schema in catalogue.schemas() for kind in schema.apply}
    return frozenset((*catalogue.messages(), *catalogue.commands(), *kinds))


def _names(rows: Connection) -> tuple[str, ...]:
    """Return what stands of people in any column of the table of personal columns."""
    found: set[str] = set()
    for column in catalogue.personal().columns:
        if column.place in _MADE:
            continue
        values = _values(rows, column)
        if column.place in _NAMES or (column.table == "personal" and column.retention not in _SENTENCES):
            values = [part for value in values for part in _parts(value)]
        else:
            values = [value for value in values if not _CODE.fullmatch(value)]
        found.update(values)
    return tuple(found)


def _values(rows: Connection, column: PersonalColumn) -> list[str]:
    where, given = ("WHERE retention = ?", (column.retention,)) if column.table == "personal" else ("", ())
    asked = f'SELECT DISTINCT "{column.column}" FROM "{column.table}" {where}'  # noqa: S608
    found = [str(value) for (value,) in rows.execute(asked, given) if isinstance(value, str)]
    if column.table in {"visit", "drawer_pulse"}:
        # Words stand there among codes: what is typed has a space in it, or says by its name what it is.
        return [text for value in found for text in _typed(json.loads(value))]
    return found


_SAID: Final = frozenset({"name", "phone", "email", "note"})


def _typed(value: Any, name: str = "") -> Iterator[str]:
    if isinstance(value, str) and (name in _SAID or " " in value):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _typed(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from _typed(inner, name)


def _parts(text: str) -> Iterator[str]:
    """Yield a name, and each word of it that may be one by itself."""
    yield text
    yield from (word for word in _WORD.findall(text) if len(word) > _LEAST_LETTERS)


def _versions(desk: Desk | None) -> dict[str, object]:
    told: dict[str, object] = {
        "program": __version__,
        "python": platform.python_version(),
        "system": platform.system(),
        "release": platform.release(),
        "machine": platform.machine(),
    }
    return told if desk is None else told | desk.store.read(_of_store)


def _of_store(rows: Connection) -> dict[str, object]:
    (sqlite,) = rows.execute("SELECT sqlite_version()").fetchone()
    (entries,) = rows.execute("SELECT COALESCE(max(seq), 0) FROM journal").fetchone()
    history = rows.execute("SELECT seq, version FROM software ORDER BY seq").fetchall()
    return {"sqlite": sqlite, "entries": entries, "software": [list(row) for row in history]}


def _schema(rows: Connection) -> str:
    """Return the layout of the store, which migrations made it, and how many rows each table has; no row of any."""
    made = rows.execute(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type DESC, name"
    ).fetchall()
    applied = rows.execute("SELECT migration_set, name FROM _sqlite_migrations ORDER BY 1, 2").fetchall()
    tables = [
        name for (name,) in rows.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    ]
    counts = [(name, rows.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]) for name in tables]  # noqa: S608
    lines = [f"{sql};" for (sql,) in made]
    lines += [f"-- {part}/{name}" for part, name in applied]
    lines += [f"-- {name}: {count}" for name, count in counts]
    return "\n".join((*lines, ""))


def _logs(folder: DataFolder) -> tuple[Path, ...]:
    return tuple(sorted(path for path in folder.logs.glob("*.log*") if path.is_file()))


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8", errors="replace")
    except OSError as error:
        # One that went meanwhile, or cannot be read, is told as such: the others are there.
        return f"{type(error).__name__}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
