"""Opening and closing: every refusal, every warning, every way forward."""

from typing import Any

import pytest

from concierge_desk.counter.day.closing import Told, closing_data
from concierge_desk.counter.day.day import Close, Closing, Open, close_day, open_day
from concierge_desk.counter.till.totals import add_up
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.desk import catalogue
from concierge_desk.domain.day import ClosingState, OpeningState
from concierge_desk.services.relay import SERVICE as RELAY
from concierge_desk.store.day import closing_state
from tests.counter.desks import COFFEE, LV_20, Desks, Play, card, cash, context
from tests.services.samples import every_sample

# Opening.


def test_open(play: Play) -> None:
    answer = play.open(float_cents=8000)
    assert answer.result == {"day": "2026-11-25", "float_cents": 8000}
    assert answer.posted[0].day == "2026-11-25"
    assert answer.posted[0].data == {
        "day": "2026-11-25",
        "float_cents": 8000,
        "left_cents": None,
        "drawer": "MAIN",
    }


@pytest.mark.parametrize("fields", [{}, {"float_cents": 0}, {"float_cents": 12_345}])
def test_the_first_opening_never_warns(play: Play, fields: dict[str, int]) -> None:
    answer = play.open(**fields)
    assert answer.warnings == ()
    assert answer.result == {"day": "2026-11-25", "float_cents": fields.get("float_cents", 0)}


@pytest.mark.parametrize(
    ("counted", "given", "opens_with", "warns"),
    [
        (7900, None, 7900, []),
        (7900, 7900, 7900, []),
        (7900, 8000, 8000, [("till.float_differs", {"float_cents": 8000, "left_cents": 7900})]),
        (None, None, 8000, []),  # no count: what was expected was left
        (None, 7000, 7000, [("till.float_differs", {"float_cents": 7000, "left_cents": 8000})]),
        (0, None, 0, []),
        (0, 8000, 8000, [("till.float_differs", {"float_cents": 8000, "left_cents": 0})]),
    ],
)
def test_float(shop: Play, counted: int | None, given: int | None, opens_with: int, warns: list[Any]) -> None:
    shop.close(counted_cents=counted, gap_reason="unexplained")
    fields = {} if given is None else {"float_cents": given}
    answer = shop.open("2026-11-26T08:00", **fields)
    assert answer.result["float_cents"] == opens_with
    assert [(warning.code, warning.params) for warning in answer.warnings] == warns
    assert shop.status()["cash"]["expected_cents"] == opens_with


@pytest.mark.parametrize("value", [-1, True, "80", 80.0])
def test_float_fields(play: Play, value: object) -> None:
    assert play.code("day.open", float_cents=value).startswith("input.")


def test_open_twice(shop: Play) -> None:
    refused = shop.refused("day.open")
    assert (refused.code, refused.params) == ("day.already_open", {"day": "2026-11-25"})


def test_one_closing_a_day(shop: Play) -> None:
    shop.close(counted_cents=8000)
    refused = shop.refused("day.open")
    assert (refused.code, refused.params) == ("day.already_closed", {"day": "2026-11-25"})
    shop.hands.set("2026-11-26T00:00")
    shop.do("day.open")


def test_a_forgotten_day_is_closed_first(shop: Play) -> None:
    """R-1.32: under its own date, and marked late."""
    shop.hands.set("2026-11-26T08:00")
    refused = shop.refused("day.open")
    assert (refused.code, refused.params) == ("day.must_close", {"day": "2026-11-25"})
    assert shop.close().result["late"] is True
    assert shop.do("day.open").result["day"] == "2026-11-26"


@pytest.mark.parametrize(
    "do",
    [
        "till.settle",
        "till.move",
        "till.count",
        "day.close",
        "relay.receive",
        "relay.deposit",
        "relay.hand_over",
    ],
)
def test_nothing_without_an_open_day(play: Play, do: str) -> None:
    fields: dict[str, dict[str, Any]] = {
        "till.settle": {"acts": [COFFEE], "payments": []},
        "till.move": {"direction": "in", "cents": 1, "reason": "float"},
        "till.count": {"counted_cents": 1},
        "relay.receive": {"shelf": "A1"},
        "relay.deposit": {"kind": "letter", "count": 1},
        "relay.hand_over": {"collector": "addressee"},
    }
    assert play.code(do, **fields.get(do, {})) == "day.not_open"


# From 04:00 of the next day.

