"""Access of somebody to what is kept, over every service: a paper to be read, and a file for programs.

The same rule says what is somebody's as when it is erased (`counter/privacy/his.py`).

Source: docs/requirements.md, R-4.04 (RGPD 15, 20); decision 0086.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from concierge_desk.counter.papers.access import (
    AccessSheet,
    KeptOf,
    OpenMoney,
    ToldAct,
    ToldLooks,
    access_paper,
)
from concierge_desk.counter.papers.looked import LIST
from concierge_desk.counter.personal_columns import BASES, PersonalColumn
from concierge_desk.counter.privacy.his import is_whose, records_of, without
from concierge_desk.counter.privacy.looks import ACCESS
from concierge_desk.counter.texts.entry_texts import told
from concierge_desk.counter.traces import Traces
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.desk import catalogue
from concierge_desk.desk.desk import Desk
from concierge_desk.desk.files import whole_file
from concierge_desk.desk.privacy import looked_now
from concierge_desk.domain.errors import EnvironmentFailure, Refused
from concierge_desk.domain.held.things import ACOMPTE, ARRHES, Debt, HeldAdvance, HeldCaution
from concierge_desk.i18n import N_, fr, translate
from concierge_desk.jobs.entry_texts import tellings
from concierge_desk.jobs.looks.noted import NamesLooked
from concierge_desk.printing.render import render
from concierge_desk.store import journal, visits
from concierge_desk.store.connection import Connection
from concierge_desk.store.held import things
from concierge_desk.store.papers import pulses
from concierge_desk.store.privacy.mentioned import entries_naming
from concierge_desk.store.privacy.personal import linked_refs

PDF, JSON = "donnees-personnelles.pdf", "donnees-personnelles.json"


@dataclass(frozen=True, slots=True)
class HandedOut:
    """What was written for somebody: the paper, the file, how many values they hold."""

    pdf: Path
    json: Path
    values: int


def gathered(rows: Connection, person: str) -> AccessSheet:
    """Return what is kept of somebody, column by column, and what was done by the acts that are tied to it.

    Raises:
        Refused: ``person.unknown``.
    """
    parties = catalogue.people()
    # A card that was lost may be in anybody's hands.
    key = parties.person_of(rows, person)
    traces = None if key is None else parties.traces(rows, key)
    if key is None or traces is None:
        raise Refused("person.unknown", person=person)
    held = parties.held(rows, traces)
    periods = {period.code: translate(period.label, "fr") for period in catalogue.retentions()}
    columns = [_column(rows, one, traces, held, periods) for one in catalogue.personal().columns]
    at = journal.head(rows).at
    return AccessSheet(
        parties.known(rows, key).name,
        "" if at is None else at.date().isoformat(),
        tuple(one for one in columns if one.values),
        _acts(rows, traces),
        _open(rows, traces),
        _looked(rows),
    )


def _looked(rows: Connection) -> tuple[ToldLooks, ...]:
    """Return who looked at names outside an act, by what each may be: whoever is at the counter has a name of their own."""
    sheet = looked_now(rows)

    def who(code: str) -> str:
        roles = [label_of("role", role, "fr") for role in sheet.roles.get(code, ())]
        return ", ".join(roles) or fr("Somebody who kept the counter then")

    counted: Counter[tuple[str, str, str]] = Counter()
    for one in sheet.looked:
        counted[one.day, who(one.operator), label_of(LIST, one.kind, "fr")] += one.times
    return tuple(ToldLooks(*key, times) for key, times in counted.items())


def _column(
    rows: Connection,
    column: PersonalColumn,
    traces: Traces,
    held: Mapping[str, Sequence[Mapping[str, Any]]],
    periods: Mapping[str, str],
) -> KeptOf:
    values = _values(rows, column, traces, held)
    return KeptOf(
        column.place,
        translate(column.holds, "fr"),
        translate(column.purpose, "fr"),
        translate(BASES[column.basis], "fr"),
        periods[column.retention],
        tuple(dict.fromkeys(values)),
    )


def _values(
    rows: Connection,
    column: PersonalColumn,
    traces: Traces,
    held: Mapping[str, Sequence[Mapping[str, Any]]],
) -> list[str]:
    if column.table == "personal":
        return [one.text for one in records_of(rows, traces) if one.retention == column.retention]
    if column.table == "visit":
        return _of_visits(rows, column.column, traces)
    if column.table == "drawer_pulse":
        return [one.note for one in pulses.waiting(rows) if one.note is not None and traces.tells(one.note)]
    if column.place == "people_word.word":
        # How somebody is found: made of what stands above.
        return list(traces.names)
    found = [row for row in held.get(column.table, ()) if row.get(column.column) is not None]
    return [str(row[column.column]) if column.told is None else column.told(row) for row in found]


def _of_visits(rows: Connection, column: str, traces: Traces) -> list[str]:
    """Return what saved visits hold of somebody; what is another one's in them is not shown."""
    found: list[str] = []
    for one in visits.visits(rows):
        his = is_whose(one.who, traces)
        if column == "who" and his:
            found += [str(said) for said in (one.who or {}).values() if said]
        elif column == "acts":
            found += [_said(str(act["do"])) for act in one.acts if his or without(act, traces) != act]
        elif column == "step":
            found += [said for said in _texts(one.step) if without(said, traces) != said]
    return found


