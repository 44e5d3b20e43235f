"""Verification of the journal: every fault is found, named and listed; nothing stops at the first.

Source: docs/contract.md, "Verifying"; docs/requirements.md, "Verification", R-1.65.
"""

import re
from collections.abc import Iterable, Sequence
from functools import partial

from concierge_desk.domain.errors import IntegrityFailure
from concierge_desk.domain.journal import Entry, chain_of, link
from concierge_desk.store import journal
from concierge_desk.store.checks.anchor_check import anchor_faults
from concierge_desk.store.checks.chain_check import ChainReading, Rest, Stretch, check_head
from concierge_desk.store.checks.operation_check import OperationCheck
from concierge_desk.store.checks.purges import untold_purges
from concierge_desk.store.checks.schema_check import altered_objects
from concierge_desk.store.connection import Connection
from concierge_desk.store.failures import Error, failure_of
from concierge_desk.store.findings import Fault, Findings, Request
from concierge_desk.store.migrations import applied_names, known_names
from concierge_desk.store.schema import Schema, purgeable_kinds
from concierge_desk.store.sound_entries import Row, rows

_ALL = (-(2**63), 2**63 - 1)


class NotShared(Exception):
    """What was read elsewhere does not go on from what was read here: all of it has to be read in one go."""


def verify(connection: Connection, request: Request, rest: Rest | None = None) -> Findings:
    """Verify the journal of an open store.

    Args:
        connection: Reads it.
        request: What is verified.
        rest: What of its chain is read elsewhere; nothing, by default.

    Raises:
        NotShared: See there; where a rest is read elsewhere alone.
    """
    strict = connection.text_factory
    # A text that is no UTF-8 any more is a changed text: it is told, and nothing stops at it.
    connection.text_factory = partial(str, encoding="utf-8", errors="replace")
    try:
        return _verify(connection, request, rest)
    except Error as error:
        failure = failure_of(error)
        if not isinstance(failure, IntegrityFailure):
            raise
        altered = altered_objects(connection, request.schemas)
        if not altered:
            raise
        # What is read of it is not there any more: that is said, and nothing of the rest.
        faults = [Fault("schema", None, name) for name in altered]
        return Findings(faults=[*faults, Fault(failure.code, None)])
    finally:
        connection.text_factory = strict


def _verify(connection: Connection, request: Request, rest: Rest | None) -> Findings:
    stretch = _ALL if rest is None else (_ALL[0], rest.after)
    sealing = request.unsealed is None and rest is None
    operations = None
    if request.schemas:
        read = None if rest is None else stretch
        operations = OperationCheck(connection, sealing=sealing, stretch=read)
    reading = ChainReading(request, operations)
    reading.read(rows(connection, *stretch))
    found = reading.found
    if rest is not None:
        found.operations += [] if operations is None else operations.end()
        behind = rest.read()
        if behind is None or not found.go_on(behind):
            raise NotShared
    findings, head = found.findings, found.head
    check_head(head, request, findings)
    findings.faults += untold_purges(found.purges, found.dropped)
    findings.faults += [Fault("trigger", None, name) for name in journal.altered_texts(connection)]
    if operations is not None:
        findings.faults += _tables(connection, request.schemas)
        unsealed = operations.unsealed() if request.unsealed is None else request.unsealed(connection)
        findings.faults += [Fault("sealed", None, table) for table in unsealed]
        findings.faults += _purgeable(connection, request.schemas)
    findings.faults += _commissioned(connection, request)
    findings.faults += found.anchored.faults(head) or _tail(connection, head)
    # An entry that is gone or changed is told as such: its operation would only say it again.
    if operations is not None and all(fault.code in _BESIDE for fault in findings.faults):
        wrong = found.operations if rest is not None else operations.end()
        findings.faults += [Fault("operation", seq) for seq in wrong]
    findings.faults += _witnesses(connection, request)
    return findings


_BESIDE = frozenset({"key", "schema", "sealed", "trigger"})
"""Faults that are none of the entries themselves."""


