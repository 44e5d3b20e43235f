"""Pieces that nobody comes for: levels of reminders, the year of the law, how long names are kept."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from concierge_desk.mechanisms.entrusted.model import stays
from concierge_desk.mechanisms.entrusted.model.facts import EntrustedPiece
from concierge_desk.mechanisms.entrusted.tables.looks import piece_of
from tests.counter.desks import Play
from tests.entrusted.workshop import KESSLER, names, pay, ready, set_up, taken

READY_DAY = date(2026, 11, 25)


@pytest.fixture
def waiting(shop: Play) -> tuple[Play, str]:
    set_up(shop)
    (piece,) = names(taken(shop))
    ready(shop, [piece])
    return shop, piece


def piece_now(play: Play, name: str) -> EntrustedPiece:
    found = play.desk.store.read(lambda rows: piece_of(rows, "pressing", name))
    assert found is not None
    return found


LEVELS = (
    (0, 0),
    (29, 0),
    (30, 30),
    (89, 30),
    (90, 90),
    (179, 90),
    (180, 180),
    (329, 180),
    (330, 330),
    (400, 330),
)


@pytest.mark.parametrize(("days", "level"), LEVELS)
def test_the_level_that_is_due(waiting: tuple[Play, str], days: int, level: int) -> None:
    piece, day = piece_now(*waiting), READY_DAY + timedelta(days=days)
    assert stays.level_on(piece, day) == level
    assert stays.is_uncollected(piece, day) == (level > 0)
    # Told at this level, nobody is told again before the next.
    assert not stays.is_uncollected(replace(piece, reminded_level=level), day)


def test_a_reminder_is_kept_at_its_level(waiting: tuple[Play, str]) -> None:
    play, piece = waiting
    assert play.do("pressing.remind", piece=piece, by="phone").result == {
        "piece": piece,
        "by": "phone",
        "level": 0,
    }
    play.do("day.close", counted_cents=None)
    play.open("2026-12-30T08:00", confirmed_day="2026-12-30")
    assert play.do("pressing.remind", piece=piece, by="letter").result["level"] == 30
    assert (piece_now(play, piece).reminded_day, piece_now(play, piece).reminded_level) == ("2026-12-30", 30)


YEARS = (
    ("2026-11-25", date(2027, 11, 25)),
    ("2024-02-29", date(2025, 3, 1)),
    ("2024-02-28", date(2025, 2, 28)),
)


@pytest.mark.parametrize(("taken_day", "day"), YEARS)
def test_a_year_to_the_day(taken_day: str, day: date) -> None:
    assert stays.law_day(taken_day) == day


def test_names_go_a_year_after_everything_was_collected(waiting: tuple[Play, str]) -> None:
    play, piece = waiting
    party = play.last("pressing.taken_in").data["party"]
    pay(play, [piece], 1490)
    assert preview(play, "2030-01-01") == {}, "it still waits"
    play.do("pressing.collect", pieces=[piece], proof="slip", proxy={"name": "Ali Roux"})
    assert play.personal(party) == KESSLER["name"]
    assert preview(play, "2027-11-24") == {}
    assert preview(play, "2027-11-25") == {"pressing.order": 2}


def preview(play: Play, day: str) -> dict[str, int]:
    from concierge_desk.counter.privacy.plan import periods_over
    from concierge_desk.services.pressing import SERVICE

    retention = SERVICE.kept.retention
    over = play.desk.store.read(lambda rows: periods_over(rows, retention, date.fromisoformat(day)))
    return {one.retention.code: len(one.refs) for one in over}


def test_whose_an_order_is_goes_too_where_a_card_said_it(shop: Play) -> None:
    set_up(shop)
    key = str(shop.do("person.create", family="Martin", given="Zoé").result["person"])
    (piece,) = names(taken(shop, who={"card": key}))
    shop.do("pressing.withdraw", pieces=[piece], by="customer", reason="too_long")
    assert preview(shop, "2030-01-01") == {}
    shop.do("pressing.collect", pieces=[piece], proof="card")
    assert preview(shop, "2027-11-25") == {"pressing.owner": 1}


def test_a_piece_that_has_to_leave_is_counted(waiting: tuple[Play, str]) -> None:
    from concierge_desk.services.pressing import SERVICE

    play, _piece = waiting
    held, holds, here = SERVICE.held, SERVICE.holds, SERVICE.here
    assert held is not None and holds is not None and here is not None
    assert play.desk.store.read(held) == 1
    assert play.desk.store.read(lambda rows: holds(rows, "NETTOYAGE")) is True
    assert play.desk.store.read(lambda rows: holds(rows, "AUTRE")) is False
    assert list(play.desk.store.read(lambda rows: tuple(here(rows)))) == [KESSLER["name"]]
