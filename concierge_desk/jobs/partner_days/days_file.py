"""Writing of a partner's file of several days: drawn up from the closings, read back, written down and into the journal.

Source: docs/contract.md, "A partner's daily file"; decisions 0069, 0093.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from concierge_desk import __version__
from concierge_desk.counter.partners.known import made_partner
from concierge_desk.counter.partners.partner import Partner
from concierge_desk.counter.rights.table import EXPORT
from concierge_desk.desk.desk import Desk
from concierge_desk.desk.files import keep_beside, whole_file
from concierge_desk.desk.partner_files import code_of
from concierge_desk.domain.errors import IntegrityFailure, Refused
from concierge_desk.domain.journal import anchor_of
from concierge_desk.exporting import container, datapackage
from concierge_desk.jobs.daily_check import verify_daily
from concierge_desk.jobs.daily_file import Source, export_of, unsigned_members
from concierge_desk.jobs.dispute.selection import closings_in
from concierge_desk.jobs.operators import entitled
from concierge_desk.jobs.verdict import VerifyRequest
from concierge_desk.store import day as days
from concierge_desk.store import journal
from concierge_desk.store.connection import Connection
from concierge_desk.store.partners import EXPORTED


@dataclass(frozen=True, slots=True)
class DaysAsked:
    """Days of a partner that are asked for.

    Attributes:
        partner: His code.
        first_day: ISO date.
        last_day: Likewise.
    """

    partner: str
    first_day: str
    last_day: str


@dataclass(frozen=True, slots=True)
class WrittenDays:
    """A partner's file of several days that lies in its folder.

    Attributes:
        path: Where.
        sha256: Of its bytes.
        closings: Numbers of those that it holds.
        entries: How many of the journal it holds.
        clear: How many of them in clear.
        kept: Where another file that lay there under its name lies now; None where none did.
    """

    path: Path
    sha256: str
    closings: tuple[str, ...]
    entries: int
    clear: int
    kept: Path | None


def write_days(desk: Desk, asked: DaysAsked, folder: Path, operator: str | None) -> WrittenDays:
    """Write what is a partner's of some days into a folder, and into the journal that it was.

    Args:
        desk: The open desk.
        asked: Whose, and which days.
        folder: Where the file goes.
        operator: Who writes it.

    Raises:
        Refused: ``partner.unknown``, ``export.no_days``, ``partner.no_statements``, ``export.purged``; ``operator.unknown``,
            ``operator.not_allowed``.
        IntegrityFailure: ``store.damaged``; ``export.unsound`` when what was made does not hold.
        EnvironmentFailure: ``file.cannot_write``.
    """
    by = entitled(desk, operator, EXPORT)
    source, partner = desk.store.read(lambda rows: _source(rows, desk, asked))
    export = export_of(code_of(partner.partner), source.days)
    members = unsigned_members(export, source)
    signature = desk.signer.sign(dict(members)[datapackage.DESCRIPTOR])
    data = container.pack([*members, (datapackage.SIGNATURE, signature)])
    if verify_daily(data, VerifyRequest()).faults:
        raise IntegrityFailure("export.unsound", day=source.day)
    sha256 = hashlib.sha256(data).hexdigest()
    name = f"{export.code}-{source.desk}-{asked.first_day}-{asked.last_day}.zip"
    told = {
        "principal": partner.partner,
        "name": partner.name,
        "first_day": asked.first_day,
        "last_day": asked.last_day,
        "seq_from": source.entries[0].seq,
        "seq_to": source.entries[-1].seq,
        "sha256": sha256,
        "software": __version__,
    }
    with whole_file(folder / name) as file:
        file.write(data)
        other = file.path.exists() and file.path.read_bytes() != data
        # It may have been handed on.
        kept = keep_beside(file.path) if other else None
        desk.store.write(lambda unit: desk.post(unit, EXPORTED, told, by))
    clear = sum(entry.aud == partner.partner for entry in source.entries)
    numbers = tuple(one.number for one in source.days)
    return WrittenDays(folder / name, sha256, numbers, len(source.entries), clear, kept)


def _source(rows: Connection, desk: Desk, asked: DaysAsked) -> tuple[Source, Partner]:
    partner = made_partner(rows, asked.partner)
    if partner is None:
        raise Refused("partner.unknown", partner=asked.partner)
    span = {"first_day": asked.first_day, "last_day": asked.last_day}
    ranges = [
        (first, last)
        for day, _, first, last in days.closings(rows)
        if asked.first_day <= day <= asked.last_day
    ]
    if not ranges:
        raise Refused("export.no_days", **span)
    entries = tuple(journal.entries(rows, min(first for first, _ in ranges), max(last for _, last in ranges)))
    if not any(entry.aud == partner.partner for entry in entries):
        raise Refused("partner.no_statements", partner=partner.name, **span)
    last = entries[-1]
    source = Source(
        desk=desk.identity.desk,
        day=f"{asked.first_day}/{asked.last_day}",
        practice=desk.identity.practice,
        public_key=desk.public_key,
        prev_hash=entries[0].prev_hash,
        anchor=anchor_of(last.epoch, last.seq, last.hash),
        entries=entries,
        software=__version__,
        days=closings_in(rows, entries),
    )
    return source, partner
