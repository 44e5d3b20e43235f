"""The real day, from opening to the checked export, through real processes."""

import csv
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.driver import (
    CLOCK,
    DAY,
    ENTRIES,
    EXPECTED,
    FULL,
    LINES,
    REAL_DAY,
    Shop,
    another_day,
    commands,
    contains,
    environment,
    to_lines,
)
from tests.not_tried import NOT_TRIED

FAKETIME = next((path for path in (Path("/usr/bin/faketime"),) if path.exists()), None)
BESIDE = {
    "number": "Z-2026-0001",
    "vat": {
        "1000": {"ht_cents": 1854, "vat_cents": 186, "ttc_cents": 2040},
        "2000": {"ht_cents": 383, "vat_cents": 77, "ttc_cents": 460},
    },
    "stock": {"LV_20": 374, "LI_20": 29},
    "change_cents": 1636,
}


def test_the_words_of_the_issue(tmp_path: Path) -> None:
    """To the letter: the site file by its path, the day by its path."""
    shop = Shop(tmp_path / "poste")
    site = Path(__file__).parents[2] / "resources" / "sites" / "ampere.toml"
    shop.run("init", "--site", site, "--practice", "--clock", CLOCK)
    first = shop.run("record", REAL_DAY / "day.jsonl", "--clock", CLOCK, "--json")
    assert len(first.answers) == 44
    assert all(answer["ok"] for answer in first.answers)
    told = shop.status()
    assert contains(told, EXPECTED | BESIDE)
    assert re.fullmatch(rf"A{ENTRIES}:[0-9a-f]{{16}}", told["anchor"])
    again = shop.run("record", REAL_DAY / "day.jsonl", "--clock", CLOCK, "--json")
    assert again.out == first.out
    assert shop.status() == told
    # Not even the clock of another day makes another answer of a known op.
    later = shop.run("record", REAL_DAY / "day.jsonl", "--clock", "2027-03-01T08:00", "--json")
    assert (later.out, shop.status()) == (first.out, told)


def test_the_shipped_practice_day_is_the_real_day() -> None:
    resources = Path(__file__).parents[2] / "resources"
    assert (resources / "practice" / "day.jsonl").read_bytes() == LINES


def test_answers_hold_what_a_caller_needs_next(played_shop: Shop, tmp_path: Path) -> None:
    shop = played_shop.copy(tmp_path / "poste")
    answers = shop.record(LINES).answers
    assert [answer["op"] for answer in answers] == [raw["op"] for raw in commands()]
    assert all(
        list(answer) == ["op", "ok", "entries", "warnings", "documents", "ticket", "result"]
        for answer in answers
    )
    seqs = [seq for answer in answers for seq in answer["entries"]]
    assert seqs == list(range(seqs[0], ENTRIES + 1))
    tickets = [answer["ticket"] for answer in answers if answer["ticket"]]
    assert tickets == [f"T-2026-{n:06d}" for n in range(1, 20)]
    by_do = {raw["do"]: answer for raw, answer in zip(commands(), answers, strict=True)}
    assert {"custody", "carrier", "principal", "deadline_day", "last_useful_slot"} <= by_do["relay.receive"][
        "result"
    ].keys()
    settled = [answer["result"] for answer in answers if answer["ticket"]]
    assert sum(result["change_cents"] for result in settled) == 1636
    assert sum(result["due_cents"] for result in settled) == 33378
    assert sum(len(result["lines"]) for result in settled) == 39
    franked = next(answer for answer in answers if answer["ticket"] == "T-2026-000002")
    assert franked["result"]["lines"] == [{"cents": 1119, "max_g": 2000}]


def test_the_slips(played_shop: Shop, tmp_path: Path) -> None:
    shop = played_shop.copy(tmp_path / "poste")
    returns, deposits = [
        answer["result"]
        for raw, answer in zip(commands(), shop.record(LINES).answers, strict=True)
        if raw["do"] == "relay.hand_to_postman"
    ]
    assert returns["counts"] == {"return": 1}
    assert (deposits["number"], deposits["counts"]) == (
        "B-2026-0002",
        {"franked": 9, "letter": 14, "prepaid_return": 1},
    )
    assert deposits["with_number"] == 3  # two franked items and the return
    shop.run("print", "slip:B-2026-0002", "--as", "text", "--to", tmp_path / "bon.txt")
    paper = (tmp_path / "bon.txt").read_text("utf-8")
    assert "6A15602683841" in paper
    assert "1A12345678901" in paper
    assert "8K00009775862" in paper
    assert "FACTICE" in paper


