import random
import shutil
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from concierge_desk.desk import catalogue
from concierge_desk.desk.desk import Options, open_desk
from concierge_desk.domain.anchors import Anchor, read_anchor
from concierge_desk.domain.journal import ZERO_HASH, Entry, anchor_of, chain_of, digest_of, link, read_payload
from concierge_desk.jobs.verdict import VerifyRequest
from concierge_desk.jobs.verify import verify_desk
from concierge_desk.signing import signer
from concierge_desk.signing.signer import Signer
from concierge_desk.store import journal, seals
from concierge_desk.store.checks.chain_check import CLOSINGS
from concierge_desk.store.connection import Connection, open_unguarded
from concierge_desk.store.database import Store, read_store
from concierge_desk.store.verify import verify
from tests.dice import dice_of
from tests.sizes import FULL, few
from tests.store.stores import (
    KEY,
    ROOT,
    Draft,
    Lived,
    post,
    request,
    sealer,
    small_store,
    told,
    unprotected,
)

SAMPLE = 12
COLUMNS = journal.COLUMNS.split(", ")
TEXTS = {"epoch", "aud", "kind", "day"}


def test_an_untouched_day_holds(practice_day: Lived) -> None:
    found = practice_day.verify(signatures=True)
    assert found.faults == []
    assert (found.entries, found.checked, found.left_out) == (95, 95, 0)

    found = practice_day.verify()
    assert found.faults == []
    # The day ends with its closing: its signature is the closing's and the head's.
    assert (found.checked, found.left_out) == (1, 94)
    last = practice_day.entries()[-1]
    assert found.head == anchor_of(last.epoch, last.seq, last.hash)


def test_an_empty_journal_is_a_fault(path: Path) -> None:
    with small_store(path):
        pass
    assert told(read_store(path, KEY, lambda rows: verify(rows, request()))) == [("gap", 1, "")]


def test_the_head_is_checked_where_it_is_no_closing(path: Path) -> None:
    with small_store(path) as store:
        post(store, Draft(), Draft(), Draft())
        found = store.read(lambda rows: verify(rows, request()))
        assert (found.entries, found.checked, found.left_out, found.faults) == (3, 1, 2, [])
        other = store.read(lambda rows: verify(rows, request(Signer(bytes(32)).public_key)))
        assert told(other) == [("signature", 3, "")]


# ------------------------------------------------------------------ any changed byte


class Altered:
    """An open transaction over a desk that lived the day: altered, verified, rolled back."""

    def __init__(self, lived: Lived) -> None:
        self.lived = lived
        self.entries = {entry.seq: entry for entry in lived.entries()}
        self.rows = open_unguarded(lived.store, lived.keys.store_key)

    def faults(
        self, alter: Callable[[Connection], object], *, signatures: bool = True, anchor: Anchor | None = None
    ) -> list[tuple[str, int | None, str]]:
        self.rows.execute("BEGIN")
        try:
            with unprotected(self.rows):
                alter(self.rows)
            asked = self.lived.request(signatures=signatures, anchor=anchor)
            return told(verify(self.rows, asked))
        finally:
            self.rows.execute("ROLLBACK")

    def put(self, seq: int, column: str, value: object) -> Callable[[Connection], object]:
        cast = "CAST(? AS TEXT)" if column in TEXTS and value is not None else "?"
        return lambda rows: rows.execute(f"UPDATE journal SET {column} = {cast} WHERE seq = ?", (value, seq))

    def left_out(self) -> int:
        return self.lived.verify().left_out


@pytest.fixture(scope="module")
def altered(practice_day: Lived, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Altered]:
    root = tmp_path_factory.mktemp("altered") / "poste"
    shutil.copytree(practice_day.root, root)
    found = Altered(Lived.at(root, practice_day.public_key, practice_day.desk))
    yield found
    found.rows.close()


