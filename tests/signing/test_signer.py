import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.domain.journal import ZERO_HASH, digest_of, link
from concierge_desk.signing.signer import Signer, fingerprint, same_fingerprint, verify

SEED = bytes(range(32))
PUBLIC = "03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8"

# docs/contract.md, "Golden vector": audience, payload, hash, signature.
GOLDEN = [
    (
        "",
        '{"at":"2026-11-25T07:00:00.000Z","by":"o01","data":{"practice":false,"pub":"03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8","siret":"00000000000000","software":"0.1.0"},"day":null,"desk":"AMP1","epoch":"A","kind":"desk.commissioned","op":"00000000-0000-7000-8000-000000000001","salt":"000102030405060708090a0b0c0d0e0f","tz":"+01:00","v":1}',
        "36853f432427aa820991cd8d2415b71e35e8da79cae3f1642fd056d5d2e87066",
        "5eab03df40d4ec9af981a3ecd260a6a239ab68bb32e91101b7506dd448eb257cf51b610942ead9e47adcd398d24b0b1ee4f23ddd98280ced87a46b34d99b2e0d",
    ),
    (
        "LAPOSTE",
        '{"at":"2026-11-25T07:04:31.120Z","by":"o01","data":{"custody":"c-4t9d2k7mx0q3","shelf":"A3","tracking":"6A15602676300"},"day":"2026-11-25","desk":"AMP1","epoch":"A","kind":"relay.received","op":"00000000-0000-7000-8000-000000000002","salt":"101112131415161718191a1b1c1d1e1f","tz":"+01:00","v":1}',
        "d184a2236a6b097d441f8c50ae1d3a5c987f81350077591c3a980ac21536217b",
        "5b4090f86e942b9dd6ee6df75f175f4a641cd9073ef8c692dc2061cb733907ff326474295b36cd1f0632d05a87ad42a6ec562208d76149073c590d6948e84208",
    ),
]


def test_the_golden_vector() -> None:
    signer = Signer(SEED)
    previous = ZERO_HASH
    assert signer.public_key == PUBLIC

    for seq, (aud, payload, entry_hash, signature) in enumerate(GOLDEN, 1):
        previous = link("AMP1/A", seq, previous, aud, digest_of(payload.encode()))
        assert previous.hex() == entry_hash
        assert signer.sign(previous).hex() == signature
        assert verify(PUBLIC, previous, bytes.fromhex(signature))


def test_the_seed_is_shown_nowhere() -> None:
    signer = Signer(SEED)

    for shown in (repr(signer), str(signer), f"{signer}"):
        assert shown == "Signer(5647-5aa7-5463-474c-0285-df5d-bf2b-cab7)"


@pytest.mark.parametrize("seed", [b"", bytes(31), bytes(33)])
def test_a_seed_of_another_length_is_none(seed: bytes) -> None:
    with pytest.raises(ValueError, match="32"):
        Signer(seed)


@given(seed=st.binary(min_size=32, max_size=32), message=st.binary(max_size=200), bit=st.integers(0, 511))
def test_one_changed_bit_and_it_is_no_signature(seed: bytes, message: bytes, bit: int) -> None:
    signer = Signer(seed)
    signature = signer.sign(message)
    changed = bytearray(signature)
    changed[bit // 8] ^= 1 << bit % 8

    assert len(signature) == 64
    assert verify(signer.public_key, message, signature)
    assert not verify(signer.public_key, message, bytes(changed))
    assert not verify(signer.public_key, message + b"\0", signature)


@pytest.mark.parametrize(
    "public_key",
    [
        "",
        "00",
        PUBLIC[:-1],
        PUBLIC + "00",
        PUBLIC.upper(),
        f" {PUBLIC}",
        f"{PUBLIC}\n",
        "z" * 64,
        "é" * 64,
        "f" * 64,
        "02" + "00" * 31,
        None,
        7,
    ],
)
def test_a_malformed_key_verifies_nothing(public_key: str) -> None:
    assert not verify(public_key, bytes.fromhex(GOLDEN[0][2]), bytes.fromhex(GOLDEN[0][3]))


@pytest.mark.parametrize("signature", [b"", bytes(63), bytes(64), bytes(65), b"\xff" * 64, None, "a" * 64])
def test_a_malformed_signature_is_none(signature: bytes) -> None:
    assert not verify(PUBLIC, b"message", signature)


def test_a_message_of_another_type_is_not_signed() -> None:
    assert not verify(PUBLIC, None, bytes(64))  # type: ignore[arg-type]


def test_the_fingerprint_is_what_its_description_says() -> None:
    assert fingerprint(PUBLIC) == "5647-5aa7-5463-474c-0285-df5d-bf2b-cab7"


@pytest.mark.parametrize("public_key", ["", PUBLIC[:-2], PUBLIC.upper(), "x" * 64])
def test_what_is_no_key_has_no_fingerprint(public_key: str) -> None:
    with pytest.raises(ValueError, match="public key"):
        fingerprint(public_key)


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("5647-5aa7-5463-474c-0285-df5d-bf2b-cab7", True),
        (" 5647 5AA7 5463 474C 0285 DF5D BF2B CAB7 ", True),
        ("56475aa75463474c0285df5dbf2bcab7", True),
        ("5647-5aa7-5463-474c-0285-df5d-bf2b-cab8", False),
        ("5647-5aa7-5463-474c", False),
        ("", False),
    ],
)
def test_a_typed_fingerprint_is_compared_without_its_spelling(typed: str, same: bool) -> None:
    assert same_fingerprint(PUBLIC, typed) is same
