"""A restored desk goes on where the backup was: the open day, the numbers, what it answered before."""

import random
from pathlib import Path

import pytest

from tests.copies.medium import Saved, figures, rows, whole
from tests.e2e.driver import CLOCK, DAY, EXPECTED, commands, contains, to_lines

BEFORE = to_lines(commands()[:-1])
CLOSING = to_lines(commands()[-1:])
COFFEE = to_lines(
    [
        {
            "op": "01970000-0000-7000-8000-00000000c0fe",
            "do": "till.settle",
            "acts": [{"do": "shop.sell", "article": "CAFE", "quantity": 1}],
            "payments": [{"means": "card", "cents": 120}],
        }
    ]
)


def test_the_day_that_was_open_goes_on(saved: Saved, tmp_path: Path) -> None:
    before = saved.shop.record(BEFORE).out
    shop, _told = saved.restore(tmp_path / "nu", "--clock", CLOCK)
    assert figures(shop, DAY) == figures(saved.shop, DAY)
    # What was answered is answered again, byte for byte: an op is never played twice.
    entries = whole(shop)
    assert shop.record(BEFORE).out == before
    assert whole(shop) == entries
    # The day closes with the figures of a day that was never restored.
    answer = shop.record(CLOSING).answers[0]
    told = figures(shop, DAY)
    expected = {name: value for name, value in EXPECTED.items() if name != "number"}
    assert contains(told, expected)
    assert answer["result"]["number"] == told["number"] == "Z-2026-B-0001"
    whole(shop)


def test_numbers_go_on_and_show_the_epoch(saved: Saved, tmp_path: Path) -> None:
    last = rows(saved.shop, "SELECT max(number) FROM ticket")[0][0]
    shop, _told = saved.restore(tmp_path / "nu")
    answer = shop.try_("record", "-", "--json", stdin=COFFEE).json
    assert answer["ok"], answer
    assert answer["ticket"] == f"T-2026-B-{int(last[-6:]) + 1:06d}"
    # The old desk, were it still used, would never give out that number.
    other = saved.shop.try_("record", "-", "--json", stdin=COFFEE).json
    assert other["ticket"] == f"T-2026-{int(last[-6:]) + 1:06d}"


def test_what_was_there_is_kept(saved: Saved) -> None:
    """The store that a restore replaces lies beside it, with all that came after the backup."""
    saved.shop.record(CLOSING)
    was = rows(saved.shop, "SELECT seq, hash FROM journal ORDER BY seq")
    shop, told = saved.restore(saved.shop.data, "--yes")
    kept = Path(told["kept"])
    assert kept.parent == shop.data / "copies"
    old = saved.shop.copy(saved.medium.parent / "ancien")
    (old.data / "concierge.db").write_bytes(kept.read_bytes())
    for log in old.data.glob("concierge.db-*"):
        log.unlink()
    assert rows(old, "SELECT seq, hash FROM journal ORDER BY seq") == was
    whole(old)
    assert figures(old, DAY)["state"] == "closed" and figures(shop, DAY)["state"] == "open"


@pytest.mark.parametrize("harm", ["first page", "every other page", "cut", "emptied"])
def test_a_store_that_cannot_be_read_any_more_is_what_a_restore_is_for(saved: Saved, harm: str) -> None:
    """It is kept byte by byte, whatever it is still worth, and the desk works again."""
    store = saved.shop.data / "concierge.db"
    data = bytearray(store.read_bytes())
    if harm == "first page":
        data[:4096] = random.randbytes(4096)
    elif harm == "every other page":
        for begins in range(0, len(data), 8192):
            data[begins + 100 : begins + 200] = random.randbytes(100)
    else:
        del data[{"cut": len(data) // 2 // 4096 * 4096, "emptied": 0}[harm] :]
    store.write_bytes(data)
    shop, told = saved.restore(saved.shop.data, "--yes")
    assert told["kept"] is not None, told
    assert Path(told["kept"]).read_bytes() == bytes(data)
    assert told["backup_head"] == saved.anchor
    whole(shop)
    assert shop.try_("record", "-", "--json", stdin=COFFEE).json["ok"]