STANDARD_ACTS: dict[str, dict[str, Any]] = {
    "till.settle": {"acts": [COFFEE], "payments": [cash(120)]},
    "day.count_passages": {},
    "calendar.preview": {"day": "2026-12-03"},
    "delivery.set_channel": {"export": "laposte", "channel": "folder", "folder": "/x"},
    "delivery.retry": {"export": "laposte", "number": "Z-2026-0001"},
    "delivery.acknowledge": {"export": "laposte", "number": "Z-2026-0001"},
    "person.erase": {"person": "p-4t9d2k7mx0q3"},
    "person.access": {"person": "p-4t9d2k7mx0q3"},
    "bank.import": {"lines": [{"day": "2026-11-24", "cents": 1000}]},
    "bank.match": {"lines": ["l-000000000000"]},
    "bank.unmatch": {"line": "l-000000000000"},
    "session.close": {},
    "session.open": {},
    "visit.save": {},
    "visit.park": {"visit": "v-1"},
    "visit.resume": {"visit": "v-1"},
    "visit.note": {"visit": "v-1"},
    "visit.abandon": {"visit": "v-1"},
    "till.refund": {"ticket": "T-2026-000001", "lines": [{"line": 1}], "reason": "returned"},
    "till.correct_means": {
        "ticket": "T-2026-000001",
        "from": "cash",
        "to": "card",
        "cents": 120,
        "reason": "wrong_means",
    },
    "journal.reverse": {"op_of": "01970000-0000-7000-8000-000000000001", "reason": "wrong_key"},
    "calendar.set_grid": {"valid_from": "2026-12-01"},
    "calendar.close_on": {"day": "2026-12-24", "reason": "leave"},
    "calendar.reopen": {"day": "2026-12-24"},
    "site.change": {"roll_mm": 58},
    "operator.set": {"whom": "o02", "name": "Le bénévole"},
    "operator.retire": {"whom": "o02"},
    "paper.mail": {"document": "ticket:T-2026-000001", "email": "kessler@example.fr"},
    "vat.import": {"rows": {"TVA_20": "21"}, "valid_from": "2027-01-01"},
    "partner.set": {"partner": "ATELIER", "name": "Atelier", "regime": "mandate"},
    "partner.retire": {"partner": "LAPOSTE", "from_day": "2026-12-24"},
    "partner.settle": {"partner": "ATELIER", "cents": 100},
    "drawer.set": {"drawer": "POSTE", "funds": []},
    "settings.change": {"values": {"till.cheque_days": 5}},
    "service.switch": {"service": "shop", "enabled": False},
}
"""Of the core; each service brings its own."""


def test_only_count_move_and_close_after_four(shop: Play) -> None:
    """Every command that exists: those of the drawer and the closing go on, the others wait."""
    shop.hands.set("2026-11-26T04:00")
    acts = dict(STANDARD_ACTS)
    for samples in every_sample().values():
        acts |= samples.acts
    for name, command in catalogue.commands().items():
        if not command.charged and command.when not in ("closing", "opening", "always"):
            refused = shop.refused(name, **acts.get(name, {}))
            assert (refused.code, refused.params) == ("day.must_close", {"day": "2026-11-25"}), name
    shop.do("till.move", direction="in", cents=100, reason="float")
    shop.do("till.count", counted_cents=8100)
    answer = shop.close()
    assert answer.result["late"] is True
    assert answer.posted[-1].day == "2026-11-25"
    assert answer.result["counted_cents"] == 8100


def test_until_four_everything_goes_on(shop: Play) -> None:
    shop.hands.set("2026-11-26T03:59:59")
    shop.settle([COFFEE], cash(120))
    assert shop.close(counted_cents=8120).result["late"] is False


NIGHTS = [
    # opened, then the last local instant that is in time, and the first that is late
    ("2026-11-25", ("2026-11-26T03:59:59", 0), ("2026-11-26T04:00", 0)),
    ("2026-07-15", ("2026-07-16T03:59:59", 0), ("2026-07-16T04:00", 0)),
    # The clock goes from 2:00 to 3:00, and from 3:00 back to 2:00.
    ("2026-03-28", ("2026-03-29T03:59:59", 0), ("2026-03-29T04:00", 0)),
    ("2026-10-24", ("2026-10-25T02:59:59", 1), ("2026-10-25T04:00", 0)),
    ("2026-12-31", ("2027-01-01T03:59:59", 0), ("2027-01-01T04:00", 0)),
]


@pytest.mark.parametrize(("day", "in_time", "late"), NIGHTS)
def test_four_o_clock_in_every_season(
    desks: Desks, day: str, in_time: tuple[str, int], late: tuple[str, int]
) -> None:
    with desks.desk(start=f"{day}T08:00") as play:
        play.open(f"{day}T08:00", float_cents=100)
        play.hands.set(in_time[0], fold=in_time[1])
        play.settle([COFFEE], cash(120))
        play.hands.set(late[0], fold=late[1])
        assert play.code("till.settle", acts=[COFFEE], payments=[cash(120)]) == "day.must_close"
        answer = play.close()
        assert (answer.result["day"], answer.result["late"]) == (day, True)
        assert answer.posted[-1].data["number"] == f"Z-{day[:4]}-0001"


