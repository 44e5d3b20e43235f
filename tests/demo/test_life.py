"""A long demo: everything adds up, every act of every service is shown, the turns of the calendar are lived."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from concierge_desk.counter.day import holidays
from concierge_desk.desk import catalogue
from concierge_desk.desk.overview import day_status
from concierge_desk.domain.journal import Posted
from concierge_desk.jobs.demo.player import DESK, STATEMENTS, read_names
from concierge_desk.jobs.verdict import VerifyRequest
from concierge_desk.jobs.verify import verify_desk, verify_file
from tests.demo.conftest import DAYS, Shop
from tests.demo.needles import NEEDLES, search
from tests.sizes import FULL


def closings(shop: Shop) -> list[Posted]:
    return [entry for entry in shop.posted if entry.kind == "day.closed"]


def added(rows: Iterable[Mapping[str, Any]], key: str, value: str) -> Counter[Any]:
    found: Counter[Any] = Counter()
    for row in rows:
        found[row[key]] += row[value]
    return found


def test_everything_holds(lived: Shop) -> None:
    """Every hash and signature, and every table made anew from the journal."""
    with lived.living.opened() as desk:
        verdict = verify_desk(desk, VerifyRequest(signatures=True, rebuild=True))
    assert verdict.faults == []
    assert verdict.checked == verdict.entries


def test_every_closing_is_the_sum_of_its_tickets(lived: Shop) -> None:
    for closed in closings(lived):
        data = closed.data
        of_day = lived.posted[data["seq_from"] - 1 : closed.seq - 1]
        lines = [entry.data["line"] for entry in of_day if "line" in entry.data]
        paid = [payment for entry in of_day for payment in entry.data.get("payments", ())]
        means = added(paid, "means", "cents")
        assert {row["fund"]: row["cents"] for row in data["funds"]} == added(lines, "fund", "cents")
        assert {row["means"]: row["net_cents"] for row in data["means"]} == {
            name: means[name] for name in ("cash", "card", "cheque")
        }
        assert sum(means.values()) == sum(line["cents"] for line in lines)


def test_every_month_is_the_sum_of_its_days(lived: Shop) -> None:
    """Asked from the tickets' own rows by the month of their day, and from the closings."""
    by_month: Counter[tuple[str, str]] = Counter()
    for closed in closings(lived):
        for row in closed.data["funds"]:
            by_month[closed.data["month"], row["fund"]] += row["cents"]
    joined = "FROM ticket_line JOIN ticket ON ticket.number = ticket_line.ticket"
    asked = f"SELECT substr(day, 1, 7), fund, sum(cents) {joined} GROUP BY 1, 2"
    with lived.living.opened() as desk:
        rows = desk.store.read(lambda rows: rows.execute(asked).fetchall())
    assert {(month, fund): cents for month, fund, cents in rows} == dict(by_month)


def test_each_lived_day_was_closed_once_under_its_own_date(lived: Shop) -> None:
    assert len(lived.days) == DAYS
    assert [day for day, _ in lived.living.diary.closed] == lived.days
    assert [closed.data["day"] for closed in closings(lived)] == [day.isoformat() for day in lived.days]
    assert len({number for _, number in lived.living.diary.closed}) == DAYS


def test_the_shop_keeps_its_hours(lived: Shop) -> None:
    """Neither Sunday nor a holiday of Alsace, and no day that was announced as closed."""
    assert not [day for day in lived.days if day.weekday() == 6 or holidays.is_holiday(day, "FR-6AE")]
    assert {date(2026, 12, 25), date(2026, 12, 26), date(2027, 1, 1)}.isdisjoint(lived.days)
    for day in lived.days:
        sessions = sum(
            entry.kind == "session.opened" and entry.day == day.isoformat() for entry in lived.posted
        )
        split = day.weekday() in (1, 3, 4) and not date(day.year, 7, 5) <= day < date(day.year, 9, 1)
        assert sessions == split or (sessions == 1 and day.weekday() == 3)


def test_the_turns_were_lived_through(lived: Shop) -> None:
    assert {date(2026, 12, 31), date(2027, 1, 2)} <= set(lived.days)
    confirmed = [act for act, told in lived.living.played if told.refused == "clock.confirm"]
    assert confirmed, "the date of the new year was not asked for"
    if FULL:
        assert date(2028, 2, 29) in lived.days
        assert {day.year for day in lived.days} == {2026, 2027, 2028}
        late = {closed.data["day"] for closed in closings(lived) if closed.data["late"]}
        # The evenings before the nights of another length: made up for on Monday, under their own dates.
        assert {"2027-03-27", "2027-10-30", "2028-03-25"} <= late
        assert {"calendar.set_grid", "calendar.close_on", "calendar.reopen"} <= lived.commands


