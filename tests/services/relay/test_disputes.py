"""A dispute over days: what is in it of a parcel that stayed, of a date that was closed twice, of whom, and what is not."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from concierge_desk.domain.errors import Refused
from concierge_desk.exporting import container, datapackage, dispute
from concierge_desk.jobs.dispute.selection import Subject
from concierge_desk.jobs.dispute.writing import write_dispute
from concierge_desk.jobs.papers import PrintFormat, print_document
from concierge_desk.jobs.verdict import VerifyRequest
from concierge_desk.jobs.verify import verify_file
from tests.counter.desks import LV_20, Desks, Play, cash
from tests.services.relay_desk import DPD, OTHER, PARCEL, SEEN, receive

DAYS = ("2026-11-25", "2026-11-26", "2026-11-27")


@pytest.fixture
def shop(desks: Desks) -> Iterator[Play]:
    with desks.desk() as play:
        play.open(float_cents=8000)
        yield play


def next_day(play: Play, day: str, before: str) -> None:
    play.close(counted_cents=None, at=f"{before}T18:00")
    play.open(at=f"{day}T08:00")


def written(play: Play, folder: Path, **about: str) -> Path:
    return write_dispute(play.desk, Subject(**{"principal": "LAPOSTE", **about}), folder, None).path


def told(path: Path) -> tuple[dict[str, Any], list[dict[str, Any]], list[dict[str, Any]]]:
    """Of a file: its descriptor, its lines, what is in clear."""
    members = dict(container.unpack(path.read_bytes()))
    lines = [json.loads(line) for line in members["journal.ndjson"].splitlines()]
    clear = [json.loads(line["payload"]) for line in lines if "payload" in line]
    return json.loads(members[datapackage.DESCRIPTOR]), lines, clear


def checked(path: Path, folder: Path) -> str:
    """Let the program and the script alone check a file; return what the script says."""
    assert verify_file(path, VerifyRequest()).faults == []
    folder.mkdir()
    shutil.copy(path, folder)
    (folder / dispute.SCRIPT).write_bytes(dispute.script())
    done = subprocess.run(
        [sys.executable, "-I", "-S", dispute.SCRIPT], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_parcel_that_stayed_three_days(shop: Play, tmp_path: Path) -> None:
    """The days between hold nothing about it, and are there all the same: nothing can be missing between."""
    receive(shop, PARCEL)
    receive(shop, OTHER)
    next_day(shop, DAYS[1], DAYS[0])
    shop.settle([LV_20], cash(152))
    next_day(shop, DAYS[2], DAYS[1])
    shop.do("relay.hand_over", tracking=PARCEL, **SEEN)
    shop.close(counted_cents=None, at=f"{DAYS[2]}T18:00")
    path = written(shop, tmp_path / "out", tracking=PARCEL)
    manifest, lines, clear = told(path)
    assert [one["day"] for one in manifest["days"]] == list(DAYS)
    assert manifest["open"] is False and manifest["dispute"] == {"tracking": PARCEL}
    assert [line["seq"] for line in lines] == list(range(1, manifest["days"][-1]["seq"] + 1))
    # Each evening's statement names it among what was there.
    assert [entry["kind"] for entry in clear] == [
        "relay.received",
        *["relay.day_reported"] * 2,
        "relay.handed_over",
    ]
    said = checked(path, tmp_path / "x")
    for one in manifest["days"]:
        assert f"Clôture {one['number']} du {one['day']} : ancre {one['anchor']}" in said
    # Sold for La Poste on the day between: his too, and not about it.
    sold = next(entry for entry in shop.posted() if entry.kind == "relay.sold")
    assert "payload" not in lines[sold.seq - 1] and lines[sold.seq - 1]["aud"] == "LAPOSTE"


def test_a_digest_is_that_of_the_daily_file(shop: Play, tmp_path: Path) -> None:
    """How La Poste sees that no digest hides an entry about the number: it holds the same ones in clear."""
    from concierge_desk.domain.journal import digest_of
    from concierge_desk.jobs.export import write_export
    from tests.services.relay_desk import LA_POSTE

    receive(shop, PARCEL)
    receive(shop, OTHER)
    shop.close(counted_cents=None, at=f"{DAYS[0]}T18:00")
    _, lines, _ = told(written(shop, tmp_path, tracking=PARCEL))
    daily = write_export(shop.desk, LA_POSTE, DAYS[0], tmp_path, None).path
    theirs = dict(container.unpack(daily.read_bytes()))["journal.ndjson"].splitlines()
    known = {line["seq"]: line for line in map(json.loads, theirs)}
    for line in lines:
        if line["aud"] == "LAPOSTE" and "digest" in line:
            assert line["digest"] == digest_of(known[line["seq"]]["payload"].encode()).hex()
            assert PARCEL not in known[line["seq"]]["payload"]


def test_a_date_that_was_closed_twice_is_told_with_both_closings(shop: Play, tmp_path: Path) -> None:
    shop.settle([LV_20], cash(152))
    shop.close(counted_cents=None, at=f"{DAYS[0]}T12:00")
    shop.open(at=f"{DAYS[0]}T14:00", again=True)
    shop.settle([LV_20], cash(152))
    shop.close(counted_cents=None, at=f"{DAYS[0]}T18:00")
    path = written(shop, tmp_path / "out", day=DAYS[0])
    manifest, _, clear = told(path)
    assert [one["number"] for one in manifest["days"]] == ["Z-2026-0001", "Z-2026-0002"]
    assert [entry["kind"] for entry in clear].count("day.closed") == 2
    checked(path, tmp_path / "x")
    # By its number one of them alone.
    alone, _, clear = told(written(shop, tmp_path / "one", day="Z-2026-0002"))
    assert [one["number"] for one in alone["days"]] == ["Z-2026-0002"] and alone["from_seq"] > 1
    assert [entry["kind"] for entry in clear].count("day.closed") == 1


def test_another_network_has_its_own(shop: Play, tmp_path: Path) -> None:
    receive(shop, DPD, carrier="dpd")
    receive(shop, PARCEL)
    _, lines, clear = told(written(shop, tmp_path, principal="DPD", tracking=DPD))
    assert [entry["kind"] for entry in clear] == ["relay.received"]
    assert {line["aud"] for line in lines if "payload" in line} == {"DPD"}
    with pytest.raises(Refused) as refused:
        written(shop, tmp_path, principal="DPD", tracking=PARCEL)
    assert refused.value.code == "dispute.nothing"


def test_what_has_no_number_is_found_by_the_code_of_its_label(shop: Play, tmp_path: Path) -> None:
    custody = receive(shop, None, carrier="colissimo")
    path = written(shop, tmp_path / "out", tracking=custody.upper())
    assert [entry["data"]["custody"] for entry in told(path)[2]] == [custody]
    checked(path, tmp_path / "x")


def test_the_duplicates_of_a_slip_are_told_with_their_number(shop: Play, tmp_path: Path) -> None:
    receive(shop, PARCEL)
    shop.do("relay.refuse", tracking=PARCEL, reason="refused")
    shop.do("relay.hand_to_postman", what="returns")
    for _ in range(2):
        print_document(shop.desk, "slip:B-2026-0001", PrintFormat("pdf"), tmp_path / "slip.pdf", None)
    # Of another slip nothing is told.
    receive(shop, OTHER)
    shop.do("relay.refuse", tracking=OTHER, reason="refused")
    shop.do("relay.hand_to_postman", what="returns")
    print_document(shop.desk, "slip:B-2026-0002", PrintFormat("pdf"), tmp_path / "slip.pdf", None)
    path = written(shop, tmp_path / "out", tracking=PARCEL)
    text = dict(container.unpack(path.read_bytes()))["papers.csv"].decode("utf-8-sig")
    slips = [line.split(";") for line in text.splitlines() if line.startswith("slip:")]
    assert [(line[0], line[3], line[4]) for line in slips] == [
        ("slip:B-2026-0001", copy, "slip-B-2026-0001.pdf") for copy in ("0", "1")
    ]
    assert OTHER not in json.dumps(told(path)[2])
    checked(path, tmp_path / "x")