def test_the_export_holds_eight_of_the_nine_custodies(played_shop: Shop, tmp_path: Path) -> None:
    shop = played_shop.copy(tmp_path / "poste")
    path = Path(
        shop.run("export", "laposte", "--day", DAY, "--to", tmp_path / "releves", "--json").json["path"]
    )
    with zipfile.ZipFile(path) as archive:
        rows = list(
            csv.DictReader(io.StringIO(archive.read("custody.csv").decode("utf-8-sig")), delimiter=";")
        )
    arrivals = [row for row in rows if row["movement"] == "arrivee"]
    assert len(arrivals) == 8
    assert not [row for row in rows if row["tracking"].startswith("00818270998")]
    assert {row["carrier"] for row in arrivals} == {"letter", "s10", "registered", "colissimo", "chronopost"}


def test_while_open_there_is_no_number_and_no_anchor(new_shop: Shop, tmp_path: Path) -> None:
    shop = new_shop.copy(tmp_path / "poste")
    shop.record(to_lines(commands()[:-1]))
    told = shop.status()
    assert (told["state"], told["number"], told["anchor"]) == ("open", None, None)
    later = {"state", "cash"}
    assert contains(told, {key: value for key, value in EXPECTED.items() if key not in later})
    assert told["cash"] == EXPECTED["cash"]
    assert shop.status(None) == told


def test_a_clock_given_once_is_never_the_pcs_again(new_shop: Shop, tmp_path: Path) -> None:
    """Without --clock each command of such a store comes one second after the last entry."""
    shop = new_shop.copy(tmp_path / "poste")
    shop.record(LINES)
    assert contains(shop.status(), EXPECTED | BESIDE)


# Whatever the PC's own date is.


def faked(data: Path, moment: str) -> Shop:
    if FAKETIME is None:
        pytest.skip(f"{NOT_TRIED}: faketime is missing (python3 dev.py system)")
    return Shop(data, (str(FAKETIME), "--exclude-monotonic", "-f", f"@{moment}"))


MOMENTS = ("1999-01-01 12:00:00", "2024-02-29 23:59:58", "2031-07-14 00:00:00", "2026-11-25 03:00:00")


@pytest.mark.parametrize("moment", [*(MOMENTS if FULL else MOMENTS[:1]), None])
def test_the_same_on_any_date_of_the_pc(tmp_path: Path, moment: str | None) -> None:
    data = tmp_path / "poste"
    shop = Shop(data) if moment is None else faked(data, moment)
    shop.init()
    first = shop.record(LINES, "--clock", CLOCK)
    told = shop.status()
    assert contains(told, EXPECTED | BESIDE)
    assert shop.record(LINES, "--clock", CLOCK).out == first.out
    assert shop.status() == told
    if FULL or moment == MOMENTS[0]:
        assert shop.verified()["anchor"] == told["anchor"]
        exported_alike(shop, tmp_path)


def exported_alike(shop: Shop, tmp_path: Path) -> None:
    """What the day's export says of time is the day's, not the PC's."""
    path = Path(shop.run("export", "laposte", "--day", DAY, "--to", tmp_path / "out", "--json").json["path"])
    with zipfile.ZipFile(path) as archive:
        assert json.loads(archive.read("datapackage.json"))["created"].startswith(DAY)
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert Shop(shop.data).try_("verify", path).status == 0


@pytest.mark.parametrize("moments", [("2031-07-14 00:00:00", "1999-01-01 12:00:00")])
def test_the_pcs_date_may_jump_between_two_commands(tmp_path: Path, moments: tuple[str, str]) -> None:
    """Made under one date, opened under another, closed under a third: the day is the same."""
    data = tmp_path / "poste"
    known = commands()
    faked(data, moments[0]).init()
    faked(data, moments[1]).record(to_lines(known[:20]), "--clock", CLOCK)
    faked(data, moments[0]).record(to_lines(known[20:]))
    assert contains(Shop(data).status(), EXPECTED | BESIDE)


# Days one after another.


def test_three_days_one_after_another(tmp_path: Path) -> None:
    shop = Shop(tmp_path / "poste")
    shop.init()
    days = (DAY, "2026-11-26", "2026-11-27")
    held = 0
    for round_, day in enumerate(days):
        lines = LINES if round_ == 0 else fresh_numbers(another_day(day, round_), round_)
        out = shop.record(lines, "--clock", f"{day}T08:00").out
        assert round_ or shop.record(lines, "--clock", f"{day}T08:00").out == out
        told = shop.status(day)
        held += 3
        assert told["number"] == f"Z-2026-000{round_ + 1}"
        expected = EXPECTED | BESIDE | {"day": day, "number": told["number"]}
        expected["custody"] = {**EXPECTED["custody"], "held": held}
        expected["stock"] = {"LV_20": 374 * (round_ + 1), "LI_20": 29 * (round_ + 1)}
        assert contains(told, expected)
    assert contains(shop.status(DAY), EXPECTED | BESIDE)  # a closing is frozen
    assert shop.verified()["entries"] == ENTRIES + 2 * (ENTRIES - first_of_day(shop) + 1)
    exported = days if FULL else days[-1:]
    for day in exported:
        done = shop.run("export", "laposte", "--day", day, "--to", tmp_path / "out", "--json").json
        verified = shop.run("verify", done["path"], "--json").json
        assert verified["anchor"] == shop.status(day)["anchor"]
    # The first export of each day writes one entry, all of them after the last closing.
    assert shop.verified()["entries"] == ENTRIES + 2 * (ENTRIES - first_of_day(shop) + 1) + len(exported)


