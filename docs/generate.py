"""Generate docs/commands.md, docs/schema.md and the table of holidays from the program itself; a test keeps them fresh.

``python docs/generate.py [--to FOLDER]``, or ``python3 dev.py docs``.
"""

import argparse
import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import click

from concierge_desk.cli import main as command_line
from concierge_desk.cli.options import GLOBAL_NAMES
from concierge_desk.counter.day import holidays
from concierge_desk.counter.rights.table import RIGHTS, ROLES, Right, rights_named
from concierge_desk.counter.service import AnyCommand, Service
from concierge_desk.counter.settings.values import NUMBERS, AnySetting
from concierge_desk.counter.texts.messages import render
from concierge_desk.counter.values import codelists
from concierge_desk.counter.values.fields import Group
from concierge_desk.counter.values.kinds import Items
from concierge_desk.desk import catalogue
from concierge_desk.i18n import fr
from concierge_desk.jobs.papers import papers_known
from concierge_desk.store.connection import open_unguarded
from concierge_desk.store.migrations import migrate
from concierge_desk.store.schema import Schema
from docs.refusals import told_by
from tests.ui.ways.table import WAYS
from tests.ui.ways.words import WORDS

HERE = Path(__file__).resolve().parent
RESOURCES = HERE.parent / "resources"
HEAD = "<!-- Made by docs/generate.py: change the code, then run `python3 dev.py docs`. -->\n"
LANGUAGE = """One line of JSON is one command, one transaction, one answer. Every command carries `op` (a UUID drawn
when its form opens) and `do`; `"print": true` queues its papers. `happened_at` and `from_sheet` say of any but the opening and
closing of a day, and the setting of its clock, that it was kept on paper first (docs/contract.md, "What was kept on paper"). The same `op` with the same content gives the
first answer again; with other content it is refused `op.conflict`. `by_operator` says who does it, `approve {operator, code}` who lends a right to it
(docs/contract.md, "Operators and rights"; which role has which right: docs/rights.md).
"""
STATUSES = """Exit status: 0 done, 2 wrong usage, 3 refused, 4 environment failure, 5 integrity failure.
The global options stand before or after the word.
"""
WINDOW = """Where it says *In the window*, tests go that way (`tests/ui/ways/`): by keys alone, and by mouse alone on what bears the
same words, but where the way of the mouse is told apart; › parts its steps. Of what may be chosen, one thing stands for the others; what is
asked then is read there. The words are those of the French window.
"""
RIGHTS_TEXT = """Which role has which right: `+` all of it, `limit` up to the setting `right.money_out_cents`, `own` what one did oneself and in
the open day. Somebody with several roles has what any of them has. Where a command names several rights, it takes one or more of
them, by what is asked: money that goes out, something forgiven, whose act is taken back (docs/contract.md, "Operators and rights"); its cells
stand in the order of the rights. What is charged on a ticket that gives back more than it takes needs `money_out` as well.
"""
REACHES = {"all": "+", "limit": "limit", "own": "own"}
TABLES = """One SQLCipher file. The journal is the only source; projections are made from it alone and can be made
anew (`verify --rebuild`); personal records are erasable; working state and secrets survive a rebuild.
"""
WHEN = {
    "any": "needs no open day",
    "open": "needs an open day",
    "closing": "needs an open day; also allowed when it only wants to be closed",
    "opening": "opens the day",
    "always": "whatever the day",
}


