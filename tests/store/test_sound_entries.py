"""One look at many entries says what a look at each of them says."""

from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.domain.journal import ZERO_HASH
from concierge_desk.store.database import read_store
from concierge_desk.store.sound_entries import AT, AT_ONCE, Row, SoundEntries, blocks, rows
from tests.store.stores import Lived

COLUMNS = {1: "epoch", 2: "aud", 3: "kind", 4: "day", 5: "payload", 6: "digest", 7: "prev_hash", 8: "hash"}


@dataclass
class Chain:
    desk: str
    rows: list[Row]

    def all_sound(self, found: list[Row], first: int = 1) -> bool:
        """Whether all from the second entry on are; the first one begins its epoch."""
        last = self.rows[first - 1]
        return SoundEntries(self.desk).all_sound(found, last, _at(last))

    def each_sound(self, found: list[Row], first: int = 1) -> bool:
        look, last = SoundEntries(self.desk).look, self.rows[first - 1]
        for row in found:
            if row[0] != last[0] + 1 or row[1] != last[1] or look(row, last[8], _at(last)) is None:
                return False
            last = row
        return True


@pytest.fixture(scope="module")
def chain(practice_day: Lived) -> Chain:
    keys = practice_day.keys
    found = read_store(practice_day.store, keys.store_key, lambda held: list(rows(held, 1, 10_000)))
    return Chain(practice_day.desk, found)


def _at(row: Row) -> bytes:
    return (row[5] or b"")[AT]


def test_they_are_read_some_at_once(chain: Chain) -> None:
    many = chain.rows * (2 * AT_ONCE // len(chain.rows) + 1)
    found = list(blocks(many))
    assert [row for block in found for row in block] == many
    assert {len(block) for block in found[:-1]} == {AT_ONCE}
    assert 0 < len(found[-1]) <= AT_ONCE


@pytest.mark.parametrize("length", [1, 2, 50, 10_000])
def test_what_was_written_is_sound(chain: Chain, length: int) -> None:
    assert chain.rows[0][7] == ZERO_HASH
    assert chain.all_sound(chain.rows[1 : length + 1])


def test_nothing_is_known_before_the_first_entry(chain: Chain) -> None:
    assert not SoundEntries(chain.desk).all_sound(chain.rows, None, b"")


def test_another_desk_has_another_chain(chain: Chain) -> None:
    assert not SoundEntries(f"{chain.desk}X").all_sound(chain.rows[1:], chain.rows[0], b"")


@pytest.mark.parametrize("place", sorted(COLUMNS), ids=COLUMNS.get)
@given(data=st.data())
def test_a_byte_of_any_column(chain: Chain, place: int, data: Any) -> None:
    found = chain.rows[1:]
    which = data.draw(st.integers(0, len(found) - 1))
    old: bytes = found[which][place] or b""  # type: ignore[assignment]
    at = data.draw(st.integers(0, max(len(old) - 1, 0)))
    new = old[:at] + bytes([old[at] ^ data.draw(st.integers(1, 255))] if old else b"x") + old[at + 1 :]
    found[which] = (*found[which][:place], new, *found[which][place + 1 :])  # type: ignore[assignment]
    assert not chain.each_sound(found)
    assert not chain.all_sound(found)


@given(data=st.data())
def test_one_that_is_gone_doubled_or_elsewhere(chain: Chain, data: Any) -> None:
    found = chain.rows[1:]
    which = data.draw(st.integers(0, len(found) - 2))
    match data.draw(st.sampled_from(["gone", "doubled", "elsewhere", "dropped"])):
        case "gone":
            del found[which]
        case "doubled":
            found.insert(which, found[which])
        case "elsewhere":
            found[which], found[which + 1] = found[which + 1], found[which]
        case "dropped":
            found[which] = (*found[which][:5], None, *found[which][6:])
    assert not chain.each_sound(found)
    assert not chain.all_sound(found)


def test_a_clock_that_went_back_is_no_sound_block(chain: Chain) -> None:
    """Every link may hold: whoever corrected a clock says so in an entry, which is looked at by itself."""
    last = chain.rows[0]
    assert not SoundEntries(chain.desk).all_sound(chain.rows[1:], last, b"9999-12-31T23:59:59.999Z")
