"""A practice shop that is found open for three weeks: whenever it is made, whole or not at all."""

import shutil
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

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
from tests.sizes import FULL, few

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


MOMENTS = [
    (datetime(2026, 11, 29, 17, 0, tzinfo=UTC), "a Sunday: the shop is closed"),
    (datetime(2027, 1, 1, 12, 0, tzinfo=UTC), "a holiday, and a year that has just turned"),
    (datetime(2027, 3, 29, 2, 0, tzinfo=UTC), "Easter Monday, in the night"),
    (datetime(2028, 3, 1, 9, 0, tzinfo=UTC), "after a leap day"),
    (datetime(2026, 8, 14, 9, 0, tzinfo=UTC), "in the summer holidays"),
    (NOON, "a Friday"),
]


@pytest.mark.parametrize(("now", "why"), MOMENTS if FULL else MOMENTS[:2], indirect=["now"])
def test_it_is_found_open_with_things_on_the_shelf(home: Path, now: datetime, why: str) -> None:
    told: list[tuple[int, int]] = []
    live_in(Options(home), now, lambda done, every: told.append((done, every)), going_on)
    assert told[-1] == (LIVED.days, LIVED.days) and told == sorted(told), why
    with open_desk(Options(home)) as desk:
        assert isinstance(desk.clock, PcClock) and not desk.settings.clock_given
        assert desk.identity.practice
        today = overview.day_status(desk, None)
        assert today["state"] == "open" and today["parked"] >= 1
        assert date.fromisoformat(today["day"]) == now.astimezone(desk.settings.zone).date()
        # However the dice fall: what came this morning is the bag with two of one name.
        assert today["custody"]["held"] > 8 and today["custody"]["received"] >= 2
        assert today["cash"]["float_cents"] > 0
        closed = desk.store.read(
            lambda rows: [one for one in journal.posted(rows, 1) if one.kind == "day.closed"]
        )
        # The shop sells of its own too, whichever day it is made.
        assert {row["fund"] for one in closed for row in one.data["funds"]} >= {"OWN", "MANDATE:LAPOSTE"}
        assert len(closed) >= 8 and all(one.data["counts"]["tickets"] > 0 for one in closed)
        assert verify_desk(desk, VerifyRequest()).faults == []
        assert desk.store.read(journal.head).at <= now
    assert sorted(path.name for path in home.parent.iterdir()) == ["exercice"]


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One that was made at noon: its last morning begins by the same clock, not by today's."""
    home = tmp_path_factory.mktemp("lived") / "exercice"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("concierge_desk.desk.desk.system_clock", lambda: NOON)
        live_in(Options(home), NOON, unwatched, going_on)
    return home


def test_what_was_there_is_thrown_away_once_the_other_is_made(home: Path, now: datetime, lived: Path) -> None:
    shutil.copytree(lived, home)
    with open_desk(Options(home)) as desk:
        before = desk.public_key
    (home / "mark").touch()
    live_in(Options(home), now, unwatched, going_on)
    with open_desk(Options(home)) as desk:
        assert desk.public_key != before, "two of them have nothing in common"
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


def test_killed_while_it_is_lived_nothing_half_made_is_found(home: Path, lived: Path) -> None:
    shutil.copytree(lived, home)
    half = half_made_practice(home)
    half.mkdir()
    (half / "concierge.db").write_bytes(b"half")
    forget_half_made(home)
    assert not half.exists() and opens(home)


class Killed(BaseException):
    """The process is gone."""


@few(4)
@pytest.mark.parametrize("at", range(1, 12))
def test_killed_while_one_makes_room_for_the_other_it_is_gone_on_with(
    home: Path, lived: Path, at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(lived, home)
    (home / "mark").touch()
    made = half_made_practice(home)
    shutil.copytree(lived, made)
    (made / "new").touch()
    left = at
    with monkeypatch.context() as patch:
        for name in ("rename", "unlink"):
            done = getattr(Path, name)

            def struck(path: Path, *rest: Any, done: Any = done) -> Any:
                nonlocal left
                left -= 1
                if not left:
                    raise Killed
                return done(path, *rest)

            patch.setattr(Path, name, struck)
        with suppress(Killed):
            lived_in._put_into_place(made, home)
    if not half_made_practice(home).exists():
        # It was over by then.
        assert opens(home)
        return
    assert not (home / "mark").exists() or (home / "concierge.db").exists()
    forget_half_made(home)
    assert opens(home) and (home / "new").exists() and not (home / "mark").exists()
    assert sorted(path.name for path in home.parent.iterdir()) == ["exercice"]


def opens(home: Path) -> bool:
    """Whether a practice desk is there that opens."""
    with open_desk(Options(home)) as desk:
        return desk.identity.practice
