"""The range of the journal: written, read strictly, checked without stopping at the first fault."""

import json
from dataclasses import replace
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.domain import canonical
from concierge_desk.domain.errors import IntegrityFailure
from concierge_desk.domain.journal import ZERO_HASH, Entry, chain_of, digest_of, link
from concierge_desk.exporting.journal_lines import (
    CopiedEntry,
    LineFault,
    LinesStart,
    check_chain,
    clear_line,
    parse_lines,
    start_of,
    withheld_line,
    write_lines,
)

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
START = LinesStart("AMP1", 1, ZERO_HASH)

GOLDEN_PAYLOAD_1 = (
    '{"at":"2026-11-25T07:00:00.000Z","by":"o01","data":{"practice":false,"pub":"03a107bff3ce10be1d70dd18e74'
    'bc09967e4d6309ba50d5f1ddc8664125531b8","siret":"00000000000000","software":"0.1.0"},"day":null,"desk":"'
    'AMP1","epoch":"A","kind":"desk.commissioned","op":"00000000-0000-7000-8000-000000000001","salt":"000102'
    '030405060708090a0b0c0d0e0f","tz":"+01:00","v":1}'
)
GOLDEN_PAYLOAD_2 = (
    '{"at":"2026-11-25T07:04:31.120Z","by":"o01","data":{"custody":"c-4t9d2k7mx0q3","shelf":"A3","tracking":'
    '"6A15602676300"},"day":"2026-11-25","desk":"AMP1","epoch":"A","kind":"relay.received","op":"00000000-00'
    '00-7000-8000-000000000002","salt":"101112131415161718191a1b1c1d1e1f","tz":"+01:00","v":1}'
)
GOLDEN_DIGEST_1 = "2852e27f90939bf54b903618d67693b1178cdbe44eb60dd68c2015382050e79e"
GOLDEN_HASH_2 = "d184a2236a6b097d441f8c50ae1d3a5c987f81350077591c3a980ac21536217b"
GOLDEN_SIG_2 = (
    "5b4090f86e942b9dd6ee6df75f175f4a641cd9073ef8c692dc2061cb733907ff"
    "326474295b36cd1f0632d05a87ad42a6ec562208d76149073c590d6948e84208"
)


def verify(entry_hash: bytes, sig: bytes) -> bool:
    try:
        KEY.public_key().verify(sig, entry_hash)
    except InvalidSignature:
        return False
    return True


def sealed(*given: tuple[str, bytes], desk: str = "AMP1", epoch: str = "A") -> list[Entry]:
    """A chain of (audience, payload)."""
    entries: list[Entry] = []
    prev = ZERO_HASH
    for seq, (aud, payload) in enumerate(given, start=1):
        digest = digest_of(payload)
        entry_hash = link(chain_of(desk, epoch), seq, prev, aud, digest)
        sig = KEY.sign(entry_hash)
        entries.append(Entry(seq, epoch, aud, "x.y", None, payload, digest, prev, entry_hash, sig))
        prev = entry_hash
    return entries


def payload(**fields: Any) -> bytes:
    return canonical.encode({"desk": "AMP1", "epoch": "A", "kind": "x.y", **fields})


DAY = sealed(
    ("", payload(n=1)),
    ("LAPOSTE", payload(n=2, label='reçu \u2028 "d\'été"\n')),
    ("DPD", payload(n=3)),
    ("LAPOSTE", payload(n=4)),
    ("LAPOSTE", payload(n=5)),
    ("", payload(n=6)),
)


def copied(entries: list[Entry] = DAY) -> list[CopiedEntry]:
    return parse_lines(write_lines(entries, "LAPOSTE"))


def faults_of(lines: list[CopiedEntry], start: LinesStart = START) -> list[tuple[str, int]]:
    return [(fault.code, fault.seq) for fault in check_chain(lines, start, "LAPOSTE", verify)[0]]