def flipped(entry: Entry, column: str, rng: random.Random) -> object:
    """Return a column's value with one changed byte; None where it has none."""
    value = getattr(entry, column)
    if column == "seq":
        data = bytearray(struct.pack(">q", value))
        data[rng.randrange(8)] ^= 1 << rng.randrange(1, 8)
        return struct.unpack(">q", data)[0]
    data = bytearray(value if isinstance(value, bytes) else (value or "").encode())
    if not data:
        return None
    data[rng.randrange(len(data))] ^= rng.randrange(1, 256)
    return bytes(data)


def sampled(entries: dict[int, Entry], rng: random.Random) -> list[Entry]:
    found = list(entries.values())
    # First, last and one of each audience are always there.
    always = [found[0], found[-1], next(entry for entry in found if entry.aud)]
    return found if FULL else [*always, *rng.sample(found[1:-1], SAMPLE - 3)]


@pytest.fixture
def rng() -> random.Random:
    return dice_of(__name__)


@few(4)
@pytest.mark.parametrize("column", COLUMNS)
def test_any_changed_byte_is_found_with_all_signatures(
    altered: Altered, column: str, rng: random.Random
) -> None:
    """R-1.12, R-1.20: in the file itself, past the program."""
    for entry in sampled(altered.entries, rng):
        for _ in range(3 if FULL else 1):
            value = flipped(entry, column, rng)
            if value is None or (column == "seq" and value in altered.entries):
                continue
            faults = altered.faults(altered.put(entry.seq, column, value))
            # A changed hash or number is also seen from the entry behind it, nothing further away is named.
            near = {entry.seq, entry.seq + 1, value if column == "seq" else entry.seq, 96}
            assert entry.seq in {seq for _code, seq, _detail in faults} or column == "seq", (entry.seq, value)
            assert faults, (entry.seq, column, value)
            if column != "seq":
                assert {seq for _code, seq, _detail in faults} <= near, (faults, value)


@few(4)
@pytest.mark.parametrize("column", COLUMNS)
def test_plain_verify_finds_all_but_a_signature_in_the_middle(
    altered: Altered, column: str, rng: random.Random
) -> None:
    for entry in sampled(altered.entries, rng):
        value = flipped(entry, column, rng)
        if value is None or (column == "seq" and value in altered.entries):
            continue
        faults = altered.faults(altered.put(entry.seq, column, value), signatures=False)
        middle = entry.kind not in CLOSINGS and entry.seq != 95
        assert bool(faults) is (column != "sig" or not middle), (entry.seq, column, value)
    assert altered.left_out() == 94


def test_a_changed_number_is_located(altered: Altered) -> None:
    faults = altered.faults(altered.put(40, "seq", 296))
    assert ("gap", 40, "") in faults
    assert ("gap", 96, "") in faults
    for outside in (0, -40):
        faults = altered.faults(altered.put(40, "seq", outside))
        assert ("moved", outside, "") in faults
        assert ("gap", 40, "") in faults
    assert ("gap", 40, "") in altered.faults(altered.put(40, "seq", 2**62))


# ------------------------------------------------------------------ what each alteration is called


def with_day(altered: Altered) -> Entry:
    return next(entry for entry in altered.entries.values() if entry.aud == "LAPOSTE" and entry.day)


