"""The summary of a week or a month for La Poste: the sum of its closings, and how things stood at the last of them."""

import csv
import io
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concierge_desk.counter.service_parts import Marks
from concierge_desk.desk import catalogue
from concierge_desk.domain.errors import Refused
from concierge_desk.exporting.sheets import LabelledCell
from concierge_desk.exporting.tables import to_csv
from concierge_desk.printing.render import render
from concierge_desk.services.relay.model.reporting.periods import period_of, read_period
from concierge_desk.services.relay.model.reporting.summary import Summary, family_of
from concierge_desk.services.relay.reports import summary_words
from concierge_desk.services.relay.reports.summary import summary_of
from concierge_desk.services.relay.reports.workbook import workbook
from concierge_desk.services.relay.tables.summary import load_summary, periods
from tests.counter.desks import COFFEE, LV_20, Desks, Play, card, cash
from tests.services.relay_desk import rebuilt

PARCEL, LETTER, OTHER = "6A15602676300", "861011301731382", "EP111111110FR"
NAMES = ("Kessler", "Roth", "Weber", "Muller")


@pytest.fixture
def week(shop: Play) -> Play:
    """Wednesday to Friday of one week, and the Tuesday after it: all closed, the Saturday and the Monday forgotten."""
    shop.do("relay.stock_receive", product="LV_20", quantity=50)
    shop.do("relay.receive", tracking=PARCEL, shelf="A1", addressee={"name": "Mme Kessler"})
    shop.do(
        "relay.receive",
        tracking=LETTER,
        shelf="A2",
        addressee={"name": "M. Roth"},
        presented_day="2026-11-12",
    )
    shop.settle([COFFEE, {**LV_20, "quantity": 3}], cash(1000))
    late = shop.do("relay.complain", subject="late", note="Mme Weber attend").result["complaint"]
    shop.do("relay.forward_complaint", complaint=late, to="parent_office")
    shop.close()

    shop.open("2026-11-26T08:00")
    shop.do("relay.hand_over", tracking=PARCEL, collector="addressee", id_document="id_card")
    shop.do("relay.deposit", kind="letter", count=14)
    shop.settle([{"do": "relay.frank", "product": "COL", "zone": "FR", "weight_g": 1800}], card(1119))
    shop.do("relay.note_visit", kind="visit", minutes=45, note="Mme Muller")
    shop.do("relay.hand_to_postman", what="deposits")
    shop.close()

    shop.open("2026-11-27T08:00")
    shop.do("relay.receive", tracking=OTHER, shelf="A3")
    shop.do("relay.report_incident", tracking=OTHER, incident="damaged")
    back = shop.settle([{**LV_20, "quantity": 1}], cash(200))
    shop.do("till.refund", ticket=back.ticket, lines=[{"line": 1}], reason="returned")
    shop.do("relay.note_visit", kind="training", day="2026-11-24", minutes=60)
    shop.close()

    shop.open("2026-12-01T08:00")
    shop.do("relay.close_complaint", complaint=late, outcome="told")
    shop.settle([{**LV_20, "quantity": 2}], cash(400))
    shop.close()
    return shop


def summary(play: Play, code: str) -> Summary:
    return summary_of(play.desk.store.read(lambda rows: load_summary(rows, code)))


def test_a_week_adds_its_closings_up(week: Play) -> None:
    told = summary(week, "2026-W48")
    assert [day for day, _ in told.closings] == ["2026-11-25", "2026-11-26", "2026-11-27"]
    counts = dict(told.counts)
    assert (counts["received"], counts["handed_over"], counts["returned"], counts["held"]) == (3, 1, 0, 2)
    assert told.deposits == 14
    assert dict(told.departures) == {"letter": 14, "franked": 1}
    assert dict(told.families) == {"stamps": (3, 456), "franked_parcel": (1, 1119)}
    assert (told.charged_cents, told.remitted_cents, told.owed_cents) == (1575, 0, 1575)
    assert {means: sums for means, sums in told.takings.items() if sums != (0, 0)} == {
        "cash": (608, 152),
        "card": (1119, 0),
    }
    assert [(row["tracking"], row["deadline_day"]) for row in told.held] == [
        (LETTER, "2026-11-27"),
        (OTHER, "2026-12-11"),
    ]
    assert [row["state"] for row in told.incidents] == ["damaged"]
    assert [(row["state"], row["noted_day"]) for row in told.complaints] == [("forwarded", "2026-11-25")]
    assert [(one.kind, one.day, one.minutes) for one in told.visits] == [
        ("training", "2026-11-24", 60),
        ("visit", "2026-11-26", 45),
    ]


