"""Backups of many months on one medium: the older they are, the fewer stay; what is others' stays."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

from concierge_desk.desk.desk import Options, open_desk
from concierge_desk.domain.clock import PcClock
from concierge_desk.jobs.copies.backup import Target, back_up
from concierge_desk.store.copies import UNWATCHED
from tests.cli.helpers import say
from tests.copies.medium import Saved, content, copies, open_on, rows
from tests.e2e.driver import FULL

AT = timedelta(hours=9)
LEFT = ["2026-11-28", "2026-12-31", "2027-01-15", "2027-02-20"]
OTHERS = {
    "AMP2-F-2026-11-25T070044-A92.zip": b"of another desk",
    "AMP1-2026-11-25T070044-A92.zip": b"of the desk that is no practice",
    "AMP1-F-2026-11-25T070044.zip": b"without its place",
    "AMP1-F-2026-11-25T070044-A92.zip.bak": b"a copy by hand",
    "AMP1-F-releve-2026-11-25.zip": b"a statement",
    "photos.jpg": b"\xff\xd8",
}


def test_a_clerk_counts_them(saved: Saved) -> None:
    """Each week one until the spring, then every day and twice on one; what a clerk would find left."""
    shown = (
        *("2026-11-27", "2026-12-04", "2026-12-11", "2026-12-31", "2027-01-15", "2027-01-29"),
        *("2027-03-01", "2027-03-01", "2027-03-10", "2027-03-11", "2027-03-12"),
    )
    for day in shown:
        backup_on(saved, day)
    # The newest is of 12 March: days since 11 February are whole, months before.
    left = ["2026-11-27", "2026-12-31", "2027-01-29", "2027-03-01", "2027-03-10", "2027-03-11", "2027-03-12"]
    assert days(saved.medium) == left
    # Thirteen months later, one of a year is left of what is older.
    backup_on(saved, "2028-04-20")
    assert days(saved.medium) == ["2026-12-31", "2027-03-12", "2028-04-20"]


def test_what_is_others_stays(saved: Saved) -> None:
    for name, data in OTHERS.items():
        (saved.medium / name).write_bytes(data)
    # It is older than the newest by months, and one of the day: only what is the desk's own goes.
    for day in ("2026-11-26", "2027-02-01", "2027-02-01", "2028-06-01"):
        backup_on(saved, day)
    held = content(saved.medium)
    assert {name: held.get(name) for name in OTHERS} == OTHERS
    mine = [path for path in saved.medium.glob("AMP1-F-*-A*.zip") if path.name not in OTHERS]
    assert sorted(path.name[7:17] for path in mine) == ["2026-11-26", "2027-02-01", "2028-06-01"]


def test_day_after_day(saved: Saved) -> None:
    """What stays after each backup: all of a week, one a day of a month, one a month."""
    day, last = date(2026, 11, 26), date(2028, 3, 1) if FULL else date(2026, 12, 30)
    step = timedelta(days=1 if FULL else 4)
    while day <= last:
        told = backup_on(saved, day.isoformat())
        found = [date.fromisoformat(text) for text in days(saved.medium)]
        assert found == sorted(found) and found[-1] == day
        assert Path(told["path"]).name in {path.name for path in saved.medium.glob("*.zip")}
        older = [one for one in found if (day - one).days > 31]
        assert len({(one.year, one.month) for one in older}) == len(older), found
        assert len([one for one in older if (day - one).days > 400]) <= 2
        day += step
    assert len(copies(saved.medium)) == len(days(saved.medium))


def test_a_clock_that_stood_in_2036_for_an_afternoon(saved: Saved) -> None:
    """Three backups that it names thin nothing; once it is right, theirs lie there and all goes on as ever."""
    for day in ("2026-11-27", "2026-11-28", "2026-12-11", "2026-12-31", "2027-01-15"):
        backup_on(saved, day)
    before = copies(saved.medium)
    with open_desk(Options(saved.shop.data)) as desk:
        for hour in (14, 15, 16):
            clock = PcClock(partial(datetime, 2036, 5, 4, hour, tzinfo=UTC))
            made = back_up(replace(desk, clock=clock), Target(saved.medium, "pc"), None, None, UNWATCHED)
            assert made.path.name.startswith("AMP1-F-2036-05-04T"), made
            assert made.removed == ()
    assert set(before) <= set(copies(saved.medium))
    corrected = (
        b'{"op":"01980000-0000-7000-8000-000000000001","do":"clock.correct","at":"2027-01-15T18:00:00"}\n'
    )
    done = say("--data", saved.shop.data, "record", "-", "--json", stdin=corrected)
    assert done.codes == ["ok"], done
    backup_on(saved, "2027-02-20")
    assert len(before) - 1 == len(set(before) & set(copies(saved.medium)))
    assert [day for day in days(saved.medium) if day < "2036"] == LEFT
    assert sum("-2036-" in name for name in copies(saved.medium)) == 3


def backup_on(saved: Saved, day: str) -> dict[str, object]:
    """Make a backup on a business day, at nine in the morning."""
    if not rows(saved.shop, f"SELECT day FROM business_day WHERE day = '{day}'"):
        open_on(saved.shop, day)
    clock = (datetime.fromisoformat(day) + AT).isoformat()
    done = say(*("--data", saved.shop.data, "backup", "--to", saved.medium, "--clock", clock, "--json"))
    assert done.status == 0, done
    return dict(done.json)


def days(medium: Path) -> list[str]:
    """The days of the backups on a medium."""
    return sorted(path.name[7:17] for path in medium.glob("AMP1-F-*.zip"))