def test_each_alteration_has_its_name(altered: Altered) -> None:
    entry = with_day(altered)
    seq, payload = entry.seq, entry.payload or b""
    named: dict[str, tuple[Any, Any, set[tuple[str, int | None, str]]]] = {
        "payload": ("payload", payload.replace(b'"by":"o01"', b'"by":"o02"'), {("payload", seq, "")}),
        "digest": ("digest", bytes(32), {("digest", seq, ""), ("payload", seq, "")}),
        "prev": ("prev_hash", bytes(32), {("prev", seq, "")}),
        "hash": ("hash", bytes(32), {("hash", seq, ""), ("signature", seq, ""), ("prev", seq + 1, "")}),
        "sig": ("sig", bytes(64), {("signature", seq, "")}),
        "aud": ("aud", b"DPD", {("aud", seq, "")}),
        "no aud": ("aud", b"", {("aud", seq, "")}),
        "no utf-8": ("aud", b"\xff", {("aud", seq, "")}),
        "kind": ("kind", b"relay.lost", {("column", seq, "kind, day, epoch")}),
        "day": ("day", b"2026-11-26", {("column", seq, "kind, day, epoch")}),
        "no day": ("day", None, {("column", seq, "kind, day, epoch")}),
        "epoch": ("epoch", b"B", {("column", seq, "epoch"), ("column", seq, "kind, day, epoch")}),
        "gone": ("payload", None, {("purge", seq, "")}),
    }
    for name, (column, value, expected) in named.items():
        assert set(altered.faults(altered.put(seq, column, value))) == expected, name


def test_a_removed_entry_in_the_middle_is_named_by_its_number(altered: Altered) -> None:
    assert altered.faults(lambda rows: rows.execute("DELETE FROM journal WHERE seq = 40")) == [
        ("gap", 40, "")
    ]
    faults = altered.faults(lambda rows: rows.execute("DELETE FROM journal WHERE seq BETWEEN 40 AND 44"))
    assert faults == [("gap", 40, "")]
    assert altered.faults(lambda rows: rows.execute("DELETE FROM journal WHERE seq = 1")) == [("gap", 1, "")]


def swap(one: int, other: int) -> Callable[[Connection], object]:
    def exchange(rows: Connection) -> None:
        for old, new in ((one, 999), (other, one), (999, other)):
            rows.execute("UPDATE journal SET seq = ? WHERE seq = ?", (new, old))

    return exchange


def test_a_swapped_pair_is_named(altered: Altered) -> None:
    for signatures in (False, True):
        faults = altered.faults(swap(40, 41), signatures=signatures)
        assert {("moved", 40, "41"), ("moved", 41, "40")} <= set(faults)
        assert {seq for _code, seq, _detail in faults} <= {40, 41, 42}


def test_a_pair_swapped_far_apart_is_named(altered: Altered) -> None:
    faults = altered.faults(swap(30, 70))
    assert {("moved", 30, ""), ("moved", 70, "")} <= set(faults)
    assert not [fault for fault in faults if fault[0] == "aud"]


def recomputed(altered: Altered, seq: int, *, all_after: bool) -> Callable[[Connection], None]:
    """Write an entry anew as somebody does who has no key: digest and hashes fit, signatures do not."""

    def replace_them(rows: Connection) -> None:
        previous = altered.entries[seq - 1].hash
        for place in range(seq, 96 if all_after else seq + 1):
            entry = altered.entries[place]
            payload = (
                (entry.payload or b"").replace(b'"by":"o01"', b'"by":"o02"')
                if place == seq
                else entry.payload
            )
            digest = digest_of(payload or b"")
            found = link(chain_of(altered.lived.desk, "A"), place, previous, entry.aud, digest)
            rows.execute(
                f"INSERT OR REPLACE INTO journal({journal.COLUMNS}) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (place, "A", entry.aud, entry.kind, entry.day, payload, digest, previous, found, entry.sig),
            )
            previous = found

    return replace_them


def test_insert_or_replace_without_the_key_is_found(altered: Altered) -> None:
    """R-1.20: whoever has no key can link anew, and sign nothing."""
    one = recomputed(altered, 40, all_after=False)
    assert altered.faults(one) == [("signature", 40, ""), ("prev", 41, "")]
    assert altered.faults(one, signatures=False) == [("prev", 41, "")]
    # With every later hash recomputed too, what plain verify checks still has no signature.
    rest = recomputed(altered, 40, all_after=True)
    assert altered.faults(rest, signatures=False) == [("signature", 95, "")]
    assert altered.faults(rest) == [("signature", seq, "") for seq in range(40, 96)]