def first_of_day(shop: Shop) -> int:
    """The place of the first entry that the real day itself wrote."""
    return int(shop.record(LINES).answers[0]["entries"][0])


def fresh_numbers(lines: bytes, round_: int) -> bytes:
    """Other items than the days before: those that are still held may not come in twice."""
    kept = commands(lines)
    for raw in kept:
        if raw.get("tracking") in HELD:
            raw["tracking"] = HELD[raw["tracking"]].format(round_)
    return to_lines(kept)


HELD = {
    "EP 11111 1110FR": "EP00000000{}FR",
    "RB123456785GB": "RB00000000{}GB",
    "XA 00113 4936TS": "XA00000000{}TS",
}


@pytest.mark.parametrize(("year", "stamps"), [(2025, (139, 152)), (2026, (152, 152))])
def test_over_new_year_numbers_restart_and_tariffs_change(
    tmp_path: Path, year: int, stamps: tuple[int, int]
) -> None:
    """Prices are those of the operation's day: a tariff that begins on 1 January holds from 1 January."""
    shop = Shop(tmp_path / "poste")
    last, first = f"{year}-12-31", f"{year + 1}-01-02"
    shop.init(clock=f"{last}T08:00")
    buy = {"acts": [{"do": "relay.sell", "product": "LV_20", "quantity": 1}]}
    coffee = [
        {"do": "shop.article_set", "article": "CAFE", "label": "Café", "cents": 130, "vat_code": "TVA_10"}
        | {"nature": "service", "valid_from": f"{year + 1}-01-01"},
    ]
    two = {"acts": [{"do": "shop.sell", "article": "CAFE", "quantity": 2}]}
    told = [
        shop.record(
            with_ops(
                [
                    {"do": "day.open", "float_cents": 1000},
                    *(coffee if day == last else []),
                    {"do": "till.settle", **two, "payments": [{"means": "cash", "given_cents": 1000}]},
                    {"do": "till.settle", **buy, "payments": [{"means": "cash", "given_cents": 1000}]},
                    {"do": "day.close", "counted_cents": None},
                ],
                start,
            ),
            "--clock",
            f"{day}T08:00",
        ).answers
        for start, day in ((0, last), (100, first))
    ]
    for answers, named in zip(told, (year, year + 1), strict=True):
        tickets = [answer["ticket"] for answer in answers if answer["ticket"]]
        assert tickets == [f"T-{named}-000001", f"T-{named}-000002"]
    status = [shop.status(day) for day in (last, first)]
    assert [item["number"] for item in status] == [f"Z-{year}-0001", f"Z-{year + 1}-0001"]
    assert [item["funds"]["OWN"] for item in status] == [240, 260]
    assert tuple(item["funds"]["MANDATE:LAPOSTE"] for item in status) == stamps
    assert shop.verified()["ok"]


def test_a_price_the_tariff_does_not_know_is_refused(tmp_path: Path) -> None:
    """Before the first price of the shipped tariffs there is none."""
    shop = Shop(tmp_path / "poste")
    shop.init(clock="2010-01-05T08:00")
    lines = with_ops(
        [
            {"do": "day.open", "float_cents": 1000},
            {"do": "till.settle", "acts": [{"do": "relay.sell", "product": "LV_20", "quantity": 1}]}
            | {"payments": [{"means": "cash", "given_cents": 1000}]},
        ]
    )
    done = shop.try_("record", "-", "--json", "--clock", "2010-01-05T08:00", stdin=lines)
    assert done.status == 3
    assert done.answers[1]["refused"]["code"] == "tariff.unknown"


def with_ops(raws: list[dict[str, Any]], first: int = 0) -> bytes:
    return to_lines(
        [{"op": f"01970000-0000-7000-8000-{first + n:012x}", **raw} for n, raw in enumerate(raws)]
    )


@pytest.mark.skipif(not FULL, reason="one language is enough for every change")
def test_every_sentence_is_french_by_default(played_shop: Shop, tmp_path: Path) -> None:
    shop = played_shop.copy(tmp_path / "poste")
    fr, en = (shop.run("record", REAL_DAY / "day.jsonl", "--lang", lang).out for lang in ("fr", "en"))
    assert fr != en
    assert shop.run("record", REAL_DAY / "day.jsonl").out == fr
    assert environment()  # the language comes from the option, never from the machine
