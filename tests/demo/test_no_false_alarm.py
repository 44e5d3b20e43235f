"""No false alarm: whatever an honest shop lives through, opening, closing, backup and verify say nothing of it.

Demo days with all their refunds, reversals and erased names; then late closings, a reopened day, a clock that was
wrong, two sticks of different age, three restores, one of them on a bare PC.
"""

import json
import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from concierge_desk.jobs.demo.player import DemoPlayer
from tests.cli.helpers import say
from tests.copies.medium import PHRASE, open_on, rows
from tests.demo.conftest import SEED
from tests.e2e.driver import FULL
from tests.e2e.driver import Shop as Desk
from tests.e2e.older import OLDER, RELEASES, Older
from tests.easily import make_identity


@pytest.fixture(autouse=True)
def _no_keystore(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")


class Life:
    """A desk whose days go on, watched at each step."""

    def __init__(self, data: Path, day: date, phrase: Path) -> None:
        self.desk, self.day, self.phrase = Desk(data), day, phrase
        self.op = 0

    @property
    def clock(self) -> str:
        return f"{self.day.isoformat()}T08:40:00"

    def quiet(self) -> None:
        """Open it, verify all of it, and hear nothing."""
        for words in (("day", "status"), ("verify", "--signatures", "--tables")):
            done = say("--data", self.desk.data, *words, "--clock", self.clock)
            assert (done.status, done.err) == (0, ""), done
        assert rows(self.desk, "SELECT seq, kind FROM journal WHERE kind LIKE 'integrity.%'") == []

    def on(self, days: int = 1) -> None:
        """Close the day that is open, late where days lie between, and open another."""
        self.day += timedelta(days=days)
        open_on(self.desk, self.day.isoformat())
        self.quiet()

    def act(self, do: str, clock: str, *expected: str, **fields: Any) -> None:
        self.op += 1
        stamp = f"{self.day:%Y%m%d}"
        line = json.dumps({"op": f"01990000-0000-7000-8{self.op:03}-0000{stamp}", "do": do, **fields})
        done = say(
            *("--data", self.desk.data, "record", "-", "--json", "--clock", clock), stdin=line.encode()
        )
        assert (done.codes, done.err) == (list(expected or ("ok",)), ""), done

    def backup(self, medium: Path) -> Path:
        medium.mkdir(exist_ok=True)
        words = ("backup", "--to", medium, "--json", "--clock", self.clock)
        done = say("--data", self.desk.data, *words)
        assert (done.status, done.json["faults"], done.err) == (0, 0, ""), done
        self.quiet()
        return Path(done.json["path"])

    def restored(self, data: Path, path: Path) -> None:
        words = ("restore", path, "--passphrase-file", self.phrase, "--yes", "--clock", self.clock)
        done = say("--data", data, *words, "--json")
        assert (done.status, done.json["faults"], done.err) == (0, [], ""), done
        self.desk = Desk(data)
        self.quiet()


DAYS = 60 if FULL else 3


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, date]:
    living = DemoPlayer(tmp_path_factory.mktemp("demo") / "boutique", SEED)
    days = [living.live(last=n + 1 == DAYS) for n in range(DAYS)]
    return living.options.data, days[-1]


@pytest.fixture
def life(lived: tuple[Path, date], tmp_path: Path) -> Life:
    played, last = lived
    data = tmp_path / "poste"
    shutil.copytree(played, data)
    make_identity(data, PHRASE)
    phrase = tmp_path / "phrase.txt"
    phrase.write_text(f"{PHRASE}\n", "utf-8")
    return Life(data, last, phrase)


def test_the_days_of_the_demo_say_nothing(life: Life) -> None:
    life.quiet()


def test_a_shop_to_which_everything_happens_says_nothing(life: Life, tmp_path: Path) -> None:
    one, other = tmp_path / "CLE-1", tmp_path / "CLE-2"
    life.day += timedelta(days=1)
    life.act("day.open", life.clock, float_cents=8000)
    life.backup(one)
    # Forgotten over a week-end, twice.
    life.on(3)
    life.on(4)
    older = life.backup(other)
    # Closed too early, and opened once more.
    life.act("day.close", f"{life.day}T12:00:00", counted_cents=None)
    life.act("day.open", f"{life.day}T14:00:00", again=True)
    life.quiet()
    life.on()
    # The PC's clock is a year behind, then right again.
    behind = f"{life.day - timedelta(days=365)}T09:00:00"
    life.act("till.move", behind, direction="in", reason="float", cents=500)
    life.quiet()
    life.on()
    newer = life.backup(one)
    life.on()
    # Back to the younger stick; the day that is lost with it stands on its Z.
    life.restored(life.desk.data, newer)
    life.on()
    life.backup(one)
    # The shop's PC is stolen; at home lies the older stick alone.
    life.restored(tmp_path / "nu", older)
    life.on(2)
    life.backup(other)
    # The other stick is found again, and knows of a life that nobody goes on with.
    life.backup(one)
    life.on()
    # Once more, from what was just made.
    life.restored(life.desk.data, life.backup(other))
    life.on()
    life.backup(one)
    life.backup(other)


@pytest.mark.parametrize("release", RELEASES)
def test_a_store_of_every_release_says_nothing(release: str, tmp_path: Path) -> None:
    older = Older(OLDER / release)
    desk = older.shop(tmp_path / "poste")
    for words in (("day", "status"), ("verify", "--signatures", "--tables"), ("verify", "--rebuild")):
        done = say("--data", desk.data, *words)
        assert (done.status, done.err) == (0, ""), done
    assert rows(desk, "SELECT seq, kind FROM journal WHERE kind LIKE 'integrity.%'") == []