def test_form_and_order_are_held_against_somebody_who_has_the_key(lived: Lived) -> None:
    """What is signed is not for that well formed: spaces, and time that runs backwards."""
    sign = Signer(lived.keys.seed).sign
    last = lived.entries()[-1]
    previous = last
    payloads = [
        (last.payload or b"").replace(b',"v":1}', b', "v":1}'),
        (last.payload or b"").replace(b'"at":"2026-', b'"at":"2025-'),
    ]
    with lived.raw() as rows:
        for payload in payloads:
            seq, digest = previous.seq + 1, digest_of(payload)
            found = link(chain_of(lived.desk, "A"), seq, previous.hash, last.aud, digest)
            previous = replace(
                last,
                seq=seq,
                payload=payload,
                digest=digest,
                prev_hash=previous.hash,
                hash=found,
                sig=sign(found),
            )
            journal.append(rows, previous)
    assert lived.faults(signatures=True) == [("canonical", 96, ""), ("order", 97, "")]
    # The form of every payload is read together with the signatures.
    assert lived.faults() == [("order", 97, "")]


def test_the_one_place_where_time_may_fall(path: Path) -> None:
    with small_store(path) as store:
        post(
            store,
            Draft(at="2026-11-25T09:00:00.000Z"),
            Draft(kind="clock.corrected", at="2026-11-25T08:00:00.000Z"),
            Draft(at="2026-11-25T08:00:00.001Z"),
            Draft(at="2026-11-25T08:00:00.000Z"),
        )
        assert told(store.read(lambda rows: verify(rows, request()))) == [("order", 4, "")]


@pytest.mark.parametrize("payload", [b"", b"{}", b"[1]", b"\xff", b"{", b'"day":', b"null", b"0" * 40])
def test_a_payload_of_any_shape_is_a_fault_and_no_crash(altered: Altered, payload: bytes) -> None:
    """Even where digest, hash and everything behind it were made to fit."""
    assert ("payload", 40, "") in altered.faults(altered.put(40, "payload", payload))

    def fitting(rows: Connection) -> None:
        entry, digest = altered.entries[40], digest_of(payload)
        found = link(chain_of(altered.lived.desk, "A"), 40, entry.prev_hash, entry.aud, digest)
        rows.execute(
            "UPDATE journal SET payload = ?, digest = ?, hash = ?, epoch = 'A' WHERE seq = 40",
            (payload, digest, found),
        )

    faults = altered.faults(fitting)
    assert {("column", 40, "kind, day, epoch"), ("signature", 40, "")} <= set(faults)
    assert (("canonical", 40, "") in faults) is (payload not in (b"{}", b"[1]", b"null"))


@pytest.mark.parametrize("seq", [1, 40, 95])
def test_an_epoch_changed_over_an_unreadable_payload_is_a_fault(altered: Altered, seq: int) -> None:
    def both(rows: Connection) -> None:
        altered.put(seq, "epoch", b"B")(rows)
        altered.put(seq, "payload", b"{")(rows)

    assert {("hash", seq, ""), ("payload", seq, "")} <= set(altered.faults(both))


def test_three_faults_make_three_lines(altered: Altered) -> None:
    """R-1.65: everything is listed, nothing stops at the first."""

    def three(rows: Connection) -> None:
        altered.put(20, "aud", b"X")(rows)
        rows.execute("DELETE FROM journal WHERE seq = 40")
        altered.put(60, "sig", bytes(64))(rows)

    assert altered.faults(three) == [("aud", 20, ""), ("gap", 40, ""), ("signature", 60, "")]


# ------------------------------------------------------------------ a cut tail


def anchor_at(altered: Altered, seq: int) -> Anchor:
    entry = altered.entries[seq]
    return read_anchor(anchor_of(entry.epoch, seq, entry.hash))