def test_days_that_were_to_be_open_and_were_not_closed_are_told(week: Play) -> None:
    assert summary(week, "2026-W48").missed == ("2026-11-28",)
    # The shop began on the 25th, the last entry is of 1 December: what was before, or is to come, is not told.
    assert summary(week, "2026-11").missed == ("2026-11-28", "2026-11-30")
    assert summary(week, "2026-12").missed == ()


def test_a_month_ends_with_its_last_day_and_the_next_goes_on(week: Play) -> None:
    november, december = summary(week, "2026-11"), summary(week, "2026-12")
    assert (november.charged_cents, december.charged_cents) == (1575, 304)
    assert december.owed_cents == november.charged_cents + december.charged_cents
    assert [row["state"] for row in november.complaints] == ["forwarded"]
    assert [row["state"] for row in december.complaints] == ["closed"]
    (stamps,) = [row for row in november.stock if row["product"] == "LV_20"]
    assert (stamps["opening"], stamps["received"], stamps["sold"], stamps["closing"]) == (0, 50, 3, 47)


def test_a_carnet_that_was_opened_is_told_and_the_stock_adds_up(week: Play) -> None:
    pack = {"product": "LV_20", "pieces": 12}
    told = {"label": "Carnet de 12", "family": "letter", "stamp": True, "tracked": False}
    week.open("2026-12-02T08:00")
    week.do("relay.set_products", rows=[{"product": "CARNET", **told, "pack": pack}])
    week.do("relay.stock_receive", product="CARNET", quantity=3)
    week.do("relay.open_pack", product="CARNET", quantity=1)
    week.close()
    december = summary(week, "2026-12")
    opened = {row["product"]: row["opened"] for row in december.stock}
    assert (opened["CARNET"], opened["LV_20"]) == (-1, 12)
    for row in december.stock:
        kept = row["opening"] + row["received"] - row["sold"] - row["spoiled"] + row["gap"] + row["opened"]
        assert row["closing"] == kept
    assert "Ouverts" in titles(december)
    assert "Ouverts" not in titles(summary(week, "2026-11"))


def titles(told: Summary) -> list[str]:
    """Return the titles of the columns of its stock."""
    return [column.title for column in summary_words._stock(told).columns]


def test_what_a_day_froze_is_what_its_period_says(week: Play) -> None:
    """R-2.22: months add up to weeks, weeks to days, to the cent; what is sold by family is what was charged."""
    reports = [entry.data for entry in week.posted() if entry.kind == "relay.day_reported"]
    for span in ("week", "month"):
        codes = {period_of(date.fromisoformat(report["day"]), span).code for report in reports}  # type: ignore[arg-type]
        told = [summary(week, code) for code in sorted(codes)]
        assert sum(one.charged_cents for one in told) == sum(report["charged_cents"] for report in reports)
        for one in told:
            assert sum(cents for _, cents in one.families.values()) == one.charged_cents
            assert sum(charged - back for charged, back in one.takings.values()) == one.charged_cents
        assert told[-1].owed_cents == reports[-1]["owed_cents"]


def test_it_is_offered_for_each_week_and_month_with_a_closing(week: Play) -> None:
    found = week.desk.store.read(periods)
    assert [period.code for period in found] == ["2026-W49", "2026-W48", "2026-12", "2026-11"]


@pytest.mark.parametrize(
    "code", ["2026-W48x", "2026-13", "2026-W54", "novembre", "", "1999-01", "2026-11-25"]
)
def test_what_is_no_period_is_refused(week: Play, code: str) -> None:
    with pytest.raises(Refused) as refused:
        summary(week, code)
    assert refused.value.code == "relay.period_invalid"
    with pytest.raises(Refused) as refused:
        week.paper(f"summary:{code}")
    assert refused.value.code == "print.unknown"