def damaged_at(data: bytes) -> int:
    with pytest.raises(IntegrityFailure) as caught:
        parse_lines(data)
    assert caught.value.code == "file.damaged"
    assert caught.value.params["member"] == "journal.ndjson"
    line = caught.value.params["line"]
    assert isinstance(line, int)
    return line


def test_the_golden_vector() -> None:
    first, second = GOLDEN_PAYLOAD_1, GOLDEN_PAYLOAD_2
    entries = sealed(("", first.encode()), ("LAPOSTE", second.encode()))
    data = write_lines(entries, "LAPOSTE")
    text = json.dumps(second)
    assert data.decode() == (
        f'{{"seq":1,"epoch":"A","aud":"","digest":"{GOLDEN_DIGEST_1}"}}\n'
        f'{{"seq":2,"epoch":"A","aud":"LAPOSTE","payload":{text},"hash":"{GOLDEN_HASH_2}","sig":"{GOLDEN_SIG_2}"}}\n'
    )
    assert check_chain(parse_lines(data), START, "LAPOSTE", verify) == ([], bytes.fromhex(GOLDEN_HASH_2))


def test_a_range_is_whole() -> None:
    assert check_chain(copied(), START, "LAPOSTE", verify) == ([], DAY[-1].hash)


def test_a_range_in_the_middle() -> None:
    start = LinesStart("AMP1", 3, DAY[1].hash)
    assert check_chain(copied(DAY[2:]), start, "LAPOSTE", verify) == ([], DAY[-1].hash)


def test_no_line() -> None:
    assert parse_lines(b"") == []
    assert check_chain([], START, "LAPOSTE", verify) == ([], ZERO_HASH)


def test_a_line_is_read_as_it_was_written() -> None:
    entry = DAY[1]
    assert parse_lines(clear_line(entry)) == [
        CopiedEntry(2, "A", "LAPOSTE", entry.payload, entry.digest, entry.hash, entry.sig)
    ]
    assert parse_lines(withheld_line(entry)) == [
        CopiedEntry(2, "A", "LAPOSTE", None, entry.digest, None, None)
    ]


def test_a_purged_payload_cannot_be_shown() -> None:
    with pytest.raises(ValueError, match="no payload"):
        clear_line(replace(DAY[1], payload=None))


CLEAR = clear_line(DAY[1]).decode()
WITHHELD = withheld_line(DAY[0]).decode()
HASH, SIG, DIGEST = DAY[1].hash.hex(), DAY[1].sig.hex(), DAY[0].digest.hex()


@pytest.mark.parametrize(
    "line",
    [
        "\n",
        "{}\n",
        "[]\n",
        "null\n",
        "{\n",
        "\ufeff" + WITHHELD,
        "[" * 100_000 + "\n",
        WITHHELD[:-1] + "\r\n",
        WITHHELD.replace(",", ", "),
        WITHHELD.replace('"seq":1', '"seq":0'),
        WITHHELD.replace('"seq":1', '"seq":-1'),
        WITHHELD.replace('"seq":1', '"seq":true'),
        WITHHELD.replace('"seq":1', '"seq":1.0'),
        WITHHELD.replace('"seq":1', '"seq":"1"'),
        WITHHELD.replace('"seq":1', '"seq":9007199254740993'),
        WITHHELD.replace('"seq":1', '"seq":' + "9" * 5000),
        WITHHELD.replace('"seq":1', '"seq":1,"seq":1'),
        WITHHELD.replace('"epoch":"A"', '"epoch":""'),
        WITHHELD.replace('"epoch":"A"', '"epoch":null'),
        WITHHELD.replace('"epoch":"A"', '"epoch":"\\u0041"'),
        WITHHELD.replace('"epoch":"A"', '"epoch":"\\ud800"'),
        WITHHELD.replace('"epoch":"A",', ""),
        WITHHELD.replace('"aud":""', '"aud":null'),
        WITHHELD.replace('"aud":""', f'"aud":"{"é" * 128}"'),
        WITHHELD.replace('"aud":""', '"aud":"","more":1'),
        WITHHELD.replace('"seq":1,"epoch":"A"', '"epoch":"A","seq":1'),
        WITHHELD.replace(DIGEST, DIGEST.upper()),
        WITHHELD.replace(DIGEST, DIGEST[:-2]),
        WITHHELD.replace(DIGEST, DIGEST[:-1]),
        WITHHELD.replace(DIGEST, " " + DIGEST),
        WITHHELD.replace(DIGEST, "g" * 64),
        WITHHELD.replace(f'"{DIGEST}"', "null"),
        CLEAR.replace(HASH, HASH.upper()),
        CLEAR.replace(HASH, HASH + "00"),
        CLEAR.replace(SIG, SIG[:64]),
        CLEAR.replace(f',"sig":"{SIG}"', ""),
        CLEAR.replace('"payload":"', '"payload":1,"x":"'),
        CLEAR.replace('"payload":"{', '"payload":"\\ud800{'),
        CLEAR.replace("reçu", "re\\u00e7u"),
        '{"seq":2,"epoch":"A","aud":"LAPOSTE","payload":{},"hash":"' + HASH + '","sig":"' + SIG + '"}\n',
    ],
)
def test_any_other_form_is_damage(line: str) -> None:
    assert line not in (CLEAR, WITHHELD)
    assert damaged_at((WITHHELD + line + WITHHELD).encode()) == 2