def test_the_winter_night_has_two_o_clock_twice(desks: Desks) -> None:
    with desks.desk(start="2026-10-24T08:00") as play:
        play.open("2026-10-24T09:00")
        ats = []
        for text, fold in (("2026-10-25T02:30", 0), ("2026-10-25T02:30", 1)):
            play.hands.set(text, fold=fold)
            entry = play.settle([COFFEE], cash(120)).posted[-1]
            ats.append((entry.at, entry.tz))
        assert ats == [("2026-10-25T00:30:00.000Z", "+02:00"), ("2026-10-25T01:30:00.000Z", "+01:00")]
        assert all(entry.kind != "clock.set_back" for entry in play.posted())


# Counting and closing.


def test_closing_by_the_last_count(shop: Play) -> None:
    shop.do("till.count", counted_cents=7000)
    shop.do("till.count", counted_cents=8000)
    answer = shop.close()
    assert [entry.kind for entry in answer.posted] == ["relay.day_reported", "day.closed"]
    assert answer.result == {
        "number": "Z-2026-0001",
        "day": "2026-11-25",
        "late": False,
        "drawer": "MAIN",
        "float_cents": 8000,
        "opening_gap_cents": 0,
        "moved_cents": 0,
        "expected_cents": 8000,
        "counted_cents": 8000,
        "gap_cents": 0,
    }


def test_closing_with_a_count_of_its_own(shop: Play) -> None:
    shop.do("till.count", counted_cents=1)
    answer = shop.close(counted_cents=8000)
    assert [entry.kind for entry in answer.posted] == ["till.counted", "relay.day_reported", "day.closed"]
    assert answer.result["gap_cents"] == 0


@pytest.mark.parametrize("fields", [{}, {"counted_cents": None}])
def test_closing_without_a_count_says_so(shop: Play, fields: dict[str, Any]) -> None:
    """The counter is never locked."""
    answer = shop.close(**fields)
    assert [warning.code for warning in answer.warnings] == ["till.not_counted"]
    assert answer.result["counted_cents"] is None


def test_a_count_holds_as_long_as_no_cash_moved(shop: Play) -> None:
    shop.do("till.count", counted_cents=7900)
    shop.settle([COFFEE], card(120))
    shop.settle([COFFEE], cash(200))
    refused = shop.refused("day.close", gap_reason="unexplained")
    assert (refused.code, refused.params) == ("day.count_stale", {"counted_cents": 7900})
    shop.do("till.count", counted_cents=8120)
    answer = shop.close()
    assert (answer.result["counted_cents"], answer.result["gap_cents"], answer.warnings) == (8120, 0, ())


def test_a_card_does_not_make_a_count_stale(shop: Play) -> None:
    shop.do("till.count", counted_cents=7900)
    shop.settle([COFFEE], card(120))
    assert shop.close(gap_reason="unexplained").result["gap_cents"] == -100


def test_a_stale_count_never_locks_a_late_closing(shop: Play) -> None:
    shop.do("till.count", counted_cents=7900)
    shop.settle([COFFEE], cash(200))
    answer = shop.close("2026-11-26T09:00")
    assert (answer.result["late"], answer.result["counted_cents"]) == (True, None)
    assert [warning.code for warning in answer.warnings] == ["till.not_counted"]


def test_closing_with_coins_and_notes(shop: Play) -> None:
    assert shop.code("day.close", denominations={"2000": 3}) == "day.gap_reason"
    assert shop.code("day.close", denominations={"2000": 4}, counted_cents=8000) == "till.count_fields"
    assert shop.code("day.close", denominations={"2000": 4}, counted_cents=None) == "till.count_fields"
    answer = shop.close(denominations={"2000": 3, "1000": 2})
    assert answer.result["counted_cents"] == 8000
    assert answer.posted[0].data["denominations"] == [
        {"face_cents": 1000, "pieces": 2}, {"face_cents": 2000, "pieces": 3},
    ]  # fmt: skip


def test_closing_without_a_count_on_purpose(shop: Play) -> None:
    shop.do("till.count", counted_cents=1)
    answer = shop.close(counted_cents=None)
    assert (answer.result["counted_cents"], answer.result["gap_cents"]) == (None, None)
    assert [entry.kind for entry in answer.posted] == ["relay.day_reported", "day.closed"]


@pytest.mark.parametrize("value", [-1, True, "none", "8000", 8000.0, []])
def test_count_fields(shop: Play, value: object) -> None:
    assert shop.code("day.close", counted_cents=value).startswith("input.")


