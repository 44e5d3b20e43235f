"""A practice shop that is found open for three weeks: whenever it is made, whole or not at all."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from concierge_desk.counter.site import read_site
from concierge_desk.desk import overview
from concierge_desk.desk.commission import commission
from concierge_desk.desk.desk import Options, open_desk
from concierge_desk.domain.clock import PcClock
from concierge_desk.domain.errors import EnvironmentFailure
from concierge_desk.jobs.demo import lived_in
from concierge_desk.jobs.demo.lived_in import LIVED, forget_half_made, live_in
from concierge_desk.jobs.verdict import VerifyRequest
from concierge_desk.jobs.verify import verify_desk
from concierge_desk.paths import half_made_practice
from concierge_desk.signing.passphrase import PassphraseSource
from concierge_desk.store import journal
from tests.counter.desks import site_with

NOON = datetime(2026, 11, 27, 11, 0, tzinfo=UTC)


def unwatched(_done: int, _all: int) -> None:
    """Tell nobody."""


def going_on() -> bool:
    """Stop nothing."""
    return False


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "exercice"


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> datetime:
    """The PC's clock, which stands still."""
    at: datetime = getattr(request, "param", NOON)
    monkeypatch.setattr("concierge_desk.desk.desk.system_clock", lambda: at)
    return at


@pytest.mark.parametrize(
    ("now", "why"),
    [
        (NOON, "a Friday"),
        (datetime(2026, 11, 29, 17, 0, tzinfo=UTC), "a Sunday: the shop is closed"),
        (datetime(2027, 1, 1, 12, 0, tzinfo=UTC), "a holiday, and a year that has just turned"),
        (datetime(2027, 3, 29, 2, 0, tzinfo=UTC), "Easter Monday, in the night"),
        (datetime(2028, 3, 1, 9, 0, tzinfo=UTC), "after a leap day"),
        (datetime(2026, 8, 14, 9, 0, tzinfo=UTC), "in the summer holidays"),
    ],
    indirect=["now"],
)
def test_it_is_found_open_with_things_on_the_shelf(home: Path, now: datetime, why: str) -> None:
    told: list[tuple[int, int]] = []
    live_in(Options(home), now, lambda done, every: told.append((done, every)), going_on)
    assert told[-1] == (LIVED.days, LIVED.days) and told == sorted(told), why
    with open_desk(Options(home)) as desk:
        assert isinstance(desk.clock, PcClock) and not desk.identity.settings.clock_given
        assert desk.identity.practice
        today = overview.day_status(desk, None)
        assert today["state"] == "open" and today["parked"] >= 1
        assert date.fromisoformat(today["day"]) == now.astimezone(desk.identity.settings.zone).date()
        assert today["custody"]["held"] > 8 and today["custody"]["received"] >= 5
        assert today["cash"]["float_cents"] > 0
        closed = desk.store.read(
            lambda rows: [one for one in journal.posted(rows, 1) if one.kind == "day.closed"]
        )
        assert len(closed) >= 8 and all(one.data["counts"]["tickets"] > 0 for one in closed)
        assert verify_desk(desk, VerifyRequest()).faults == []
        assert desk.store.read(journal.head).at <= now
    assert sorted(path.name for path in home.parent.iterdir()) == ["exercice"]


def test_two_of_them_have_nothing_in_common(tmp_path: Path, now: datetime) -> None:
    keys = []
    for name in ("a", "b"):
        live_in(Options(tmp_path / name), now, unwatched, going_on)
        with open_desk(Options(tmp_path / name)) as desk:
            keys.append(desk.public_key)
    assert keys[0] != keys[1]


def test_what_was_there_is_thrown_away_once_the_other_is_made(home: Path, now: datetime) -> None:
    live_in(Options(home), now, unwatched, going_on)
    with open_desk(Options(home)) as desk:
        before = desk.public_key
    (home / "mark").touch()
    live_in(Options(home), now, unwatched, going_on)
    with open_desk(Options(home)) as desk:
        assert desk.public_key != before
    assert not (home / "mark").exists()
    assert sorted(path.name for path in home.parent.iterdir()) == ["exercice"]


def test_a_real_shop_makes_room_for_nothing(home: Path, now: datetime) -> None:
    site = read_site(site_with(siret='"73282932000074"'))
    commission(
        Options(
            home, passphrase=PassphraseSource(prompt=lambda: "tulipe wagon merle sabot lune cidre blanc")
        ),
        site,
        practice=False,
    )
    before = (home / "concierge.db").read_bytes()
    with pytest.raises(EnvironmentFailure, match=r"keys\.practice_mixed"):
        live_in(Options(home), now, unwatched, going_on)
    assert (home / "concierge.db").read_bytes() == before


def test_stopped_on_the_way_leaves_what_was_there(home: Path, now: datetime) -> None:
    asked = iter((False, False, True))
    with pytest.raises(EnvironmentFailure, match=r"backup\.cancelled"):
        live_in(Options(home), now, unwatched, lambda: next(asked))
    assert list(home.parent.iterdir()) == []


class Killed(BaseException):
    """The process is gone."""


def test_killed_while_it_is_lived_nothing_half_made_is_found(
    home: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    live_in(Options(home), now, unwatched, going_on)
    with open_desk(Options(home)) as desk:
        kept = desk.public_key
    half = half_made_practice(home)
    half.mkdir()
    (half / "concierge.db").write_bytes(b"half")
    forget_half_made(home)
    assert not half.exists()
    with open_desk(Options(home)) as desk:
        assert desk.public_key == kept


def test_killed_between_the_two_the_one_before_comes_back(
    home: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    live_in(Options(home), now, unwatched, going_on)
    with open_desk(Options(home)) as desk:
        kept = desk.public_key

    def killed(_folder: Path) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(lived_in, "sync_folder", killed)
        patch.setattr(lived_in, "forget_half_made", lambda _home: None)
        with pytest.raises(Killed):
            live_in(Options(home), now, unwatched, going_on)
    # As if the power had gone before the new one was in its place.
    home.rename(half_made_practice(home))
    forget_half_made(home)
    with open_desk(Options(home)) as desk:
        assert desk.public_key == kept
    assert sorted(path.name for path in home.parent.iterdir()) == ["exercice"]
