"""A year after it was taken in: what a judge is told of a piece is right, and nothing became of it by itself.

Source: docs/requirements.md, R-5.04.
"""

from datetime import date

import pytest

from concierge_desk.jobs.verdict import VerifyRequest
from concierge_desk.jobs.verify import verify_desk
from concierge_desk.mechanisms.entrusted.model.facts import EntrustedPiece
from concierge_desk.mechanisms.entrusted.model.stays import is_uncollected, law_day, level_on
from concierge_desk.mechanisms.entrusted.tables import looks
from tests.counter.desks import Play
from tests.entrusted.workshop import KESSLER, figures, names, ready, set_up, taken

TRADE = "pressing"


def piece_of(play: Play, name: str) -> EntrustedPiece:
    found = play.desk.store.read(lambda rows: looks.piece_of(rows, TRADE, name))
    assert found is not None
    return found


def next_day(play: Play, day: str) -> None:
    play.hands.set(f"{play.last('day.opened').day}T18:30")
    play.do("day.close", counted_cents=None)
    play.open(f"{day}T15:05", confirmed_day=day)


def test_at_a_year_to_the_day_its_data_are_right_and_its_state_the_same(shop: Play) -> None:
    """Day received, description, price due, owner, place; neither a fee nor another state. (R-5.04)"""
    set_up(shop)
    order = taken(shop, {"kind": "MANTEAU", "colour": "navy", "fabric": "wool", "declared_cents": 9000})
    (name,) = names(order)
    ready(shop, [name])
    shop.do("pressing.move", piece=name, place="B2")
    before, standing = piece_of(shop, name), figures(shop)
    entries = shop.head()
    for day in ("2026-12-28", "2027-02-23", "2027-05-25", "2027-10-21", "2027-11-25"):
        next_day(shop, day)
    after = piece_of(shop, name)
    assert after == before
    assert law_day(after.taken_day).isoformat() == "2027-11-25" == shop.last("day.opened").day
    told = (after.taken_day, after.label, after.colour, after.fabric, after.to_pay_cents, after.open_cents)
    assert told == ("2026-11-25", "Manteau", "navy", "wool", 1490, 1490)
    assert (after.place, after.state, after.declared_cents) == ("B2", "ready", 9000)
    found = shop.desk.store.read(lambda rows: looks.order_of(rows, TRADE, after.number))
    assert found is not None
    assert shop.rows("SELECT text FROM personal WHERE ref = ?", found.party) == [(KESSLER["name"],)]
    still = {name: figures(shop)[name] for name in ("here", "at_partner", "missing", "open_cents", "owed")}
    assert still == {name: standing[name] for name in still}
    # Since then the days alone wrote something.
    since = {entry.kind for entry in shop.posted() if entry.seq > entries}
    assert not {kind for kind in since if kind.startswith("pressing.")} - {"pressing.day_reported"}
    assert verify_desk(shop.desk, VerifyRequest(tables=True)).faults == []
    # And it is still handed over as ever.
    assert shop.code("pressing.collect", pieces=[name], proof="slip") == "pressing.unpaid"


LEVELS = (("2026-12-24", 0), ("2026-12-25", 30), ("2027-02-23", 90), ("2027-05-24", 180), ("2027-10-21", 330))


@pytest.mark.parametrize(("day", "level"), LEVELS)
def test_levels_since_it_was_ready(shop: Play, day: str, level: int) -> None:
    set_up(shop)
    (name,) = names(taken(shop))
    ready(shop, [name])
    piece = piece_of(shop, name)
    assert level_on(piece, date.fromisoformat(day)) == level
    assert is_uncollected(piece, date.fromisoformat(day)) is (level > 0)


@pytest.mark.parametrize(
    ("taken_in", "law"),
    [("2026-11-25", "2027-11-25"), ("2028-02-29", "2029-03-01"), ("2027-02-28", "2028-02-28")],
)
def test_a_year_to_the_day(taken_in: str, law: str) -> None:
    assert law_day(taken_in).isoformat() == law
