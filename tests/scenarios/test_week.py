"""A busy week, played through the real command line, against figures that were worked out apart."""

import ast
import csv
import io
import json
import re
import sys
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from concierge_desk.services.relay.acts import COMMANDS
from tests.e2e.driver import contains
from tests.scenarios import accountant, make_week
from tests.scenarios.books.arithmetic import LIST
from tests.scenarios.playing import DAYS, WEEK, Played, lines_of

EXPECTED: dict[str, Any] = {
    path.stem: json.loads(path.read_text("utf-8")) for path in sorted((WEEK / "expected").glob("*.json"))
}
FORETOLD: dict[str, Any] = {day: json.loads((WEEK / f"{day}.expect.json").read_text("utf-8")) for day in DAYS}
EACH_DAY = pytest.mark.parametrize("day", DAYS)


# The files.


def test_the_figures_are_the_accountants() -> None:
    accounts = accountant.accounts()
    assert accounts.keys() == EXPECTED.keys() == {*DAYS, "week"}
    for name, figures in accounts.items():
        kept = (WEEK / "expected" / f"{name}.json").read_text("utf-8")
        assert kept == accountant.text_of(figures), f"{name}: python -m tests.scenarios.accountant"


def test_the_accountant_takes_nothing_from_the_program() -> None:
    """Nor from those who wrote the week: its own modules and the standard library, no more."""
    home = Path(accountant.__file__).parent
    imported = set()
    for path in (home / "accountant.py", *(home / "books").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {name.name for name in node.names}
            if isinstance(node, ast.ImportFrom):
                imported.add(node.module or "")
    foreign = {name for name in imported if name.partition(".")[0] not in sys.stdlib_module_names}
    assert foreign == {f"tests.scenarios.books.{name}" for name in ("arithmetic", "sheet", "shelf", "till")}


def test_the_lines_are_those_that_were_written() -> None:
    written = {day.day.isoformat(): day for day in make_week.make().days}
    assert written.keys() == set(DAYS)
    for name, day in written.items():
        assert [line.decode() for line in lines_of(name)] == day.lines
        assert FORETOLD[name] == day.expect


# What a busy week has to hold.


def accepted(day: str) -> list[dict[str, Any]]:
    """The commands of a day that are not refused."""
    refused = accountant.refused_lines(day)
    return [json.loads(line) for n, line in enumerate(lines_of(day), start=1) if n not in refused]


def done() -> list[dict[str, Any]]:
    """Every accepted command, those inside a ticket or a visit too."""
    found = []
    for day in DAYS:
        for raw in accepted(day):
            found += [raw, *raw.get("acts", ())]
    return found


def test_every_act_of_the_relay_is_done() -> None:
    # The week is as it was played at 0.5.0: what came to the relay since is lived by its own samples and the demo.
    since = {
        *("relay.forward_complaint", "relay.answer_complaint", "relay.close_complaint"),
        *("relay.set_holding", "relay.set_office", "relay.set_par", "relay.set_principals"),
        *("tariff.set_price", "relay.order_stock", "relay.open_pack", "relay.note_visit", "relay.compare"),
        *("relay.set_pay", "relay.note_statement", "relay.ask_here", "relay.announce", "relay.close_bag"),
        *(
            "relay.set_capacities",
            "relay.set_cap",
            "relay.warn_full",
            "relay.note_email",
            "relay.forget_email",
        ),
    }
    assert {command.name for command in COMMANDS} - since <= {raw["do"] for raw in done()}


def test_the_week_is_busy() -> None:
    custodies = [item for day in DAYS for item in EXPECTED[day].get("custodies", {}).values()]
    assert len(custodies) == EXPECTED["week"]["custodies"] >= 200
    assert {item["carrier"] for item in custodies} == set(LIST["keeping"])
    assert {item["deadline_source"] for item in custodies} == {"arrival", "label", "presented"}
    bag = [raw["do"] for raw in accepted("2026-12-29")[1:41]]
    assert bag == ["relay.receive"] * 40
    stays: dict[str, list[str]] = {}
    for item in filter(lambda item: item["tracking"], custodies):
        stays.setdefault(item["tracking"], []).append(item["principal"])
    # One that came back after it was handed over, one that two networks have.
    again = {number: owners for number, owners in stays.items() if len(owners) > 1}
    assert again == {"6A15602676300": ["LAPOSTE", "LAPOSTE"], "25001234": ["DPD", "MONDIAL_RELAY"]}
    scanned = [raw for raw in done() if raw.get("tracking") and not re.search(r"\d", raw["tracking"])]
    assert len(scanned) > 20


def test_every_way_of_handing_over_is_taken() -> None:
    given = [raw for raw in done() if raw["do"] == "relay.hand_over"]
    mandates = {raw["proxy"].get("mandate") for raw in given if "proxy" in raw}
    assert {"on_notice", "Procuration sur papier", "permanent", "company", "Jugement de tutelle"} <= mandates
    assert any("mandate_code" in raw.get("proxy", {}) for raw in given)
    assert any("pickup_code" in raw for raw in given)
    assert any("reserves" in raw for raw in given)
    incidents = {raw["incident"] for raw in done() if raw["do"] == "relay.report_incident"}
    assert incidents == {"damaged", "not_found", "misrouted", "found", "lost"}
    assert {raw["kind"] for raw in done() if raw["do"] == "relay.deposit"} == {
        "letter",
        "parcel",
        "prepaid_return",
        "registered",
    }


# What the program answered.


@EACH_DAY
def test_each_line_is_answered_as_foretold(played_week: Played, day: str) -> None:
    """A refusal by its code, what is accepted by everything it warns of: line by line."""
    told = {
        n: {"refused": answer["refused"]["code"]}
        if not answer["ok"]
        else {"warned": [warning["code"] for warning in answer["warnings"]]}
        for n, answer in enumerate(played_week.answers[day], start=1)
    }
    foretold = {n: FORETOLD[day].get(str(n), {"warned": []}) for n in told}
    assert told == foretold
    assert len(told) == len(lines_of(day))


def test_a_line_that_comes_twice_is_done_once(played_week: Played) -> None:
    by_op: dict[str, list[Any]] = {}
    for day in DAYS:
        for answer in played_week.answers[day]:
            if answer["ok"]:
                by_op.setdefault(answer["op"], []).append(answer)
    twice = [answers for answers in by_op.values() if len(answers) > 1]
    assert [len(answers) for answers in twice] == [2]
    assert twice[0][0] == twice[0][1]


@EACH_DAY
def test_the_status_of_each_day(played_week: Played, day: str) -> None:
    told = dict(played_week.statuses[day])
    assert told.pop("practice") is True
    assert told.pop("anchor")
    # There is one drawer, and all cash lies in it.
    assert list(told.pop("drawers").values()) == [told["cash"]]
    assert told == EXPECTED[day]["status"]


def result_of(played: Played, ref: str) -> dict[str, Any]:
    """What the answer of a line gives on."""
    return {**played.by_line[ref]["result"], "ticket": played.by_line[ref]["ticket"]}


@EACH_DAY
@pytest.mark.parametrize("what", ["custodies", "slips", "stock_counts", "drawer_counts", "notes"])
def test_each_answer_says_what_was_worked_out(played_week: Played, day: str, what: str) -> None:
    """Of every item the deadline, where it comes from, and the last useful slot; of every slip what it lists."""
    for ref, figures in EXPECTED[day].get(what, {}).items():
        assert contains(played_week.by_line[ref]["result"], figures), ref


@EACH_DAY
def test_each_ticket_comes_to_what_was_worked_out(played_week: Played, day: str) -> None:
    for ref, figures in EXPECTED[day]["tickets"].items():
        answer = played_week.by_line[ref]
        told = {**answer["result"], "ticket": answer["ticket"]}
        lines = told.pop("lines", figures["lines"])
        assert contains(told, {name: known for name, known in figures.items() if name != "lines"}), ref
        assert len(lines) == len(figures["lines"])
        assert all(map(contains, lines, figures["lines"])), ref


@EACH_DAY
def test_tickets_slips_and_items_are_those_and_no_others(played_week: Played, day: str) -> None:
    answers = {answer["op"][-12:]: answer for answer in played_week.answers[day] if answer["ok"]}
    assert {ref for ref, answer in answers.items() if answer["ticket"]} == set(EXPECTED[day]["tickets"])
    assert {ref for ref in answers if ref in played_week.refs.values()} == set(EXPECTED[day]["custodies"])
    numbers = [answer["ticket"] for answer in answers.values() if answer["ticket"]]
    assert numbers == [ticket["ticket"] for _, ticket in sorted(EXPECTED[day]["tickets"].items())]


@EACH_DAY
def test_the_tickets_add_up_to_the_closing(played_week: Played, day: str) -> None:
    """Σ tickets = Z: by the answers of the program alone."""
    due = 0
    for answer in {answer["op"]: answer for answer in played_week.answers[day] if answer["ok"]}.values():
        if answer["ticket"]:
            result = answer["result"]
            due += -result["refunded_cents"] if "refunded_cents" in result else result["due_cents"]
    status = played_week.statuses[day]
    assert due == sum(status["funds"].values()) == sum(status["means"].values())
    assert sum(taxed["ttc_cents"] for taxed in status["vat"].values()) == status["funds"].get("OWN", 0)


@EACH_DAY
def test_the_lists_of_each_morning(played_week: Played, day: str) -> None:
    told = {
        known["list"]: sorted(
            (
                {
                    "custody": played_week.refs[item["ref"]],
                    "place": item["place"],
                    "deadline_day": item["deadline_day"],
                    "slot": item["slot"],
                }
                for item in known["items"]
            ),
            key=lambda item: (item["deadline_day"], item["place"], item["custody"]),
        )
        for known in played_week.mornings[day]["lists"]
    }
    assert told == EXPECTED[day]["morning"]


@EACH_DAY
def test_new_hours_move_the_last_useful_slots(played_week: Played, day: str) -> None:
    for ref, moved in EXPECTED[day].get("slots_moved", {}).items():
        assert played_week.by_line[ref]["result"]["moved"] == ({"relay": len(moved)} if moved else {})


# What La Poste is given.


def tables(path: Path) -> dict[str, list[dict[str, str]]]:
    """The CSVs of an export."""
    found = {}
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.endswith(".csv"):
                text = io.StringIO(archive.read(name).decode("utf-8-sig"))
                found[name.removesuffix(".csv")] = list(csv.DictReader(text, delimiter=";"))
    return found


def cents(euros: str) -> int:
    """``-12,34`` in cents."""
    return int(euros.replace(",", "")) if euros else 0


def as_known(rows: Sequence[Mapping[str, str]], known: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Rows without the columns that say the same in words, and that no book keeps."""
    names = known[0].keys() if known else ()
    return [{name: row[name] for name in row if name in names} for row in rows]


@EACH_DAY
def test_what_la_poste_is_given_of_each_day(played_week: Played, day: str) -> None:
    told, expected = tables(played_week.exports[day]), EXPECTED[day]["export"]
    held = [{**row, "custody": played_week.refs[row["custody"]]} for row in told["held"]]
    assert as_known(held, expected["held"]) == [
        {name: cell or "" for name, cell in row.items()} for row in expected["held"]
    ]
    assert as_known(told["stock"], expected["stock"]) == [
        {name: "" if cell is None else str(cell) for name, cell in row.items()} for row in expected["stock"]
    ]
    takings = [
        {"means": row["means"], "charged": cents(row["charged"]), "refunded": cents(row["refunded"])}
        for row in told["takings"]
    ]
    assert takings == expected["takings"]
    assert Counter(row["movement"] for row in told["custody"]) == expected["custody"]
    operations: dict[str, dict[str, int]] = {}
    for row in told["operations"]:
        known = operations.setdefault(
            f"{row['operation']} {row['product']}", {"rows": 0, "quantity": 0, "cents": 0}
        )
        known["rows"] += 1
        known["quantity"] += int(row["quantity"])
        known["cents"] += cents(row["amount"])
    assert operations == expected["operations"]


@EACH_DAY
def test_what_left_with_the_postman_and_since_when_it_was_here(played_week: Played, day: str) -> None:
    assert statement(played_week, day)["departures"] == EXPECTED[day]["export"]["departures"]


@EACH_DAY
def test_what_is_the_matter_is_told_number_by_number(played_week: Played, day: str) -> None:
    rows = [
        {**row, "custody": played_week.refs[row["custody"]]}
        for row in statement(played_week, day)["incidents"]
    ]
    expected = EXPECTED[day]["export"]["incidents"]
    order = [(row["state"], row["since_day"]) for row in rows]
    assert order == [(row["state"], row["since_day"]) for row in expected]
    assert sorted(rows, key=lambda row: (row["state"], row["custody"])) == sorted(
        expected, key=lambda row: (row["state"], row["custody"])
    )


@EACH_DAY
def test_each_export_is_sound_and_ends_at_its_days_anchor(played_week: Played, day: str) -> None:
    verified = played_week.verified[day]
    assert (verified["ok"], verified["faults"]) == (True, [])
    assert verified["anchor"] == played_week.statuses[day]["anchor"]


def test_the_desk_is_sound_with_every_signature_and_every_table_made_again(played_week: Played) -> None:
    verified = played_week.verified["desk"]
    assert (verified["ok"], verified["faults"], verified["signatures_left_out"]) == (True, [], 0)


# The week.


def test_what_came_in_went_out_or_is_here(played_week: Played) -> None:
    held = 0
    for day in DAYS:
        custody = played_week.statuses[day]["custody"]
        held += custody["received"] - custody["handed_over"] - custody["returned"] - custody.get("lost", 0)
        assert custody["held"] == held


def test_the_week_as_a_whole(played_week: Played) -> None:
    week, statuses = EXPECTED["week"], played_week.statuses.values()
    for name in ("tickets", "lines", "change_cents", "deposits"):
        assert sum(status[name] for status in statuses) == week[name]
    for name in ("funds", "means"):
        found: Counter[str] = Counter()
        for status in statuses:
            found.update(status[name])
        assert dict(found) == week[name]
    assert sum(status["cash"]["gap_cents"] for status in statuses) == week["gap_cents"]
    assert played_week.statuses[DAYS[-1]]["stock"] == week["stock"]


def statement(played: Played, day: str) -> Any:
    """What the closing of a day froze for La Poste, out of its export."""
    with zipfile.ZipFile(played.exports[day]) as archive:
        lines = [json.loads(line) for line in archive.read("journal.ndjson").splitlines()]
    payloads = [json.loads(line["payload"]) for line in lines if "payload" in line]
    (report,) = [payload["data"] for payload in payloads if payload["kind"] == "relay.day_reported"]
    return report


def test_the_totals_since_the_beginning(played_week: Played) -> None:
    report, week = statement(played_week, DAYS[-1]), EXPECTED["week"]
    for name in ("perpetual_cents", "perpetual_abs_cents"):
        assert report[name] == week[name]


# What a postal clerk would look at first, in plain figures.


def arrivals(deadline: str) -> list[dict[str, Any]]:
    """What has to be kept until a day."""
    return [
        item
        for day in DAYS
        for item in EXPECTED[day]["custodies"].values()
        if item["deadline_day"] == deadline
    ]


def test_what_ends_on_26_december_is_fetched_on_christmas_eve() -> None:
    """A holiday here alone, and the day before it is one as well; the deadline does not roll.

    Source: docs/trade.md, "Holidays of Alsace-Moselle".
    """
    ending = arrivals("2026-12-26")
    assert len(ending) >= 6
    assert {item["carrier"] for item in ending} >= {"chronopost", "colissimo", "mondial_relay", "registered"}
    assert {item["last_useful_slot"] for item in ending} == {"2026-12-24T15:00/18:00"}


def test_new_years_eve_ends_at_half_past_eleven(played_week: Played) -> None:
    """What was promised for the afternoon of the 31st is moved to its morning, and back in the year after."""
    moved = EXPECTED["2026-12-23"]["slots_moved"]
    first, second = (moved[ref] for ref in sorted(moved))
    assert {slot[:10] for slot in first.values()} == {"2026-12-31", "2027-01-07"}
    assert all(slot.endswith("T08:00/11:30") for slot in first.values())
    assert set(second.values()) == {"2027-01-07T15:00/18:00"}
    held = {row["custody"]: row for row in tables(played_week.exports["2026-12-23"])["held"]}
    slots = Counter(row["last_useful_slot"] for row in held.values() if row["deadline_day"] == "2026-12-31")
    assert set(slots) == {"2026-12-31T08:00/11:30"}


def test_old_prices_until_the_31st_new_ones_from_the_first(played_week: Played) -> None:
    """docs/trade.md, rule 5; and a ticket keeps its price ("Prices announced for 2027": one source, for a test)."""

    def first(day: str, product: str) -> int:
        for ref, ticket in EXPECTED[day]["tickets"].items():
            raw = json.loads(lines_of(day)[int(ref[8:]) - 1])
            for act, line in zip(raw.get("acts", ()), ticket["lines"], strict=False):
                if act.get("product") == product:
                    return int(line["cents"]) // int(act.get("quantity", 1))
        raise LookupError(product)

    stamps = ("LV_20", "LV_SUIVI_20", "LSP", "LI_20", "ELR")
    assert [first("2026-12-31", product) for product in stamps] == [152, 202, 347, 225, 160]
    assert [first("2027-01-02", product) for product in stamps] == [167, 217, 367, 245, 170]
    assert first("2026-12-31", "LR1") == 611 + 145
    assert first("2027-01-02", "LR1") == 647 + 145
    back = [ticket for ticket in EXPECTED["2027-01-02"]["tickets"].values() if "refunded_cents" in ticket]
    assert [ticket["refunded_cents"] for ticket in back] == [2 * 152, 1119]
    assert played_week.statuses["2027-01-02"]["number"] == "Z-2027-0001"
