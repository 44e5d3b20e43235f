"""`day open --again`: a date that was closed too early, and both of its closings by their numbers."""

from pathlib import Path

from tests.cli.helpers import say
from tests.e2e.driver import DAY


def test_the_date_once_more(played: Path, tmp_path: Path) -> None:
    done = say("--data", played, "day", "open", "--json")
    assert (done.status, done.json["refused"]["code"]) == (3, "day.already_closed")
    assert say("--data", played, "day", "open", "--again", "--json").json["result"]["day"] == DAY
    assert say("--data", played, "day", "status", "--json").json["state"] == "open"
    assert say("--data", played, "day", "close", "--counted", "none", "--json").status == 0
    numbers = [
        say("--data", played, "day", "status", "--day", day, "--json").json["number"]
        for day in (DAY, "Z-2026-0001", "Z-2026-0002")
    ]
    assert numbers == ["Z-2026-0002", "Z-2026-0001", "Z-2026-0002"]
    for day in (DAY, "Z-2026-0001"):
        written = say("--data", played, "export", "laposte", "--day", day, "--to", tmp_path, "--json").json
        assert say("verify", written["path"]).status == 0
    assert sorted(file.name for file in tmp_path.glob("*.zip")) == [
        f"laposte-AMP1-F-{DAY}-Z-2026-0002.zip",
        f"laposte-AMP1-F-{DAY}.zip",
    ]
    assert say("--data", played, "verify", "--signatures", "--rebuild").status == 0
