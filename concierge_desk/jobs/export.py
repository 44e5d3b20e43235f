"""A principal's daily file: built from one closed day, written once, compared for ever.

Source: docs/contract.md, "La Poste's daily file".
"""

import hashlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from concierge_desk import __version__
from concierge_desk.counter.rights.table import EXPORT_DAY
from concierge_desk.counter.service_parts import Export
from concierge_desk.desk.desk import Desk
from concierge_desk.desk.files import keep_beside, whole_file
from concierge_desk.desk.partner_files import name_stated
from concierge_desk.domain.canonical import NotCanonical
from concierge_desk.domain.errors import IntegrityFailure, Refused
from concierge_desk.domain.journal import anchor_of
from concierge_desk.exporting import container, datapackage
from concierge_desk.exporting.readme import FirstWriting
from concierge_desk.jobs.daily_check import Made, verify_daily
from concierge_desk.jobs.daily_file import Source, unsigned_members
from concierge_desk.jobs.operators import entitled
from concierge_desk.jobs.verdict import VerifyRequest
from concierge_desk.signing.signer import Signer
from concierge_desk.store import day as days
from concierge_desk.store import journal, till
from concierge_desk.store.connection import Connection
from concierge_desk.store.unit import Unit

BORDEREAU = "bordereau.pdf"


LOG = logging.getLogger("concierge_desk.export")


@dataclass(frozen=True, slots=True)
class WrittenExport:
    """An export that lies in its folder.

    Attributes:
        path: Where.
        sha256: Of its bytes.
        again: It had been made before.
        kept: Where something else that lay there under its name lies now; None where nothing did.
    """

    path: Path
    sha256: str
    again: bool
    kept: Path | None = None


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """Choice of the closings of a date to write: all of them, or the one that is named.

    Attributes:
        day: ISO date, or the number of a closing; None where a closing is named.
        closing: Number of the only one; of that day, where both are given.
    """

    day: str | None
    closing: str | None = None


def write_exports(
    desk: Desk, export: Export, wanted: ExportRequest, folder: Path, operator: str | None
) -> tuple[tuple[str, WrittenExport], ...]:
    """Write the file of each closing of a date, the first one first: a date that was opened again has several.

    Returns:
        The number of each closing and its file.

    Raises:
        DeskError: As `write_export`; ``export.day_open`` too while the date is open again.
    """
    numbers = desk.store.read(lambda rows: _numbers(rows, wanted))
    return tuple((number, write_export(desk, export, number, folder, operator)) for number in numbers)


def _numbers(rows: Connection, wanted: ExportRequest) -> tuple[str, ...]:
    if wanted.closing is not None:
        known = days.closings_of(rows, wanted.closing)
        if not known or (wanted.day is not None and known[0] not in days.closings_of(rows, wanted.day)):
            raise Refused("day.unknown", day=wanted.closing)
        return known[:1]
    first, last = days.day_range(rows, str(wanted.day))
    if last is None:
        raise Refused("export.day_open", day=days.date_of(rows, first)[0])
    return days.closings_of(rows, str(wanted.day))


def write_export(desk: Desk, export: Export, day: str, folder: Path, operator: str | None) -> WrittenExport:
    """Write the file of a day's last closing into a folder; a repeat gives the same bytes and writes no entry.

    Args:
        desk: The open desk.
        export: What is written, for whom.
        day: ISO date, or the number of a closing.
        folder: Where the file goes.
        operator: Who writes it.

    Raises:
        Refused: ``day.unknown``, ``export.day_open``, ``operator.unknown``, ``operator.not_allowed``, ``partner.no_statement``.
        IntegrityFailure: ``export.unsound`` when its chain, signatures or totals do not hold;
            ``export.changed`` when the same version makes something else than it did;
            ``store.damaged`` when an entry of the principal cannot be read any more.
        EnvironmentFailure: ``file.cannot_write``.
    """
    entitled(desk, operator, EXPORT_DAY, proved=False)
    drawn = drawn_export(desk, export, day)
    with whole_file(folder / drawn.name) as file:
        file.write(drawn.data)
        first, again = claim_export(desk, drawn, operator)
        file.path = folder / first
        kept = _keep_other(file.path, drawn.data)
    return WrittenExport(file.path, drawn.sha256, again, kept)