def cut(seq: int, *, operations: bool = False) -> Callable[[Connection], None]:
    def it(rows: Connection) -> None:
        rows.execute("DELETE FROM journal WHERE seq >= ?", (seq,))
        if operations:
            rows.execute("DELETE FROM operation WHERE last_seq >= ?", (seq,))
            # The key of the seals lies in the store: whoever can write there can seal anew.
            seals.seal_anew(rows, "operation")

    return it


def test_an_anchor_holds(altered: Altered) -> None:
    for seq in (1, 40, 95):
        assert altered.faults(lambda rows: None, anchor=anchor_at(altered, seq)) == []


def test_a_cut_tail_is_found_with_an_anchor(altered: Altered) -> None:
    for operations in (False, True):
        for signatures in (False, True):
            faults = altered.faults(
                cut(94, operations=operations), signatures=signatures, anchor=anchor_at(altered, 95)
            )
            assert faults == [("tail", 94, "")]


def test_a_cut_tail_without_an_anchor_is_found_by_its_operations_only(altered: Altered) -> None:
    """Both outcomes, so that nobody forgets the limit (docs/requirements.md, "Limits of the chain")."""
    assert altered.faults(cut(94)) == [("tail", 94, "")]
    # Whoever takes the operations away as well leaves nothing that tells: only paper does.
    assert altered.faults(cut(93, operations=True)) == []
    assert altered.faults(cut(93, operations=True), anchor=anchor_at(altered, 92)) == []


def test_operations_that_were_taken_away_are_told_by_their_seal(altered: Altered) -> None:
    def it(rows: Connection) -> None:
        rows.execute("DELETE FROM journal WHERE seq >= 93")
        rows.execute("DELETE FROM operation WHERE last_seq >= 93")

    assert altered.faults(it) == [("sealed", None, "operation")]


def test_a_cut_tail_that_was_no_operation_is_found_with_an_anchor_only(lived: Lived) -> None:
    """A print or an export is an entry of its own; no operation names it."""
    store = Store(lived.store, lived.keys.store_key, catalogue.schemas(), sealer(lived.desk, lived.keys.seed))
    printed = Draft(
        kind="document.printed", data={"document": "z:Z-2026-0001"}, at="2026-11-25T19:00:00.000Z"
    )
    (seq,) = post(store, printed)
    store.close()
    anchor = read_anchor(lived.verify().head)
    with lived.raw() as rows:
        rows.execute("DELETE FROM journal WHERE seq = ?", (seq,))
    assert lived.faults(signatures=True) == []
    assert lived.faults(anchor=anchor) == [("tail", 96, "")]


def test_an_anchor_of_another_history_does_not_hold(altered: Altered) -> None:
    good = anchor_at(altered, 40)
    for wrong in (replace(good, hex16="0" * 16), replace(good, seq=41)):
        assert altered.faults(lambda rows: None, anchor=wrong) == [("anchor", wrong.seq, "")]
    # Of an epoch it never lived: what another restore printed says nothing of this one's entries.
    assert altered.faults(lambda rows: None, anchor=replace(good, epoch="B")) == [("elsewhere", 40, "B")]


def test_a_day_rewritten_with_the_key_is_found_with_an_anchor_only(lived: Lived) -> None:
    """The administrator who keeps the key: perfect inside the file, not on paper.

    Source: docs/requirements.md, "Limits of the chain".
    """
    whole = lived.entries()
    anchor = read_anchor(anchor_of("A", 95, whole[-1].hash))
    sign = Signer(lived.keys.seed).sign
    previous = whole[49].hash
    with lived.raw() as rows:
        rows.execute("DELETE FROM journal WHERE seq > 50")
        for entry in whole[50:]:
            payload = (entry.payload or b"").replace(b'"by":"o01"', b'"by":"o02"')
            found = link(chain_of(lived.desk, "A"), entry.seq, previous, entry.aud, digest_of(payload))
            journal.append(
                rows,
                replace(
                    entry,
                    payload=payload,
                    digest=digest_of(payload),
                    prev_hash=previous,
                    hash=found,
                    sig=sign(found),
                ),
            )
            previous = found
    assert lived.faults(signatures=True) == []
    assert lived.faults(signatures=True, anchor=anchor) == [("anchor", 95, "")]