def test_every_act_of_every_service_is_shown(lived: Shop) -> None:
    own = {command.name for service in catalogue.services() for command in service.commands}
    # What a shop is set up by stays as it was made, as what it is does below.
    set_up = {"relay.set_par", "relay.set_holding", "relay.set_principals", "shop.set_favourites"}
    set_up |= {"relay.set_office", "relay.set_pay", "relay.note_statement"}
    # No mail leaves it.
    set_up |= {"relay.note_email", "relay.forget_email"}
    # Trades of one mechanism live alike: what one of them does need not be done by each in so few days.
    trades = {service.code for service in catalogue.services() if service.used is not None}
    alike = {name.partition(".")[2] for name in lived.commands if name.partition(".")[0] in trades}
    assert (
        own - set_up - {f"{code}.{act}" for code in trades for act in alike | {"set_kinds"}} <= lived.commands
    )
    core = set(catalogue.commands()) - own - {"clock.correct"}
    rare = {"calendar.set_grid", "calendar.close_on", "calendar.reopen", "calendar.preview"}
    # No printer stands in it: no drawer opens, and no paper waits.
    rare |= {"till.open_drawer", "paper.give_up"}
    # What the shop is stays as it was made: every paper of it would say something else from then on.
    rare |= {"site.change", "operator.set", "operator.retire", "vat.import", "settings.change"}
    rare |= {"operator.set_code", "operator.reset_code", "operator.sign_in", "operator.sign_out"}
    rare |= {"service.switch", "partner.set", "partner.retire", "drawer.set"}
    # Workshops are paid by the bank, at the end of a month.
    rare |= {"partner.settle"}
    # It is kept by one alone, who has no code.
    rare |= {"operator.set_code", "operator.reset_code", "operator.sign_in", "operator.sign_out"}
    # Nothing leaves it, no bank writes to it, and a month is closed by the next one's first day.
    rare |= {name for name in core if name.startswith(("delivery.", "bank."))} | {"paper.mail", "month.close"}
    # Nobody asks what is kept, or wants to be forgotten, and nothing has had its time.
    rare |= {"person.access", "person.erase", "privacy.preview", "privacy.purge"}
    assert core - rare <= lived.commands


def test_what_goes_wrong_in_a_shop_goes_wrong_here(lived: Shop) -> None:
    closed = [entry.data for entry in closings(lived)]
    assert any(data["late"] for data in closed)
    assert any(data["gap_reason"] for data in closed)
    assert any(data["cash"]["counted_cents"] is None for data in closed)
    assert {act.taken_back for act, _ in lived.living.played} >= {None, "wrong_key"}
    assert {told.refused for _, told in lived.living.played} >= {"relay.mandate_needed", "till.underpaid"}
    incidents = {entry.data["incident"] for entry in lived.posted if entry.kind == "relay.incident_noted"}
    assert incidents == {"damaged", "misrouted", "not_found", "found", "lost"}


def test_new_prices_hold_from_their_day_and_old_ones_are_told(lived: Shop) -> None:
    prices: dict[str, set[int]] = {"2026": set(), "2027": set()}
    old = Counter[str]()
    for entry in lived.posted:
        if (
            entry.kind == "relay.sold"
            and entry.day
            and entry.data["product"] == "LV_20"
            and "corrects" not in entry.data
        ):
            prices.setdefault(entry.day[:4], set()).add(entry.data["line"]["unit_cents"])
        if any(warning["code"] == "tariff.of_last_year" for warning in entry.data.get("warnings", ())):
            old[str(entry.day)[:4]] += 1
    assert prices["2026"] == {152}
    assert prices["2027"] == {167}
    assert old["2026"] == 0
    assert old["2027"] > 0


def test_a_statement_for_each_day_and_each_verifies(lived: Shop) -> None:
    found = sorted((lived.living.home / STATEMENTS).glob("*.zip"))
    assert [path.stem[-10:] for path in found] == [day.isoformat() for day in lived.days]
    for path in {*found[:2], *found[-2:], *found[:: max(1, DAYS // 10)]}:
        assert verify_file(path, VerifyRequest(signatures=True)).faults == [], path.name


def test_what_is_remembered_does_not_grow(lived: Shop) -> None:
    """What came in a long time ago has left."""
    keeper = lived.living._keeper
    held = next(part.memory for part in keeper._parts if part.code == "relay").items
    assert len(held) < 120
    oldest = lived.days[-1] - timedelta(days=30)
    assert not [item for item in held if item.last_day < oldest]
    assert len(keeper.queue.parked) < 10
    # What should be in the drawer is what the desk says.
    with lived.living.opened() as desk:
        assert day_status(desk, None)["cash"]["expected_cents"] == keeper.queue.drawer_cents


# No name of it stands where a name must not stand (tests/demo/test_secrecy.py has what needs no long life).


def test_the_names_were_typed_and_are_kept_beside_the_journal(lived: Shop) -> None:
    with lived.living.opened() as desk:
        asked = "SELECT text FROM personal UNION ALL SELECT text FROM people_note"
        kept = {text for (text,) in desk.store.read(lambda rows: rows.execute(asked).fetchall())}
    names = read_names()
    assert len(kept & set(names.people)) > len(names.people) // 2
    assert kept & set(names.companies)
    for said in names.remarks.values():
        assert kept & set(said)


def test_no_name_in_a_statement(lived: Shop) -> None:
    found = list((lived.living.home / STATEMENTS).iterdir())
    assert found
    for path in found:
        assert search(path) == [], path.name


def test_no_name_in_the_journal(lived: Shop) -> None:
    with lived.living.opened() as desk:
        payloads = desk.store.read(lambda rows: rows.execute("SELECT payload FROM journal").fetchall())
    text = b"\n".join(bytes(payload) for (payload,) in payloads)
    assert [needle for needle in NEEDLES if needle in text] == []


def test_no_name_in_the_desks_own_files(lived: Shop) -> None:
    """The store is encrypted, the logs hold codes and counts."""
    for path in (lived.living.home / DESK).rglob("*"):
        if path.is_file():
            assert search(path) == [], path.name