@dataclass(frozen=True, slots=True)
class DrawnExport:
    """A daily file before it is written anywhere.

    Attributes:
        name: Of the file, unless another version wrote this closing before.
        data: Its bytes.
        sha256: Of them.
        told: What is written down of the first.
        day: Date of the closing.
        epoch: Of the journal, at the closing.
    """

    name: str
    data: bytes
    sha256: str
    told: Mapping[str, str]
    day: str
    epoch: str


def drawn_export(desk: Desk, export: Export, day: str) -> DrawnExport:
    """Make the file of a day's last closing, and write it nowhere.

    Args:
        desk: The open desk.
        export: What is made, for whom.
        day: ISO date, or the number of a closing.

    Raises:
        Refused, IntegrityFailure: As `write_export`.
    """
    source = desk.store.read(lambda rows: _source(rows, desk, export, day))
    whose = name_stated(export, source.day, source.entries)
    try:
        members = unsigned_members(export, source)
    except NotCanonical as error:
        # The day was closed all the same; what cannot be read is not handed on as if it were whole.
        raise IntegrityFailure("store.damaged") from error
    manifest = dict(members)[datapackage.DESCRIPTOR]
    data = container.pack([*members, (datapackage.SIGNATURE, desk.signer.sign(manifest))])
    _require_sound(data, source, desk.signer)
    sha256 = hashlib.sha256(data).hexdigest()
    later = "" if source.number is None else f"-{source.number}"
    told = {
        "day": source.day,
        **({} if source.number is None else {"number": source.number}),
        "export": export.code,
        "principal": export.principal,
        **({} if whose is None else {"name": whose}),
        "sha256": sha256,
        "software": __version__,
    }
    name = f"{export.code}-{source.desk}-{source.day}{later}.zip"
    return DrawnExport(name, data, sha256, told, source.day, source.entries[-1].epoch)


def claim_export(desk: Desk, drawn: DrawnExport, operator: str | None = None) -> tuple[str, bool]:
    """Write down that a daily file was made, unless it is, and return its name and whether it had been.

    Raises:
        Refused: ``operator.unknown``, ``operator.not_allowed``.
        IntegrityFailure: ``export.changed``.
    """
    by = desk.operator(operator)
    first = desk.store.write(lambda unit: _claim(unit, desk, by, drawn.told))
    if first is None or first[0] == drawn.sha256:
        return drawn.name, first is not None
    if first[1] == __version__:
        raise IntegrityFailure("export.changed", day=drawn.day)
    return f"{drawn.name.removesuffix('.zip')}-réédition, version {__version__}.zip", True


def _require_sound(data: bytes, source: Source, own: Signer) -> None:
    """Read what was just made as its receiver will: nobody is handed what does not hold."""
    faults = verify_daily(data, VerifyRequest(), Made(own, source.payloads)).faults
    if faults:
        LOG.info("export.unsound: %s %s", faults[0]["code"], faults[0]["seq"])
        raise IntegrityFailure("export.unsound", day=source.day)


def _keep_other(path: Path, data: bytes) -> Path | None:
    """Keep what lies under the name of a file with other contents: it may tell of a journal that is gone."""
    if not path.exists():
        return None
    # A file of ours is as long as the one that is made again, else it is another.
    there = path.read_bytes() if path.stat().st_size == len(data) else None
    return None if there == data else keep_beside(path)


def _claim(unit: Unit, desk: Desk, by: str, told: Mapping[str, str]) -> tuple[str, str] | None:
    """Return SHA-256 and software of the first time; the first time it is written down, inside the transaction."""
    known = till.export_made(unit.rows, told.get("number", told["day"]), told["export"])
    if known is None:
        desk.post(unit, "export.made", told, by)
    return known


def _source(rows: Connection, desk: Desk, export: Export, day: str) -> Source:
    first, last = days.day_range(rows, day)
    date, number = days.date_of(rows, first)
    if last is None:
        raise Refused("export.day_open", day=date)
    entries = tuple(journal.entries(rows, first, last))
    written = till.export_made(rows, number or date, export.code)
    # The same version makes the very file it made: that is no reissue, however often it is asked for.
    before = FirstWriting(*written) if written is not None and written[1] != __version__ else None
    return Source(
        desk=desk.identity.desk,
        day=date,
        number=number,
        practice=desk.identity.practice,
        public_key=desk.public_key,
        prev_hash=entries[0].prev_hash,
        anchor=anchor_of(entries[-1].epoch, entries[-1].seq, entries[-1].hash),
        entries=entries,
        software=__version__,
        first=before,
    )