def verify_rows(found: Iterable[Row], request: Request) -> Findings:
    """Verify a journal that lies in no store: the entries alone, as an archive has them.

    Args:
        found: All entries, from the first to the last.
        request: See `Request`.
    """
    reading = ChainReading(request)
    reading.read(found)
    stretch = reading.found
    findings, head = stretch.findings, stretch.head
    check_head(head, request, findings)
    findings.faults += untold_purges(stretch.purges, stretch.dropped)
    findings.faults += stretch.anchored.faults(head)
    return findings


def verify_behind(connection: Connection, request: Request, after: int) -> Stretch | None:
    """Verify the entries behind one, and their operations, as if all before it held.

    Args:
        connection: Reads the store.
        request: What is verified; its readers are told these entries alone.
        after: Number of an entry that ends an operation.

    Returns:
        None where that entry is not there, or says no more when it was written.
    """
    begun = next(rows(connection, after, after), None)
    if begun is None or begun[5] is None:
        return None
    stretch = (after + 1, _ALL[1])
    operations = OperationCheck(connection, sealing=False, stretch=stretch)
    reading = ChainReading(request, operations, begun)
    reading.read(rows(connection, *stretch))
    reading.found.operations += operations.end()
    return reading.found


def _tables(connection: Connection, schemas: Sequence[Schema]) -> Iterable[Fault]:
    """Find what of the schema is not what the program made; what guards the journal is told as that."""
    told = set(journal.altered_texts(connection))
    for name in altered_objects(connection, schemas):
        if name.partition(" ")[2] not in told:
            yield Fault("schema", None, name)


def _purgeable(connection: Connection, schemas: Sequence[Schema]) -> Iterable[Fault]:
    """Find kinds that the store lets go of and no schema does, or the other way round."""
    if "purgeable_kind" in journal.protections(connection):
        kinds = {kind for (kind,) in connection.execute("SELECT kind FROM purgeable_kind")}
        known = purgeable_kinds(schemas)
        # What may be purged comes with a migration: a copy of an older version lets go of less.
        brought = frozenset(applied_names(connection)) == known_names(schemas)
        if kinds - known or (brought and kinds != known):
            yield Fault("trigger", None, "purgeable_kind")


def _commissioned(connection: Connection, request: Request) -> Iterable[Fault]:
    """Find a first entry that names another key than the desk's own."""
    first = journal.entry(connection, 1)
    if request.public_key and first is not None and request.public_key.encode() not in (first.payload or b""):
        yield Fault("key", 1)


def desk_code(connection: Connection, told: str) -> str:
    """Return the desk code of the chain: of those that settings and entries say, the one the links hold with."""
    ends = connection.execute(
        "SELECT epoch, seq, prev_hash, aud, digest, hash, payload FROM journal"
        " WHERE seq IN ((SELECT min(seq) FROM journal), (SELECT max(seq) FROM journal))"
    ).fetchall()
    codes = [told, *[found.group(1).decode() for row in ends if (found := _DESK.search(row[6] or b""))]]
    for code in codes:
        for epoch, seq, prev_hash, aud, digest, entry_hash, _payload in ends:
            if link(chain_of(code, epoch), seq, prev_hash, aud, digest) == entry_hash:
                return code
    return told


_DESK = re.compile(rb'"desk":"([A-Z0-9-]{1,20})","epoch"')


def _tail(connection: Connection, head: Entry | None) -> Iterable[Fault]:
    """Find what was cut off: an operation that ends beyond the last entry."""
    seq = head.seq if head else 0
    (last,) = connection.execute("SELECT max(last_seq) FROM operation").fetchone()
    if last is not None and last > seq:
        yield Fault("tail", seq + 1)


def _witnesses(connection: Connection, request: Request) -> Iterable[Fault]:
    """Find what the anchors at hand know better; what a restore left out is no fault."""
    for found in anchor_faults(connection, request.at_hand):
        if found.code != "lost":
            yield Fault(found.code, found.seq, str(found.anchor))