def test_bytes_that_are_no_text_are_damage() -> None:
    assert damaged_at(WITHHELD.encode() + b"\xff\n") == 2


def test_the_last_line_ends_too() -> None:
    assert damaged_at((WITHHELD + CLEAR[:-1]).encode()) == 2
    assert damaged_at((WITHHELD + "\n").encode()) == 2


@given(st.binary(min_size=1, max_size=60))
def test_random_bytes_are_damage(data: bytes) -> None:
    damaged_at(data)


@given(st.data())
def test_no_changed_byte_stays_unseen(data: st.DataObject) -> None:
    """But in the digests after the last clear line, which the head shows."""
    whole = write_lines(DAY, "LAPOSTE")
    at = data.draw(st.integers(0, len(whole) - 1))
    changed = whole[:at] + bytes([whole[at] ^ data.draw(st.integers(1, 255))]) + whole[at + 1 :]
    try:
        faults, head = check_chain(parse_lines(changed), START, "LAPOSTE", verify)
    except IntegrityFailure:
        return
    assert faults or head != DAY[-1].hash


def test_a_removed_line_is_a_gap_and_breaks_the_link() -> None:
    lines = copied()
    assert faults_of(lines[:2] + lines[3:]) == [("gap", 4), ("hash", 4)]
    assert faults_of(lines[:3] + lines[4:]) == [("gap", 5), ("hash", 5)]
    assert faults_of(lines[1:]) == [("gap", 2), ("hash", 2)]


def test_swapped_lines() -> None:
    lines = copied()
    assert ("gap", 5) in faults_of([*lines[:3], lines[4], lines[3], lines[5]])


def test_a_changed_digest_shows_in_the_next_clear_line_and_only_there() -> None:
    lines = copied()
    lines[2] = replace(lines[2], digest=bytes(32))
    assert faults_of(lines) == [("hash", 4)]


def test_a_changed_payload() -> None:
    lines = copied()
    changed = payload(n=40)
    lines[3] = replace(lines[3], payload=changed, digest=digest_of(changed))
    assert faults_of(lines) == [("hash", 4)]


def test_a_changed_hash_is_told_where_it_stands_and_in_its_successor() -> None:
    lines = copied()
    lines[3] = replace(lines[3], hash=bytes(32))
    assert faults_of(lines) == [("hash", 4), ("signature", 4), ("hash", 5)]


@given(st.lists(st.booleans(), max_size=9))
def test_each_signature_is_told_of_its_own_line(forged: list[bool]) -> None:
    """Half of them are reckoned beside the others: none is taken for another's, however many there are."""
    chain = sealed(*[(("LAPOSTE", "DPD")[n % 3 == 2], payload(n=n)) for n in range(len(forged))])
    lines = [
        replace(line, sig=KEY.sign(b"another")) if line.sig and bad else line
        for line, bad in zip(copied(chain), forged, strict=True)
    ]
    told = [seq for seq, bad in enumerate(forged, 1) if bad and (seq - 1) % 3 != 2]
    assert faults_of(lines) == [("signature", seq) for seq in told]