@pytest.mark.parametrize(("counted", "gap"), [(7999, -1), (8001, 1), (0, -8000)])
def test_a_gap_needs_a_reason(shop: Play, counted: int, gap: int) -> None:
    refused = shop.refused("day.close", counted_cents=counted)
    assert (refused.code, refused.params) == ("day.gap_reason", {"gap_cents": gap})
    assert all(entry.kind != "till.counted" for entry in shop.posted())
    data = (
        shop.close(counted_cents=counted, gap_reason=label_of("gap_reason", "counting_error", "fr"))
        .posted[-1]
        .data
    )
    assert (data["cash"]["gap_cents"], data["gap_reason"], data["gap_note"]) == (gap, "counting_error", None)


def test_a_gap_with_a_sentence(shop: Play) -> None:
    data = shop.close(counted_cents=7000, gap_reason="Mme Weber a été remboursée").posted[-1].data
    assert data["gap_reason"] == "other"
    assert shop.personal(data["gap_note"]) == "Mme Weber a été remboursée"


@pytest.mark.parametrize("counted", [8000, None])
def test_no_gap_needs_no_reason(shop: Play, counted: int | None) -> None:
    data = shop.close(counted_cents=counted, gap_reason="Mme Weber").posted[-1].data
    assert (data["gap_reason"], data["gap_note"]) == (None, None)
    assert shop.rows("SELECT count(*) FROM personal WHERE text = 'Mme Weber'") == [(0,)]


def test_late_and_uncounted(shop: Play) -> None:
    answer = shop.close("2026-11-27T09:00")
    assert (answer.result["late"], answer.result["counted_cents"]) == (True, None)
    # The drawer keeps what it should hold, and the next day opens on its own date.
    assert shop.do("day.open").result == {"day": "2026-11-27", "float_cents": 8000}


def test_late_with_a_gap(shop: Play) -> None:
    shop.hands.set("2026-11-26T09:00")
    assert shop.code("day.close", counted_cents=7000) == "day.gap_reason"
    assert shop.close(counted_cents=7000, gap_reason="unexplained").result["gap_cents"] == -1000


def test_the_gap_is_never_la_postes(shop: Play) -> None:
    shop.settle([LV_20], cash(152))
    shop.close(counted_cents=8000, gap_reason="unexplained")
    reported = shop.last("relay.day_reported").data
    assert reported["charged_cents"] == 152
    assert reported["takings"][0] == {"means": "cash", "charged_cents": 152, "refunded_cents": 0}
    assert all("gap" not in key for key in reported)


def test_two_days_of_one_desk(shop: Play) -> None:
    shop.close(counted_cents=8000)
    shop.open("2026-11-26T08:00")
    shop.do("till.count", counted_cents=8000)
    second = shop.close().posted[-1].data
    assert (second["number"], second["day"]) == ("Z-2026-0002", "2026-11-26")
    assert second["previous"] == {
        "number": "Z-2026-0001",
        "hash": shop.entry(
            shop.rows("SELECT closed_seq FROM business_day WHERE day = '2026-11-25'")[0][0]
        ).hash.hex(),
    }


def test_a_count_of_yesterday_is_no_count(shop: Play) -> None:
    shop.close(counted_cents=8000)
    shop.open("2026-11-26T08:00")
    assert shop.close().result["counted_cents"] is None


def test_the_z_is_always_queued(shop: Play) -> None:
    answer = shop.close(counted_cents=8000)
    assert answer.documents == ("bordereau:2026-11-25", "z:Z-2026-0001")
    assert shop.rows("SELECT document, state FROM outbox") == [("z:Z-2026-0001", "waiting")]


def test_only_an_open_day_is_closed() -> None:
    """The mechanism never comes here without one: said loudly if it did."""
    state = ClosingState(context().state, 1, (), (), (), None, None, None, "", "Z-2026-0001")
    closed = context(open_day=None)
    with pytest.raises(ValueError, match="only an open day"):
        close_day((RELAY,))(Closing(state), Close("none", None, None), closed)
    empty = ClosingState(closed.state, 1, (), (), (), None, None, None, "", "Z-2026-0001")
    with pytest.raises(ValueError, match="only an open day"):
        closing_data(empty, add_up(()), closed.settings, Told(None, 0))


def test_the_store_reads_no_closing_without_an_open_day(play: Play) -> None:
    with pytest.raises(ValueError, match="only an open day"):
        play.desk.store.read(lambda rows: closing_state(rows, context(open_day=None).state, "2026", "A"))


def test_opening_is_pure() -> None:
    first = open_day(OpeningState(False, ()), Open(None, None), context(open_day=None))
    assert first == open_day(OpeningState(False, ()), Open(None, None), context(open_day=None))