def _said(do: str) -> str:
    """Return what an act is, in words: what it names may be another one's."""
    known = catalogue.commands().get(do)
    return do if known is None else translate(known.summary, "fr")


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, Mapping) else value if isinstance(value, list | tuple) else ()
    return [text for one in inner for text in _texts(one)]


def _acts(rows: Connection, traces: Traces) -> tuple[ToldAct, ...]:
    """Return what was done by the entries that name somebody's parties, and by those that go on with what is theirs."""
    known = tellings()
    refs = _refs(rows, traces)
    of_his = [service.things_of(rows, refs) for service in catalogue.services() if service.things_of]
    refs = refs.union(things.things_of(rows, refs), *of_his)
    return tuple(
        ToldAct(posted.day or posted.at[:10], posted.local.strftime("%H:%M"), told(posted, known, "fr"))
        for posted in entries_naming(rows, refs)
    )


def _refs(rows: Connection, traces: Traces) -> frozenset[str]:
    return frozenset((*linked_refs(rows, traces.keys), *[one.ref for one in records_of(rows, traces)]))


def _open(rows: Connection, traces: Traces) -> tuple[OpenMoney, ...]:
    """Return what is held for somebody, and what somebody owes."""
    refs = _refs(rows, traces)
    found: list[tuple[str, HeldCaution | HeldAdvance | Debt]] = [
        *[(fr("Caution"), one) for one in things.open_cautions(rows)],
        *[(fr(_ADVANCES[one.as_]), one) for one in things.open_advances(rows)],
        *[(fr("Slate"), one) for one in things.open_debts(rows)],
    ]
    return tuple(
        OpenMoney(what, one.code, one.day, one.left_cents) for what, one in found if one.party in refs
    )


_ADVANCES: Final = {ARRHES: N_("Arrhes"), ACOMPTE: N_("Part payment (acompte)")}


def hand_out(desk: Desk, person: str, folder: Path, operator: str | None = None) -> HandedOut:
    """Write what is kept of somebody into a folder: a paper to be read, and a file that programs read.

    Args:
        desk: The open desk.
        person: Key or card.
        folder: It is made where it is not there.
        operator: Code of whoever hands it out; whoever is at the counter by default.

    Raises:
        Refused: ``person.unknown``.
        EnvironmentFailure: ``file.cannot_write``.
    """
    sheet = desk.store.read(lambda rows: gathered(rows, person))
    NamesLooked(desk, operator).note_now(ACCESS)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentFailure("file.cannot_write", file=str(folder)) from error
    pdf, data = folder / PDF, folder / JSON
    with whole_file(pdf) as file:
        file.write(render(access_paper(sheet, desk.settings), "pdf"))
    with whole_file(data) as file:
        file.write((json.dumps(sheet.told(), ensure_ascii=False, indent=2) + "\n").encode())
    return HandedOut(pdf, data, sum(len(one.values) for one in sheet.kept))