def test_a_signature_that_is_not_the_desks() -> None:
    lines = copied()
    lines[1] = replace(lines[1], sig=bytes(64))
    assert faults_of(lines) == [("signature", 2)]


def test_an_own_line_withheld() -> None:
    data = clear_line(DAY[0]) + withheld_line(DAY[1])
    assert faults_of(parse_lines(data)) == [("not_yours", 1), ("withheld", 2)]


def test_a_relabelled_line_breaks_the_link() -> None:
    lines = copied()
    lines[3] = CopiedEntry(4, "A", "DPD", None, lines[3].digest, None, None)
    assert faults_of(lines) == [("hash", 5)]


@pytest.mark.parametrize(
    "wrong",
    [
        b"",
        b"[]",
        b"not json",
        b"\xff",
        b" " + payload(),
        payload(desk="AMP2"),
        payload(epoch="B"),
        payload(epoch=1),
        payload(kind=None),
        canonical.encode({"desk": "AMP1", "epoch": "A"}),
        b'{"desk":"AMP1","epoch":"A","kind":"x","v":1.0}',
        b'{"kind":"x","desk":"AMP1","epoch":"A"}',
        b"[" * 700 + b"]" * 700,
        b"[" * 100_000,
    ],
)
def test_a_payload_that_is_no_payload(wrong: bytes) -> None:
    entries = sealed(("LAPOSTE", wrong), ("LAPOSTE", payload()))
    lines = [
        CopiedEntry(entry.seq, "A", "LAPOSTE", entry.payload, entry.digest, entry.hash, entry.sig)
        for entry in entries
    ]
    assert check_chain(lines, START, "LAPOSTE", verify)[0] == [LineFault("payload", 1)]


def test_another_desk_another_chain() -> None:
    assert faults_of(copied(), LinesStart("AMP2", 1, ZERO_HASH)) == [
        (code, seq) for seq in (2, 4, 5) for code in ("hash", "payload")
    ]


def test_another_beginning() -> None:
    assert faults_of(copied(), LinesStart("AMP1", 1, b"\x01" * 32)) == [("hash", 2)]
    assert faults_of(copied(), LinesStart("AMP1", 2, ZERO_HASH)) == [("gap", 1)]


def test_the_epoch_may_change_inside_a_range() -> None:
    first = DAY[0]
    body = payload(epoch="B")
    entry_hash = link("AMP1/B", 2, first.hash, "LAPOSTE", digest_of(body))
    second = Entry(
        2, "B", "LAPOSTE", "x.y", None, body, digest_of(body), first.hash, entry_hash, KEY.sign(entry_hash)
    )
    assert check_chain(copied([first, second]), START, "LAPOSTE", verify) == ([], entry_hash)


def test_the_start_is_read_from_the_descriptor() -> None:
    assert start_of({"desk": "AMP1", "from_seq": 7, "prev_hash": "0a" * 32}) == LinesStart(
        "AMP1", 7, b"\n" * 32
    )


@pytest.mark.parametrize(
    "changed",
    [
        {"desk": None},
        {"desk": ""},
        {"desk": "x" * 256},
        {"desk": "\ud800"},
        {"from_seq": 0},
        {"from_seq": "1"},
        {"from_seq": True},
        {"prev_hash": None},
        {"prev_hash": "00"},
        {"prev_hash": "0A" * 32},
    ],
)
def test_a_start_of_another_form_is_damage(changed: dict[str, Any]) -> None:
    with pytest.raises(IntegrityFailure) as caught:
        start_of({"desk": "AMP1", "from_seq": 1, "prev_hash": "00" * 32} | changed)
    assert caught.value.params == {"member": "datapackage.json"}
