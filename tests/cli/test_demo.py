"""The word `demo`: what it lives, what it leaves, what it says."""

from pathlib import Path

import pytest

from concierge_desk.domain.money import format_amount
from concierge_desk.jobs.demo import demo as living
from tests.cli.helpers import say

pytestmark = pytest.mark.usefixtures("easy_locks")


def test_it_lives_a_week_and_says_what_to_open(tmp_path: Path) -> None:
    home = tmp_path / "boutique"
    done = say("demo", "--to", home, "--lang", "en")
    assert (done.status, done.err) == (0, "")
    lines = done.out.splitlines()
    assert "FACTICE" in lines[0]
    assert lines[1] == "6 days lived in a practice shop, from 2026-11-23 to 2026-11-28 (seed 1)."
    assert "Everything holds." in lines
    left = [line.split("  (")[0].strip() for line in lines if line.startswith("  ")]
    assert {name.partition("/")[0] for name in left} == {
        "papiers",
        "releves",
        "sauvegardes",
        "poste-restaure",
    }
    assert all((home / name).exists() for name in left)
    assert len([*(home / "releves").iterdir()]) == 6
    assert f"concierge-desk --data {home / 'poste'} day status" in done.out
    # Its figures are those of the desk.
    for day in ("2026-11-24", "2026-11-28"):
        told = say("--data", home / "poste", "day", "status", "--day", day, "--json").json
        (row,) = [line for line in lines if line.startswith(day)]
        amounts = [format_amount(told["funds"][fund]) for fund in ("MANDATE:LAPOSTE", "OWN")]
        assert row.split()[:3] == [day, told["number"], str(told["tickets"])]
        assert all(amount in row for amount in amounts)
    assert say("--data", home / "poste", "verify", "--signatures", "--rebuild").status == 0


def test_it_answers_a_machine(tmp_path: Path) -> None:
    told = say("demo", "--days", "2", "--seed", "5", "--to", tmp_path / "boutique", "--json").json
    assert told["ok"] and told["faults"] == [] and told["seed"] == 5
    assert [day["day"] for day in told["days"]] == ["2026-11-23", "2026-11-24"]
    assert all(Path(thing["path"]).exists() for thing in told["left"])
    left = {thing["what"]: thing["path"] for thing in told["left"]}
    assert all(say("verify", left[what]).status == 0 for what in ("laposte", "backup"))
    # The copy taken at the end has its own entry; the shop restored from it goes on in a new epoch.
    lived = say("--data", tmp_path / "boutique" / "poste", "verify", "--json").json
    restored = say("--data", left["restored"], "verify", "--signatures", "--rebuild", "--json").json
    assert told["entries"] < lived["entries"] <= restored["entries"]


def test_it_lives_in_an_empty_folder_only(tmp_path: Path) -> None:
    assert say("demo", "--days", "1", "--to", tmp_path / "a").status == 0
    done = say("demo", "--days", "1", "--to", tmp_path / "a", "--json")
    assert (done.status, done.json["refused"]["code"]) == (3, "init.exists")
    (tmp_path / "file").touch()
    assert say("demo", "--to", tmp_path / "file").status == 2
    assert say("demo", "--to", tmp_path / "file" / "below").status == 4


@pytest.mark.parametrize("words", [("--days", "0"), ("--days", "many"), ("--seed", "x")])
def test_wrong_usage(tmp_path: Path, words: tuple[str, str]) -> None:
    assert say("demo", *words, "--to", tmp_path / "a").status == 2
    assert say("demo").status == 2


def test_a_demo_that_does_not_hold_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(shop: living.DemoPlayer, days: int, **more: object) -> living.Lived:
        lived = living.play(shop, days, steps=())
        return living.Lived(
            *(lived.home, lived.diary, lived.days, lived.left, lived.entries, lived.anchor),
            faults=({"code": "hash", "seq": 3, "detail": ""},),
        )

    monkeypatch.setattr("concierge_desk.cli.demo.play", broken)
    done = say("demo", "--days", "1", "--to", tmp_path / "a", "--lang", "en")
    assert done.status == 5
    assert "Something does not hold" in done.out
