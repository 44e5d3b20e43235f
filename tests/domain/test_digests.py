"""Digests: the bytes are hashlib's, whoever reckons them."""

import hashlib
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.domain import digests


@given(st.binary(max_size=4096), st.integers(0, 2 * digests.FEW))
def test_the_bytes_are_those_of_the_library(data: bytes, before: int) -> None:
    found = digests.reckoner(before)(data)
    assert (found.digest(), found.hexdigest()) == (
        hashlib.sha256(data).digest(),
        hashlib.sha256(data).hexdigest(),
    )
    assert digests.sha256(data).digest() == hashlib.sha256(data).digest()


@given(st.binary(max_size=512), st.binary(min_size=1, max_size=64))
def test_a_keyed_digest_is_that_of_the_library(data: bytes, key: bytes) -> None:
    found = digests.blake2b(data, digest_size=16, key=key).digest()
    assert found == hashlib.blake2b(data, digest_size=16, key=key).digest()


@pytest.mark.parametrize(("reckoned", "loaded"), [(0, False), (255, False), (256, True), (10_000, True)])
def test_openssl_is_loaded_for_many(reckoned: int, loaded: bool) -> None:
    told = f"""
import sys
from concierge_desk.domain import digests
for number in range({reckoned}):
    digests.sha256(number.to_bytes(4, "big"))
print("hashlib" in sys.modules)
"""
    ended = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == str(loaded)


def test_what_is_reckoned_in_a_row_counts_at_once() -> None:
    told = """
import sys
from concierge_desk.domain import digests
digests.reckoner(255)
before = "hashlib" in sys.modules
digests.reckoner(1)
print(before, "hashlib" in sys.modules)
"""
    ended = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert ended.stdout.split() == ["False", "True"]