def test_what_was_paid_over_is_told_with_what_went_by_the_bank(week: Play) -> None:
    week.open("2026-12-02T08:00")
    week.do("till.remit", principal="LAPOSTE", cents=500)
    week.do("till.remit", principal="LAPOSTE", cents=1000, by="bank")
    week.close()
    told = summary(week, "2026-12")
    assert (told.remitted_cents, told.by_bank_cents) == (1500, 1000)
    assert told.owed_cents == 1575 + 304 - 1500
    account: dict[Any, Any] = dict(summary_words.grids(told)[1][2].rows)
    assert (account["Versé"], account["dont versé par la banque"]) == (1500, 1000)
    day = workbook(
        [entry for entry in week.posted(told_from(week)) if entry.aud == "LAPOSTE"], Marks(True, "A1:00")
    )
    figures = {part.label: part.value for part in day.sheets[0].parts if isinstance(part, LabelledCell)}
    assert (figures["Versé ce jour"], figures["dont par la banque"], figures["Reste dû à La Poste"]) == (
        1500,
        1000,
        379,
    )


def told_from(play: Play) -> int:
    """First entry of the last day."""
    return int(play.rows("SELECT max(opened_seq) FROM business_day")[0][0])


def test_a_period_without_a_closing_says_so(week: Play) -> None:
    with pytest.raises(Refused) as refused:
        summary(week, "2026-W40")
    assert (refused.value.code, refused.value.params) == ("relay.period_empty", {"period": "2026-W40"})


def test_the_paper_names_nobody_and_says_what_is_overdue(week: Play) -> None:
    text = render(week.paper("summary:2026-12"), "text").decode()
    assert [name for name in NAMES if name in text] == []
    assert LETTER in text
    # Four days past its last day, as of the closing of 1 December.
    assert "\u22124" in text
    assert "Relais" in text
    assert "Décembre 2026" in text
    assert render(week.paper("summary:2026-W48"), "pdf") == render(week.paper("summary:2026-W48"), "pdf")


def test_what_is_held_now_stands_by_deadline_with_the_days_left(week: Play) -> None:
    text = render(week.paper("held:now"), "text").decode()
    assert [name for name in NAMES if name in text] == []
    assert text.index(LETTER) < text.index(OTHER)
    assert "\u22124" in text and "10" in text
    with pytest.raises(Refused) as refused:
        week.paper("held:2026-11-25")
    assert refused.value.code == "print.unknown"


def test_its_table_says_the_same_and_names_nobody(week: Play) -> None:
    report = catalogue.period_report()
    state = week.desk.store.read(lambda rows: report.load(rows, "2026-W48"))
    made = report.table(state)
    text = to_csv(made.spec, made.rows).decode("utf-8-sig")
    assert [name for name in NAMES if name in text] == []
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert {row["period"] for row in rows} == {"2026-W48"}
    sold: dict[str, Any] = {
        row["label"]: (row["quantity"], row["amount"]) for row in rows if row["section"] == "ventes"
    }
    assert sold == {"Timbres": ("3", "4,56"), "Affranchissement\u00a0: colis": ("1", "11,19")}
    held = [(row["tracking"], row["days_left"]) for row in rows if row["section"] == "garde"]
    assert held == [(LETTER, "0"), (OTHER, "14")]
    assert [row["section"] for row in rows if row["label"].startswith("R-2026-0001")] == ["reclamations"]


def test_a_day_whose_statement_cannot_be_read_is_told_and_the_others_are_added_up(week: Play) -> None:
    state = week.desk.store.read(lambda rows: load_summary(rows, "2026-W48"))
    first = state.days[0]
    kept = tuple(entry for entry in first.posted if entry.kind != "relay.day_reported")
    broken = type(state)(
        state.period,
        (type(first)(first.day, first.number, kept), *state.days[1:]),
        state.anchor,
        state.visits,
        state.families,
        state.missed,
    )
    told = summary_of(broken)
    assert (told.untold, told.charged_cents) == ((first.number,), 1119)
    with pytest.raises(LookupError):
        summary_of(type(state)(state.period, broken.days[:1], "", (), {}, ()))


