"""An act whose disk did not confirm it: it may be there all the same, and whoever types it again looks first."""

import json
from pathlib import Path

import pytest

from concierge_desk.domain.errors import EnvironmentFailure
from tests.e2e.driver import CLOCK, to_lines
from tests.failures.posts import Post
from tests.failures.unsynced import confirm_nothing
from tests.store.stores import Draft, entries, post, small_store

CASE = "the disk did not confirm an act"


def test_a_commit_that_is_not_confirmed_is_told_as_that(tmp_path: Path) -> None:
    """What was handed over is found by whoever opens the store next."""
    path = tmp_path / "concierge.db"
    with small_store(path) as store:
        assert post(store, Draft()) == [1]
        store._writer.submit(confirm_nothing).result()
        with pytest.raises(EnvironmentFailure) as failed:
            post(store, Draft())
        assert failed.value.code == "store.unconfirmed"
    assert [entry.seq for entry in entries(path)] == [1, 2]


def test_what_fails_before_the_end_is_not_there(tmp_path: Path) -> None:
    """The sentence is said of the one moment alone in which nobody knows."""
    path = tmp_path / "concierge.db"
    with small_store(path) as store:
        post(store, Draft())

        def fail(_unit: object) -> None:
            raise EnvironmentFailure("store.disk_failed")

        with pytest.raises(EnvironmentFailure) as failed:
            store.write(fail)
        assert failed.value.code == "store.disk_failed"
    assert [entry.seq for entry in entries(path)] == [1]


def test_the_word_says_look_first_and_the_act_is_done_once(new: Post) -> None:
    opening = {"op": "01970000-0000-7000-8000-00000000d001", "do": "day.open", "float_cents": 8000}
    before = new.call("verify", "--json").json["entries"]
    done = new.as_("unsynced").call("record", "-", "--clock", CLOCK, "--json", stdin=to_lines([opening]))
    told = json.loads(done.out)
    assert (done.status, told["refused"]["code"]) == (4, "store.unconfirmed")
    assert "regardez d’abord s’il y est" in told["refused"]["message"]
    # Whether it is there depends on who closed the store last; looking tells, and the same act is done once either way.
    looked = new.call("verify", "--json").json["entries"]
    assert looked - before in (0, 1)
    again = new.quick("record", "-", "--clock", CLOCK, "--json", stdin=to_lines([opening]))
    assert again.status == 0
    assert new.whole() == json.loads(again.out)["entries"][-1] == before + 1


def test_a_word_is_held_to_its_case(new: Post) -> None:
    new.as_("unsynced").fails(CASE, "day", "open", "--float", "8000", "--clock", CLOCK)