# ------------------------------------------------------------------ another key


def resigned(lived: Lived, seed: bytes) -> str:
    """Sign the whole journal with another key, the first entry telling it; return its public key."""
    other = Signer(seed)
    previous = ZERO_HASH
    whole = lived.entries()
    with lived.raw() as rows:
        rows.execute("DELETE FROM journal")
        for entry in whole:
            payload = (entry.payload or b"").replace(lived.public_key.encode(), other.public_key.encode())
            found = link(chain_of(lived.desk, "A"), entry.seq, previous, entry.aud, digest_of(payload))
            journal.append(
                rows,
                replace(
                    entry,
                    payload=payload,
                    digest=digest_of(payload),
                    prev_hash=previous,
                    hash=found,
                    sig=other.sign(found),
                ),
            )
            previous = found
    return other.public_key


def test_a_journal_signed_anew_with_another_key_is_found_by_the_desks_own(lived: Lived) -> None:
    public_key = resigned(lived, bytes(32))
    # Inside the file everything fits.
    assert Lived.at(lived.root, public_key, lived.desk).faults(signatures=True) == []

    with open_desk(Options(data=lived.root), watch=False) as desk:
        plain = verify_desk(desk, VerifyRequest())
        whole = verify_desk(desk, VerifyRequest(signatures=True, key=signer.fingerprint(public_key)))

    assert [(fault["code"], fault["seq"]) for fault in plain.faults] == [("signature", 95), ("key", 1)]
    found = [(fault["code"], fault["seq"]) for fault in whole.faults]
    assert found == [*[("signature", seq) for seq in range(1, 96)], ("key", 1), ("key", None)]


def test_the_fingerprint_is_compared(lived: Lived) -> None:
    right = signer.fingerprint(lived.public_key)
    wrong = signer.fingerprint(Signer(bytes(32)).public_key)
    with open_desk(Options(data=lived.root), watch=False) as desk:
        verdict = verify_desk(desk, VerifyRequest(key=right))
        assert (verdict.faults, verdict.fingerprint) == ([], right)
        assert verify_desk(desk, VerifyRequest(key=wrong)).faults == [
            {"code": "key", "seq": None, "detail": right}
        ]


def test_kinds_slipped_into_those_that_may_go_are_a_fault(lived: Lived) -> None:
    for statement in ("INSERT INTO purgeable_kind VALUES('till.settled')", "DELETE FROM purgeable_kind"):
        with lived.raw() as rows:
            rows.execute(statement)
        assert lived.faults() == [("trigger", None, "purgeable_kind")]


def test_a_settings_table_that_names_another_desk_misleads_nobody(lived: Lived) -> None:
    with lived.raw() as rows:
        rows.execute("UPDATE setting SET data = replace(data, 'AMP1', 'XXX1')")
    with open_desk(Options(data=lived.root), watch=False) as desk:
        assert verify_desk(desk, VerifyRequest(signatures=True)).faults == []


def test_a_text_that_is_no_utf_8_any_more_is_found(lived: Lived) -> None:
    with lived.raw() as rows:
        rows.execute("UPDATE journal SET kind = CAST(x'ff' AS TEXT) WHERE seq = 40")
    assert lived.faults() == [("column", 40, "kind, day, epoch")]
    done = subprocess.run(
        [sys.executable, "-m", "concierge_desk", "--data", str(lived.root), "verify"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert (done.returncode, done.stderr) == (5, "")
    assert "40" in done.stdout


def test_read_payload_and_columns_agree_on_every_entry(practice_day: Lived) -> None:
    for entry in practice_day.entries():
        posted = read_payload(entry)
        assert posted is not None
        assert (posted.kind, posted.day, posted.epoch) == (entry.kind, entry.day, entry.epoch)
        assert posted.desk == practice_day.desk