def test_what_was_lost_and_found_is_not_told_as_lost(week: Play) -> None:
    week.open("2026-12-02T08:00")
    week.do("relay.report_incident", tracking=OTHER, incident="not_found")
    lost = week.do("relay.report_incident", tracking=OTHER, incident="lost")
    week.close()
    assert [row["state"] for row in summary(week, "2026-W49").incidents] == ["lost"]
    week.open("2026-12-03T08:00")
    week.do("journal.reverse", op_of=lost.op, reason="wrong_key")
    week.close()
    assert "lost" not in [row["state"] for row in summary(week, "2026-W49").incidents]
    rebuilt(week)


@given(st.dates(date(2000, 1, 10), date(2098, 12, 20)), st.sampled_from(["week", "month"]))
def test_a_period_is_read_back_from_its_code(day: date, span: Any) -> None:
    period = period_of(day, span)
    assert read_period(period.code) == period
    assert day in period.days
    assert period.span == span
    assert (period.days[0], period.days[-1]) == (period.first_day, period.last_day)
    assert period_of(period.first_day, span) == period == period_of(period.last_day, span)


def test_a_product_is_told_in_its_family() -> None:
    families = {"LV": "letter", "PAP": "prepaid", "BOITE": "packaging", "COL": "parcel", "ODD": "option"}
    found = {
        (code, franked): family_of(code, families, franked=franked)
        for code, franked in (
            *(("LV_20", False), ("PAP_20", False), ("BOITE", False), ("NEW", False)),
            *(("LV", True), ("COL", True), ("ODD", True), ("NEW", True)),
        )
    }
    assert list(found.values()) == [
        *("stamps", "prepaid", "packaging", "else"),
        *("franked_letter", "franked_parcel", "else", "else"),
    ]
    assert family_of(None, families, franked=False) == "else"


_DAY = st.tuples(
    st.lists(st.integers(1, 9), max_size=3),  # stamps, a ticket each
    st.sampled_from([0, 0, 1]),  # whether the first of them comes back
    st.sampled_from([None, ("cash", 100), ("bank", 250)]),
)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_DAY, min_size=2, max_size=9))
def test_periods_add_up_to_what_was_sold_given_back_and_paid_over(desks: Desks, days: list[Any]) -> None:
    """Against plain sums of what was done, from a Wednesday on: over weeks, over months, and of what is owed at each end."""
    done: list[tuple[date, int, int]] = []
    with desks.desk() as play:
        for number, (pieces, back, paid) in enumerate(days):
            day = date(2026, 11, 25) + timedelta(days=number)
            play.open(
                f"{day}T08:00", confirmed_day=day.isoformat(), **({} if number else {"float_cents": 8000})
            )
            tickets = [
                play.settle([{**LV_20, "quantity": count}], card(152 * count)).ticket for count in pieces
            ]
            cents = 152 * sum(pieces)
            if back and tickets:
                play.do("till.refund", ticket=tickets[0], lines=[{"line": 1}], reason="returned")
                cents -= 152 * pieces[0]
            if paid:
                play.do("till.remit", principal="LAPOSTE", cents=paid[1], by=paid[0])
            play.close()
            done.append((day, cents, paid[1] if paid else 0))
        for span in ("week", "month"):
            periods_ = {period_of(day, span) for day, _, _ in done}  # type: ignore[arg-type]
            for period in periods_:
                told = summary(play, period.code)
                own = [row for row in done if row[0] in period.days]
                until = [row for row in done if row[0] <= period.last_day]
                assert told.charged_cents == sum(cents for _, cents, _ in own)
                assert told.remitted_cents == sum(paid for _, _, paid in own)
                assert told.owed_cents == sum(cents - paid for _, cents, paid in until)
                assert sum(cents for _, cents in told.families.values()) == told.charged_cents
                assert len(told.closings) == len(own)