def main() -> None:
    """Write the pages into a folder, and the table of holidays where the program reads it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=HERE)
    folder = parser.parse_args().to
    for name, text in pages().items():
        (folder / name).write_text(text, "utf-8")
    (RESOURCES / holidays.TABLE).write_text(holidays.table(), "utf-8")


def pages() -> dict[str, str]:
    """Return the generated pages by file name."""
    return {"commands.md": commands_page(), "schema.md": schema_page(), "rights.md": rights_page()}


def commands_page() -> str:
    """Return the reference of the command language and the command line."""
    commands = catalogue.commands().values()
    parts = [
        HEAD,
        "# Commands\n",
        LANGUAGE,
        _command_line(),
    ]
    parts += [_command(command) for command in commands]
    return "\n".join([*parts, _settings(), _exports(catalogue.services()), _code_lists(), _codes()])


def _settings() -> str:
    rows = [
        (
            f"`{setting.code}`",
            _taken(setting),
            f"`{json.dumps(setting.default)}`",
            fr(setting.label).replace("\u00a0", " "),
            setting.label,
        )
        for setting in catalogue.settings_known().values()
    ]
    head = ("code", "kind", "default", "French", "English")
    return "\n".join(["## Settings: the codes of `settings.change`\n", _table(head, rows)])


def _taken(setting: AnySetting) -> str:
    if setting.kind in NUMBERS:
        return f"integer {setting.least} to {setting.most}, {setting.kind}"
    return "true or false" if setting.kind == "flag" else " | ".join(f"`{word}`" for word in setting.options)


def _command(command: AnyCommand) -> str:
    kind = "charged: one of the `acts` of `till.settle`" if command.charged else WHEN[command.when]
    lines = [f"## `{command.name}`\n", f"{command.summary} ({kind}.)\n", f"{WAYS[command.name].told()}\n"]
    rows = [
        (f"`{field.name}`", "yes" if field.required else "", _kind(field.kind), field.doc)
        for field in command.form.fields
    ]
    lines.append(_table(("field", "required", "kind", ""), rows) if rows else "No field.\n")
    lines.append(f"Right: {_rights(command)}\n")
    told = told_by(command)
    for name, codes in (("Refusals", told.refusals), ("Warnings", told.warnings)):
        if codes:
            lines.append(f"{name}: {' '.join(f'`{code}`' for code in codes)}\n")
    return "\n".join(lines)


def _kind(kind: object) -> str:
    if isinstance(kind, Group):
        inner = ", ".join(f"`{field.shown}`: {_kind(field.kind)}" for field in kind.form.fields)
        return f"object {{{inner}}}"
    if isinstance(kind, Items):
        return f"list of {kind.least} to {kind.most}: {_kind(kind.kind)}"
    return str(getattr(kind, "label", ""))


def _command_line() -> str:
    lines = [
        "## The command line\n",
        STATUSES,
        "```",
        f"global: {' '.join(_options(command_line, global_only=True))}",
    ]
    lines += [
        f"{path} {' '.join(_options(command, global_only=False))}".rstrip()
        for path, command in _words(command_line, "concierge-desk")
    ]
    told = [(f"`{word}`", WORDS[word].told()) for word in command_line_words()]
    return "\n".join([*lines, "```\n", WINDOW, _table(("word", "in the window"), told)])


def command_line_words() -> tuple[str, ...]:
    """Return the global options, then every word as it is typed: one for each thing that it may be asked for."""
    options = sorted(
        parameter.opts[-1] for parameter in command_line.params if parameter.name in GLOBAL_NAMES
    )
    found = []
    for path, command in _words(command_line, ""):
        asked = next(iter(command.params), None)
        chosen = isinstance(asked, click.Argument) and isinstance(asked.type, click.Choice)
        choices = asked.type.choices if chosen and asked is not None else ("",)
        found += [f"{path} {choice}".strip() for choice in choices]
    return (*options, *found)


def _words(command: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    if isinstance(command, click.Group):
        for name, inner in sorted(command.commands.items()):
            yield from _words(inner, f"{path} {name}")
    else:
        yield path, command


def _options(command: click.Command, *, global_only: bool) -> Iterator[str]:
    for parameter in command.params:
        if (parameter.name in GLOBAL_NAMES) != global_only:
            continue
        if isinstance(parameter, click.Argument):
            choices = parameter.type.choices if isinstance(parameter.type, click.Choice) else ()
            word = "|".join(choices) or str(parameter.name).upper()
            yield word if parameter.required else f"[{word}]"
        elif isinstance(parameter, click.Option):
            text = parameter.opts[-1] + ("" if parameter.is_flag else f" {_metavar(parameter)}")
            yield text if parameter.required else f"[{text}]"


def _metavar(option: click.Option) -> str:
    if isinstance(option.type, click.Choice):
        return "|".join(option.type.choices)
    return option.metavar or (option.name or "").upper()


def _exports(services: Sequence[Service]) -> str:
    rows = [
        (f"`export {export.code}`", f"`{export.principal}`", export.title)
        for service in services
        for export in service.aside().exports
    ]
    rows.append(("`export everything`", "the shop", "Tout ce que le poste tient : tables, journal, papiers"))
    papers = " ".join(f"`{prefix}:`" for prefix in papers_known())
    return "\n".join(
        [
            "## Exports and papers\n",
            _table(("word", "audience", ""), rows),
            f"`print`: {papers}\n",
        ]
    )


def _code_lists() -> str:
    rows = [
        (f"`{name}`", f"`{code}`", codelists.label_of(name, code, "fr"), codelists.label_of(name, code, "en"))
        for name in codelists.names()
        for code in codelists.codes(name)
    ]
    return "\n".join(["## Lists of codes\n", _table(("list", "code", "French", "English"), rows)])


def _codes() -> str:
    messages = catalogue.messages()
    rows = [(f"`{code}`", _sentence(code, "fr"), messages[code]) for code in sorted(messages)]
    return "\n".join(["## Codes and their sentences\n", _table(("code", "French", "English"), rows)])


def _sentence(code: str, lang: str) -> str:
    class Names(dict[str, str]):
        def __missing__(self, key: str) -> str:
            return "{" + key + "}"

    return render(code, Names(), catalogue.messages(), lang).replace("\u00a0", " ")


def _rights(command: AnyCommand) -> str:
    return ", ".join(f"`{right}`" for right in rights_named(command.right))


def rights_page() -> str:
    """Return the table of rights: which role has which, and which each command takes."""
    rights = [
        (f"`{right.code}`", fr(right.label).replace("\u00a0", " "), right.label, *map(_reach(right), ROLES))
        for right in RIGHTS.values()
    ]
    commands = [
        (f"`{command.name}`", _rights(command), *[_cell(command, role) for role in ROLES])
        for command in catalogue.commands().values()
    ]
    return "\n".join(
        [
            HEAD,
            "# Rights\n",
            RIGHTS_TEXT,
            _table(("right", "French", "English", *ROLES), rights),
            "## Commands\n",
            _table(("command", "right", *ROLES), commands),
        ]
    )


def _reach(right: Right) -> Callable[[str], str]:
    return lambda role: REACHES.get(right.reach.get(role, ""), "")


def _cell(command: AnyCommand, role: str) -> str:
    cells = [_reach(RIGHTS[right])(role) or "–" for right in rights_named(command.right)]
    return "" if set(cells) == {"–"} else ", ".join(dict.fromkeys(cells) if len(set(cells)) == 1 else cells)


def schema_page() -> str:
    """Return the reference of the store: tables by kind, kinds of entries."""
    texts = _texts()
    parts = [
        HEAD,
        "# The store\n",
        TABLES,
        "## Journal\n",
        _sql(texts, ["journal", "journal_next", "journal_no_delete", "journal_no_update", "purgeable_kind"]),
    ]
    named = {"journal", "purgeable_kind"}
    for schema in catalogue.schemas():
        parts += [
            f"## Projections: {schema.migrations.name}\n",
            _sql(texts, _with_indexes(texts, schema.projections)),
        ]
        named |= set(schema.projections)
    rest = [table for table in texts if table not in named and not _is_index(texts[table])]
    kept = [table for table in rest if not table.startswith(("sqlite_", "_sqlite", "journal_"))]
    parts += ["## Working state, personal records, secrets\n", _sql(texts, _with_indexes(texts, kept))]
    return "\n".join([*parts, _kinds(), _retentions()])


def _kinds() -> str:
    rows = [
        (
            f"`{kind}`",
            schema.migrations.name,
            "may lose its payload after retention" if kind in schema.purgeable else "",
        )
        for schema in catalogue.schemas()
        for kind in sorted(schema.apply)
    ]
    return "\n".join(["## Kinds of entries\n", _table(("kind", "set", ""), rows)])


def _retentions() -> str:
    rows = [(f"`{kept.code}`", fr(kept.label), kept.label, str(kept.days)) for kept in catalogue.retentions()]
    return "\n".join(["## Retention\n", _table(("code", "French", "counted from", "days"), rows)])


def _texts() -> dict[str, str]:
    with tempfile.TemporaryDirectory() as folder:
        path, key = Path(folder) / "schema.db", bytes(32)
        schemas: tuple[Schema, ...] = catalogue.schemas()
        migrate(path, key, schemas)
        connection = open_unguarded(path, key)
        rows = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"
        ).fetchall()
        connection.close()
    return dict(rows)


def _is_index(text: str) -> bool:
    return text.startswith(("CREATE INDEX", "CREATE UNIQUE INDEX"))


def _with_indexes(texts: dict[str, str], tables: Sequence[str]) -> list[str]:
    found: list[str] = []
    for table in tables:
        found.append(table)
        found += [name for name, text in texts.items() if _is_index(text) and f" ON {table}(" in text]
    return found


def _sql(texts: dict[str, str], names: Sequence[str]) -> str:
    return "\n".join(["```sql", *[f"{texts[name]};" for name in names], "```\n"])


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    lines += [f"| {' | '.join(map(_escaped, row))} |" for row in rows]
    return "\n".join([*lines, ""])


def _escaped(cell: str) -> str:
    return cell.replace("|", "\\|")


if __name__ == "__main__":
    main()
