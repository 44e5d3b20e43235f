"""The store that a restore replaced: it lies there while it may be missed, and no longer."""

from datetime import date, timedelta
from pathlib import Path

from tests.copies.medium import Saved, open_on, whole
from tests.e2e.driver import Shop
from tests.failures.posts import Post

AT = "2026-11-26T08:00:00"


def work(shop: Shop, days: range) -> None:
    """Open and close business days, counted from 26 November 2026."""
    for offset in days:
        open_on(shop, (date(2026, 11, 26) + timedelta(days=offset)).isoformat())


def set_aside(shop: Shop) -> list[str]:
    return sorted(path.name for path in (shop.data / "copies").glob("avant-restauration-*"))


def replaced(saved: Saved) -> tuple[Shop, Path]:
    shop, told = saved.restore(saved.shop.data, "--yes", "--clock", AT)
    return shop, Path(told["kept"])


def test_it_goes_after_thirty_days_and_seven_closings(saved: Saved) -> None:
    shop, kept = replaced(saved)
    # The day of the backup is the first that is closed, on the next morning; 35 days later is the seventh.
    work(shop, range(1, 6))
    work(shop, range(33, 34))
    assert set_aside(shop) == [kept.name]
    work(shop, range(35, 36))
    assert set_aside(shop) == []
    whole(shop)


def test_a_closing_a_day_does_not_take_it_within_the_month(saved: Saved) -> None:
    shop, kept = replaced(saved)
    work(shop, range(1, 31))
    assert set_aside(shop) == [kept.name]
    work(shop, range(31, 33))
    assert set_aside(shop) == []


def test_the_last_one_stays_when_the_first_goes(saved: Saved) -> None:
    """Each is counted from the restore that put it there; what others laid there, and other copies, stay."""
    shop, first = replaced(saved)
    first.with_name(f"{first.name}-wal").write_bytes(b"kept byte by byte")
    work(shop, range(1, 20))
    told = saved.backup(shop)
    shop, told = saved.restore(shop.data, "--yes", path=Path(told["path"]))
    second = Path(told["kept"])
    others = shop.data / "copies" / "avant-restauration-de-moi.db"
    others.write_bytes(b"mine")
    work(shop, range(20, 36))
    assert set_aside(shop) == sorted([second.name, others.name])
    assert second.name.startswith("avant-restauration-C-")
    assert len(list((shop.data / "copies").glob("cloture-*.db"))) == 3


def test_what_a_restore_that_never_was_set_aside_stays(saved: Saved) -> None:
    """No entry says since when: nobody knows what it is."""
    shop = saved.shop
    never = shop.data / "copies" / "avant-restauration-B-0123abcd.db"
    never.parent.mkdir(exist_ok=True)
    never.write_bytes(b"x")
    work(shop, range(1, 9))
    work(shop, range(40, 41))
    assert set_aside(shop) == [never.name]


def test_an_update_of_the_program_does_not_take_it(saved: Saved) -> None:
    """The copy that a migration makes first is another one, of which one is enough."""
    shop, kept = replaced(saved)
    later = Post(shop.data).copy(saved.medium.parent / "plus-tard").as_("migration")
    done = later.call("day", "status", "--json")
    assert done.status == 0, done
    made = {path.name for path in (later.data / "copies").glob("avant-*")}
    assert kept.name in made and len(made) == 2
