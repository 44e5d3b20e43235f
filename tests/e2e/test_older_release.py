"""R-1.66: what an earlier release left: it is opened, put back, brought up to date, verified, and the work goes on."""

import hashlib
import json
import zipfile
from pathlib import Path

import pytest

from tests.e2e.driver import DAY, Shop
from tests.e2e.older import EVERYTHING, OLDER, RELEASES, STATEMENT, WITH_COPIES, Older

NEXT_DAY = (
    {"do": "day.open"},
    {"do": "day.count_passages", "count": 2},
    # What left under the older release comes back in the state it had.
    {"do": "relay.taken_back", "tracking": "8L41392128255"},
    {"do": "relay.hand_over", "tracking": "8L41392128255", "collector": "addressee", "pickup_code": True},
    {"do": "relay.taken_back", "tracking": "6A15602683841"},
    {
        "do": "relay.hand_over",
        "tracking": "6A15602676300",
        "collector": "addressee",
        "id_document": "id_card",
    },
    {"do": "relay.deposit", "kind": "parcel", "tracking": "XA001134936TS"},
    {
        "do": "till.settle",
        "acts": [{"do": "relay.sell", "product": "LV_20", "quantity": 1}],
        "payments": [{"means": "card", "cents": 152}],
    },
    {"do": "day.close", "parked": "keep"},
)
ANSWERED = (
    None,
    None,
    None,
    "relay.refused_already",
    None,
    None,
    "relay.operation_off",
    None,
    None,
)


@pytest.fixture(params=RELEASES)
def older(request: pytest.FixtureRequest, tmp_path: Path) -> Shop:
    """The store of an earlier release, in a folder of its own."""
    return Older(OLDER / request.param).shop(tmp_path / "ancien")


@pytest.fixture(params=WITH_COPIES)
def handed_out(request: pytest.FixtureRequest) -> Older:
    """What an earlier release handed out beside its store."""
    return Older(OLDER / request.param)


def goes_on(older: Shop) -> None:
    """The next day is worked, on a desk that holds before and after."""
    before = older.verified()["entries"]
    lines = "".join(
        json.dumps({"op": f"01970000-0000-7000-8000-{n:012x}", **command}) + "\n"
        for n, command in enumerate(NEXT_DAY, 0xF0)
    )
    played = older.try_("record", "-", "--json", "--clock", "2026-11-26T08:00", stdin=lines.encode())
    codes = [None if answer["ok"] else answer["refused"]["code"] for answer in played.answers]
    assert tuple(codes) == ANSWERED
    assert older.verified()["entries"] > before


def test_the_work_goes_on(older: Shop) -> None:
    goes_on(older)


def test_its_months_are_closed(older: Shop) -> None:
    """R-1.30: those before this version as well, at the next opening; verify makes them again from their days."""
    goes_on(older)
    opened = {"do": "day.open", "op": "01970000-0000-7000-8000-0000000000ff", "confirmed_day": "2026-12-01"}
    played = older.try_(
        "record", "-", "--json", "--clock", "2026-12-01T08:00", stdin=json.dumps(opened).encode()
    )
    (answer,) = played.answers
    assert answer["ok"] and len(answer["entries"]) == 2
    assert older.verified()["faults"] == []


def test_its_papers_and_its_export_are_drawn(older: Shop, tmp_path: Path) -> None:
    to = tmp_path / "relevé"
    to.mkdir()
    older.run("export", "laposte", "--day", DAY, "--to", to)
    (file,) = to.glob("*.zip")
    older.run("verify", file)
    for name in (
        "z:Z-2026-0001",
        "ticket:T-2026-000001",
        "slip:B-2026-0001",
        f"bordereau:{DAY}",
        f"stock:{DAY}",
    ):
        older.run("print", name, "--as", "pdf", "--to", tmp_path / "papier.pdf")
        assert (tmp_path / "papier.pdf").read_bytes().startswith(b"%PDF")


def test_its_copy_is_put_back(handed_out: Older, tmp_path: Path) -> None:
    """Looked into, tried, put back: it tells what the store told that it was made of, and the work goes on."""
    older, copy = handed_out.shop(tmp_path / "ancien"), handed_out.copy(tmp_path)
    told = older.run("rehearse", copy, *handed_out.phrase, "--json").json
    assert (told["ok"], told["faults"], told["day"]) == (True, [], DAY)
    # Nothing in it says outside whose it is, and what it holds is locked.
    outside = older.run("verify", copy, "--json").json
    assert (outside["ok"], outside["signed"], outside["key"], outside["entries"]) == (True, False, "", 0)
    assert (told["signed"], told["own"]) == (False, True)
    looked = Shop(copy).run(
        "day", "status", "--read-only", "--json", "--key-passphrase-file", handed_out.phrase[1]
    )
    restored = Shop(tmp_path / "remis")
    done = restored.run("restore", copy, *handed_out.phrase, "--json").json
    assert (done["epoch"], done["backup_head"], done["faults"]) == ("B", told["anchor"], [])
    assert restored.status() == older.status() == looked.json
    goes_on(restored)


def test_its_statement_is_verified(handed_out: Older, tmp_path: Path) -> None:
    told = Shop(tmp_path).run("verify", handed_out.folder / STATEMENT, "--json").json
    assert told["ok"]
    # A desk hands out what it did then, or says that this version does it otherwise.
    again = handed_out.shop(tmp_path / "ancien").run(
        "export", "laposte", "--day", DAY, "--to", tmp_path, "--json"
    )
    assert again.json["again"] is True
    with zipfile.ZipFile(handed_out.folder / STATEMENT) as then, zipfile.ZipFile(again.json["path"]) as now:
        known = json.loads(then.read("datapackage.json"))
        told = json.loads(now.read("datapackage.json"))
        first = hashlib.sha256((handed_out.folder / STATEMENT).read_bytes()).hexdigest()
        assert told["reissue"] == {"sha256": first, "software": known["software"]}
        assert then.read("journal.ndjson") == now.read("journal.ndjson")
        for name in (name for name in then.namelist() if name.endswith(".csv")):
            rows, longer = (file.read(name).decode().split("\r\n") for file in (then, now))
            # What stood in a file stands in it for ever; what joins comes last.
            assert [line[: len(row)] for line, row in zip(longer, rows, strict=True)] == rows, name


def test_all_that_it_exported_is_exported(handed_out: Older, tmp_path: Path) -> None:
    """Columns and rows may join; each that was there stands there still, in its order."""
    known, now = handed_out.folder / EVERYTHING, tmp_path / EVERYTHING
    handed_out.shop(tmp_path / "ancien").run("export", "everything", "--names", "--to", now)
    tables = sorted(path.relative_to(known) for path in known.rglob("*.csv"))
    assert len(tables) > 30
    for name in (*tables, Path("journal.ndjson")):
        lines = iter((now / name).read_text("utf-8").splitlines())
        for row in (known / name).read_text("utf-8").splitlines():
            assert any(line.startswith(row) for line in lines), (name, row)
    people = "personnes/personnes.json"
    assert json.loads((now / people).read_text("utf-8")) == json.loads((known / people).read_text("utf-8"))


def test_what_is_kept_of_it_is_what_it_wrote(handed_out: Older) -> None:
    known = handed_out.folder / EVERYTHING
    sums = dict(
        line.split("  ", 1)[::-1] for line in (known / "empreintes.sha256").read_text("utf-8").splitlines()
    )
    kept = {name: known / name for name in sums if not name.startswith("papiers/")}
    assert len(kept) > 30
    assert {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in kept.items()} == {
        name: sums[name] for name in kept
    }
