"""`doctor`: each line says how it is and what to do, of a desk that is well, and of one that cannot be opened."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from concierge_desk import __version__
from concierge_desk.bootstrap.preferences_file import PreferencesFile
from concierge_desk.counter.checks import DeskCheck
from concierge_desk.jobs import doctor
from concierge_desk.jobs.doctor import Around, examine
from concierge_desk.paths import DataFolder
from concierge_desk.store.papers import spool
from concierge_desk.ui.presenter.paper_host import PrinterState
from tests.cli.helpers import say
from tests.counter.desks import Desks, Play
from tests.ui.evening.hands import Plugged

CODES = ["store", "keys", "clock", "disk", "stick", "printer", "scanner", "tariff", "copies", "version"]
SOMETHING_TO_DO = 6
NBSP = "\N{NO-BREAK SPACE}"
NO_STICKS = Plugged()


@pytest.fixture
def desk(desks: Desks) -> Iterator[Play]:
    with desks.desk() as play:
        yield play


def looked(play: Play, lang: str = "en", **around: Any) -> dict[str, DeskCheck]:
    desk = replace(play.desk, clock=play.hands)
    seen = examine(desk, lang, Around(**({"system": NO_STICKS} | around)))
    return {check.code: check for check in seen}


# The word


def test_a_practice_desk_is_well(tmp_path: Path) -> None:
    # On a day on which no new prices of La Poste are due yet.
    clock = ("--clock", "2026-11-25T08:00")
    assert say("init", "--data", tmp_path / "d", "--site", "ampere", "--practice", *clock).status == 0
    told = say("doctor", "--data", tmp_path / "d", "--json", "--lang", "en", *clock)
    assert told.status == 0
    assert told.json["ok"] is True
    checks = told.json["checks"]
    assert [check["code"] for check in checks] == CODES
    assert all(set(check) == {"code", "standing", "label", "told", "todo"} for check in checks)
    assert all(check["told"] for check in checks)
    assert {check["standing"] for check in checks} <= {"well", "note"}
    assert checks[-1]["told"] == f"Concierge Desk {__version__}"


@pytest.mark.parametrize(("lang", "line"), [("en", "ok  Store"), ("fr", "ok  Base")])
def test_it_is_read_in_both_languages(tmp_path: Path, lang: str, line: str) -> None:
    say("init", "--data", tmp_path / "d", "--site", "ampere", "--practice")
    told = say("doctor", "--data", tmp_path / "d", "--lang", lang)
    lines = told.out.splitlines()
    assert lines[0].startswith(line)
    # What to do stands under the line it is about.
    under = [at for at, one in enumerate(lines) if one.lstrip().startswith("-> ")]
    assert under and all(lines[at - 1][:2] in {"--", "!!"} for at in under)


def test_nothing_is_written(tmp_path: Path) -> None:
    say("init", "--data", tmp_path / "d", "--site", "ampere", "--practice")
    before = say("verify", "--data", tmp_path / "d", "--json").json["anchor"]
    say("doctor", "--data", tmp_path / "d")
    assert say("verify", "--data", tmp_path / "d", "--json").json["anchor"] == before


def test_where_no_desk_is_it_says_how_one_is_made(tmp_path: Path) -> None:
    told = say("doctor", "--data", tmp_path / "nowhere", "--json", "--lang", "en")
    assert told.status == SOMETHING_TO_DO and told.json["ok"] is False
    checks = {check["code"]: check for check in told.json["checks"]}
    assert checks["store"]["standing"] == "todo" and "init" in checks["store"]["todo"]
    assert "keys" not in checks and {"disk", "stick", "printer", "scanner", "version"} <= checks.keys()


def test_a_desk_whose_key_is_gone_says_so(tmp_path: Path) -> None:
    say("init", "--data", tmp_path / "d", "--site", "ampere", "--practice")
    DataFolder(tmp_path / "d").practice_key.unlink()
    told = say("doctor", "--data", tmp_path / "d", "--json", "--lang", "en")
    assert told.status == SOMETHING_TO_DO
    checks = {check["code"]: check for check in told.json["checks"]}
    assert checks["store"]["standing"] == checks["keys"]["standing"] == "todo"
    assert "key" in checks["keys"]["todo"]


def test_a_store_that_was_overwritten_says_so(tmp_path: Path) -> None:
    say("init", "--data", tmp_path / "d", "--site", "ampere", "--practice")
    DataFolder(tmp_path / "d").store.write_bytes(b"\0" * 8192)
    told = say("doctor", "--data", tmp_path / "d", "--json", "--lang", "en")
    assert told.status == SOMETHING_TO_DO
    first = told.json["checks"][0]
    assert (first["code"], first["standing"]) == ("store", "todo") and first["todo"]


def test_the_printer_that_was_chosen_is_named(tmp_path: Path) -> None:
    say("init", "--data", tmp_path / "d", "--site", "ampere", "--practice")
    PreferencesFile(DataFolder(tmp_path / "d").preferences).keep(
        {"printer": "device:/dev/usb/lp0", "printer_name": "EPSON TM-T20III"}
    )
    told = json.loads(say("doctor", "--data", tmp_path / "d", "--json", "--lang", "en").out)
    (line,) = [check for check in told["checks"] if check["code"] == "printer"]
    assert line["standing"] == "well" and line["told"].startswith("EPSON TM-T20III")


def test_a_copy_is_only_looked_at(tmp_path: Path) -> None:
    told = say("doctor", "--data", tmp_path / "copy.zip", "--read-only", "--json")
    assert told.codes == ["copy.read_only"]


# Each line


def test_a_journal_that_is_doubted_is_not_well(desk: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    assert looked(desk)["store"].standing == "well"
    monkeypatch.setattr(doctor, "told_altered", lambda _rows: ("entry_no_update",))
    told = looked(desk)["store"]
    assert told.standing == "todo" and "verify" in told.todo


def test_a_clock_that_went_back_is_told(desk: Play) -> None:
    desk.open()
    assert looked(desk)["clock"].standing == "well"
    desk.hands.set("2026-11-20T08:00")
    told = looked(desk)["clock"]
    assert told.standing == "todo" and "20" in told.told and told.todo


def test_a_disk_that_is_nearly_full_is_told(desk: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    assert looked(desk)["disk"].standing in {"well", "note"}
    monkeypatch.setattr(doctor, "LEAST_FREE_BYTES", shutil.disk_usage(desk.desk.folder.root).total + 1)
    told = looked(desk)["disk"]
    assert told.standing == "todo" and "room" in told.todo


def test_a_disk_that_is_encrypted_has_nothing_to_do(desk: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    said = {}
    for found in ("encrypted", "clear", "unknown"):
        monkeypatch.setattr(doctor, "encryption_of", lambda _place, found=found: found)
        said[found] = looked(desk)["disk"]
    assert (said["encrypted"].standing, said["encrypted"].todo) == ("well", "")
    assert said["clear"].standing == said["unknown"].standing == "note"
    assert len({one.told for one in said.values()}) == len(said)


def test_a_stick_is_named_with_its_room(desk: Play, tmp_path: Path) -> None:
    assert looked(desk)["stick"].standing == "note"
    stick = tmp_path / "CLE-VERTE"
    stick.mkdir()
    told = looked(desk, system=Plugged([stick]))["stick"]
    assert told.standing == "well" and "CLE-VERTE (" in told.told and not told.todo


def test_printers_say_what_is_the_matter(desk: Play) -> None:
    well = PrinterState("EPSON", frozenset({"roll"}), "prints")
    off = PrinterState("HP", frozenset({"a4"}), "does not answer", "bad", "See its cable.")
    assert looked(desk)["printer"].standing == "note"
    assert looked(desk, printers=(well,))["printer"].standing == "well"
    told = looked(desk, printers=(well, off))["printer"]
    assert (told.standing, told.todo) == ("todo", "See its cable.") and "EPSON" in told.told


def test_papers_that_wait_are_counted(desk: Play) -> None:
    desk.open()
    desk.do("relay.stock_receive", product="LV_20", quantity=10)
    desk.do(
        "till.settle",
        acts=[{"do": "relay.sell", "product": "LV_20", "quantity": 1}],
        payments=[{"means": "card", "cents": 152}],
        print=True,
    )
    desk.desk.store.write(lambda unit: spool.begin(unit.rows, 1))
    told = looked(desk)["printer"]
    assert told.standing == "todo" and "1" in told.told


@pytest.mark.parametrize(("scans", "standing"), [(None, "note"), (0, "note"), (3, "well")])
def test_a_scanner_is_known_by_what_it_scanned(desk: Play, scans: int | None, standing: str) -> None:
    told = looked(desk, scans=scans)["scanner"]
    assert told.standing == standing
    assert scans is None or not scans or str(scans) in told.told


@pytest.mark.parametrize(
    ("at", "standing"),
    [("2026-11-25T08:00", "well"), ("2026-12-01T08:00", "todo"), ("2027-01-04T08:00", "todo")],
)
def test_next_years_prices_are_asked_for_in_december(desk: Play, at: str, standing: str) -> None:
    desk.hands.set(at)
    told = looked(desk)["tariff"]
    assert told.standing == standing and "1 January 2026" in told.told.replace(NBSP, " ")
    assert bool(told.todo) is (standing == "todo")


def test_what_was_typed_at_the_counter_is_no_year_of_prices(desk: Play) -> None:
    desk.open("2026-12-02T08:00", confirmed_day="2026-12-02")
    desk.do("tariff.set_price", product="PAP", cents=190, vat_code="TVA_20", valid_from="2027-01-01")
    assert looked(desk)["tariff"].standing == "todo"


def made(desk: Play, **more: Any) -> None:
    """Write a copy down."""
    told = {"file": "AMP1-F-1.zip", "anchor": "A1:0123456789abcdef", "checked": True, **more}
    real = replace(desk.desk, clock=desk.hands)
    real.store.write(lambda unit: real.post(unit, "backup.made", told, "o01"))


def test_copies_grow_old_and_those_on_this_pc_are_none(desk: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.open()
    assert "ever" in looked(desk)["copies"].told
    made(desk, medium="stick")
    assert looked(desk)["copies"].standing == "well"
    desk.hands.move(days=4)
    # An exercise need not be kept.
    assert looked(desk)["copies"].standing == "note" and looked(desk)["copies"].todo
