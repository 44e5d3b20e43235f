"""A store that an earlier release left: it is opened, brought up to date, verified, and the work goes on."""

import json
import shutil
from pathlib import Path

import pytest

from tests.e2e.driver import Shop

OLDER = Path(__file__).parents[1] / "data" / "older"
RELEASES = sorted(folder.name for folder in OLDER.iterdir() if folder.is_dir())
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
    {"do": "day.close"},
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
    shutil.copytree(OLDER / request.param, tmp_path / "ancien")
    return Shop(tmp_path / "ancien")


def test_the_work_goes_on(older: Shop) -> None:
    before = older.verified()["entries"]
    lines = "".join(
        json.dumps({"op": f"01970000-0000-7000-8000-{n:012x}", **command}) + "\n"
        for n, command in enumerate(NEXT_DAY, 0xF0)
    )
    played = older.try_("record", "-", "--json", "--clock", "2026-11-26T08:00", stdin=lines.encode())
    codes = [None if answer["ok"] else answer["refused"]["code"] for answer in played.answers]
    assert tuple(codes) == ANSWERED
    assert older.verified()["entries"] > before


def test_its_papers_and_its_export_are_drawn(older: Shop, tmp_path: Path) -> None:
    day = "2026-11-25"
    to = tmp_path / "relevé"
    to.mkdir()
    older.run("export", "laposte", "--day", day, "--to", to)
    (file,) = to.glob("*.zip")
    older.run("verify", file)
    for name in (
        "z:Z-2026-0001",
        "ticket:T-2026-000001",
        "slip:B-2026-0001",
        f"bordereau:{day}",
        f"stock:{day}",
    ):
        older.run("print", name, "--as", "pdf", "--to", tmp_path / "papier.pdf")
        assert (tmp_path / "papier.pdf").read_bytes().startswith(b"%PDF")
