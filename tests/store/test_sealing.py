from pathlib import Path

import pytest

from concierge_desk.domain.canonical import NotCanonical
from concierge_desk.domain.journal import ZERO_HASH, Head, read_payload
from concierge_desk.signing.signer import Signer
from concierge_desk.store.unit import Sealer
from tests.store.stores import PUBLIC, SEED, Draft, entries, post, small_store

SALTS = (bytes(range(16)), bytes(range(16, 32)))
COMMISSIONED = Draft(
    kind="desk.commissioned",
    data={"software": "0.1.0", "siret": "00000000000000", "pub": PUBLIC, "practice": False},
    day=None,
    op="00000000-0000-7000-8000-000000000001",
)
RECEIVED = Draft(
    kind="relay.received",
    data={"tracking": "6A15602676300", "shelf": "A3", "custody": "c-4t9d2k7mx0q3"},
    aud="LAPOSTE",
    op="00000000-0000-7000-8000-000000000002",
    at="2026-11-25T07:04:31.120Z",
)
# docs/contract.md, "Golden vector": payload, digest, hash, signature.
GOLDEN = (
    (
        b'{"at":"2026-11-25T07:00:00.000Z","by":"o01","data":{"practice":false,"pub":"03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8","siret":"00000000000000","software":"0.1.0"},"day":null,"desk":"AMP1","epoch":"A","kind":"desk.commissioned","op":"00000000-0000-7000-8000-000000000001","salt":"000102030405060708090a0b0c0d0e0f","tz":"+01:00","v":1}',
        "2852e27f90939bf54b903618d67693b1178cdbe44eb60dd68c2015382050e79e",
        "36853f432427aa820991cd8d2415b71e35e8da79cae3f1642fd056d5d2e87066",
        "5eab03df40d4ec9af981a3ecd260a6a239ab68bb32e91101b7506dd448eb257cf51b610942ead9e47adcd398d24b0b1ee4f23ddd98280ced87a46b34d99b2e0d",
    ),
    (
        b'{"at":"2026-11-25T07:04:31.120Z","by":"o01","data":{"custody":"c-4t9d2k7mx0q3","shelf":"A3","tracking":"6A15602676300"},"day":"2026-11-25","desk":"AMP1","epoch":"A","kind":"relay.received","op":"00000000-0000-7000-8000-000000000002","salt":"101112131415161718191a1b1c1d1e1f","tz":"+01:00","v":1}',
        "b5de8e56cd9ff2d408af5f34ce2c58cf1ab83a19f2d9a9dc9d73aa930a2a7a44",
        "d184a2236a6b097d441f8c50ae1d3a5c987f81350077591c3a980ac21536217b",
        "5b4090f86e942b9dd6ee6df75f175f4a641cd9073ef8c692dc2061cb733907ff326474295b36cd1f0632d05a87ad42a6ec562208d76149073c590d6948e84208",
    ),
)


def golden_sealer() -> Sealer:
    salts = iter(SALTS)
    return Sealer("AMP1", Signer(SEED).sign, lambda: next(salts))


def test_the_golden_vector_is_sealed_to_the_byte() -> None:
    """R-1.20: each entry is linked to the one before, and signed."""
    sealer = golden_sealer()
    head = Head(0, "A", ZERO_HASH, None)
    for draft, (payload, digest, entry_hash, sig) in zip((COMMISSIONED, RECEIVED), GOLDEN, strict=True):
        entry, posted = sealer.seal(draft, head)

        assert posted == read_payload(entry)
        assert entry.payload == payload
        assert entry.digest.hex() == digest
        assert entry.prev_hash == head.hash
        assert entry.hash.hex() == entry_hash
        assert entry.sig.hex() == sig
        assert (entry.seq, entry.epoch, entry.aud) == (head.seq + 1, "A", draft.aud)
        assert (entry.kind, entry.day) == (draft.kind, draft.day)
        head = Head(entry.seq, entry.epoch, entry.hash, None)


def test_what_is_sealed_is_what_is_stored(path: Path) -> None:
    drafts = [Draft(aud="LAPOSTE"), Draft(day=None, data={"text": "e\u0301"})]
    with small_store(path) as store:
        post(store, *drafts)
        head = store.read(lambda rows: rows.execute("SELECT max(seq) FROM journal").fetchone())
    assert head == (2,)
    first, second = entries(path)
    assert second.payload is not None
    assert '"text":"é"'.encode() in second.payload
    assert (second.prev_hash, second.day) == (first.hash, None)


@pytest.mark.parametrize("data", [{"cents": 1.5}, {"Key": 1}, {"n": 2**53 + 1}, {"text": "\ud800"}])
def test_what_is_no_cj_1_is_not_sealed_and_nothing_is_written(path: Path, data: dict[str, object]) -> None:
    """R-1.64: what cannot be signed is not there at all."""
    with small_store(path) as store:
        with pytest.raises(NotCanonical):
            post(store, Draft(), Draft(kind="test.taken", data=data))
        assert store.read(lambda rows: rows.execute("SELECT count(*) FROM journal").fetchone()) == (0,)
