"""Where a piece may go from where it stands, and what is said of all else: the whole table, played."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.counter.desks import Play, card
from tests.entrusted.workshop import COAT, NET, figures, names, pay, ready, set_up, taken


def _back(play: Play, piece: str, outcome: str = "treated") -> None:
    play.do("pressing.send", partner=NET, pieces=[piece])
    play.do("pressing.receive_back", partner=NET, pieces=[{"piece": piece, "outcome": outcome}])


def _collected(play: Play, piece: str) -> None:
    ready(play, [piece])
    pay(play, [piece], 1490)
    play.do("pressing.collect", pieces=[piece], proof="slip")


def _missing(play: Play, piece: str) -> None:
    play.do("pressing.send", partner=NET, pieces=[piece])
    play.do("day.close", counted_cents=None)
    play.open("2026-12-02T08:00", confirmed_day="2026-12-02")
    play.do("pressing.receive_back", partner=NET, pieces=[])


def _lost(play: Play, piece: str) -> None:
    play.do("pressing.report_incident", piece=piece, incident="not_found")
    play.do("pressing.report_incident", piece=piece, incident="lost")


FROM: dict[str, Callable[[Play, str], object]] = {
    "taken_in": lambda _play, _piece: None,
    "on_slip": lambda play, piece: play.do("pressing.prepare_slip", partner=NET, pieces=[piece]),
    "sent": lambda play, piece: play.do("pressing.send", partner=NET, pieces=[piece]),
    "back": _back,
    "ready": lambda play, piece: ready(play, [piece]),
    "to_give_back": lambda play, piece: _back(play, piece, "untreated"),
    "collected": _collected,
    "not_found": lambda play, piece: play.do("pressing.report_incident", piece=piece, incident="not_found"),
    "missing": _missing,
    "lost": _lost,
}


def _of(piece: str, several: bool) -> dict[str, Any]:
    return {"pieces": [piece]} if several else {"piece": piece}


ACTS: dict[str, tuple[str, bool, dict[str, Any]]] = {
    "send": ("pressing.send", True, {"partner": NET}),
    "make_ready": ("pressing.make_ready", True, {}),
    "redo": ("pressing.redo", False, {"reason": "stain"}),
    "withdraw": ("pressing.withdraw", True, {"by": "customer", "reason": "other"}),
    "collect": ("pressing.collect", True, {"proof": "tag"}),
    "move": ("pressing.move", False, {"place": "B2"}),
    "remind": ("pressing.remind", False, {"by": "phone"}),
    "damaged": ("pressing.report_incident", False, {"incident": "damaged"}),
    "not_found": ("pressing.report_incident", False, {"incident": "not_found"}),
    "found": ("pressing.report_incident", False, {"incident": "found"}),
    "lost": ("pressing.report_incident", False, {"incident": "lost"}),
    "taken_back": ("pressing.taken_back", False, {}),
}
NOW = "not_now"
TABLE = {
    # By act: from each state, the state after it, or the code of the refusal.
    "send": {
        "taken_in": "sent",
        "on_slip": "on_slip",
        **dict.fromkeys(
            ("sent", "back", "ready", "to_give_back", "collected", "not_found", "missing", "lost"), NOW
        ),
    },
    "receive": {
        "sent": "back",
        "missing": "back",
        **dict.fromkeys(
            ("taken_in", "back", "ready", "to_give_back", "collected", "not_found", "lost"),
            "not_sent",
        ),
        "on_slip": "on_slip",
    },
    "make_ready": {
        "back": "ready",
        **dict.fromkeys(
            (
                *("taken_in", "sent", "ready", "to_give_back"),
                "collected",
                "not_found",
                "missing",
                "lost",
            ),
            "not_back",
        ),
        "on_slip": "on_slip",
    },
    "redo": {
        **dict.fromkeys(("back", "ready", "collected"), "taken_in"),
        "on_slip": "on_slip",
        **dict.fromkeys(("taken_in", "sent", "to_give_back", "not_found", "missing", "lost"), NOW),
    },
    "withdraw": {
        "taken_in": "to_give_back",
        "back": "to_give_back",
        "on_slip": "on_slip",
        "sent": "at_partner",
        "missing": "at_partner",
        "ready": "done_already",
        **dict.fromkeys(("to_give_back", "collected", "not_found", "lost"), NOW),
    },
    "collect": {
        "ready": "unpaid",
        "to_give_back": "collected",
        **dict.fromkeys(("missing", "not_found"), "piece_missing"),
        "collected": "collected_already",
        "on_slip": "on_slip",
        **dict.fromkeys(("taken_in", "sent", "back", "lost"), "not_ready"),
    },
    "move": {
        **{state: state for state in ("taken_in", "back", "ready", "to_give_back")},
        "on_slip": "on_slip",
        **dict.fromkeys(("sent", "collected", "not_found", "missing", "lost"), NOW),
    },
    "remind": {
        **{state: state for state in ("ready", "to_give_back")},
        **dict.fromkeys(("taken_in", "sent", "back", "collected", "not_found", "missing", "lost"), NOW),
        "on_slip": "on_slip",
    },
    "damaged": {
        **{state: state for state in ("taken_in", "back", "ready", "to_give_back")},
        "on_slip": "on_slip",
        **dict.fromkeys(("sent", "collected", "not_found", "missing", "lost"), NOW),
    },
    "not_found": {
        **dict.fromkeys(("taken_in", "back", "ready", "to_give_back"), "not_found"),
        "on_slip": "on_slip",
        **dict.fromkeys(("sent", "collected", "not_found", "missing", "lost"), NOW),
    },
    "found": {
        "not_found": "taken_in",
        "missing": "sent",
        **dict.fromkeys(
            ("taken_in", "sent", "back", "ready", "to_give_back", "collected", "lost"),
            "not_missing",
        ),
        "on_slip": "on_slip",
    },
    "lost": {
        "not_found": "lost",
        "missing": "lost",
        **dict.fromkeys(
            ("taken_in", "sent", "back", "ready", "to_give_back", "collected", "lost"),
            "not_missing",
        ),
        "on_slip": "on_slip",
    },
    "taken_back": {
        "sent": "taken_in",
        "missing": "taken_in",
        **dict.fromkeys(
            ("taken_in", "on_slip", "back", "ready", "to_give_back", "collected", "not_found", "lost"),
            "still_here",
        ),
    },
}
CELLS = [(act, state, expected) for act, row in TABLE.items() for state, expected in row.items()]


def state_of(play: Play, piece: str) -> str:
    return str(play.rows("SELECT state FROM pressing_piece WHERE piece = ?", piece)[0][0])


def test_the_table_is_whole() -> None:
    assert all(row.keys() == FROM.keys() for row in TABLE.values())


@pytest.mark.parametrize(("act", "state", "expected"), CELLS)
def test_an_act_from_a_state(shop: Play, act: str, state: str, expected: str) -> None:
    set_up(shop)
    (piece,) = names(taken(shop))
    FROM[state](shop, piece)
    before = state_of(shop, piece)
    if act == "receive":
        answer = shop.ask("pressing.receive_back", partner=NET, pieces=[{"piece": piece}])
    else:
        do, several, fields = ACTS[act]
        answer = shop.ask(do, **_of(piece, several), **fields)
    if answer.refused is None:
        assert state_of(shop, piece) == expected
    else:
        assert answer.refused.code == f"pressing.{expected}"
        assert state_of(shop, piece) == before


def test_own_work_is_laid_ready_at_once(shop: Play) -> None:
    """Of a nature that works itself nothing has to leave."""
    from dataclasses import replace

    from concierge_desk.mechanisms.entrusted.model.steps import MAKE_READY, step
    from concierge_desk.mechanisms.entrusted.tables.looks import piece_of

    set_up(shop)
    (name,) = names(taken(shop))
    piece = shop.desk.store.read(lambda rows: piece_of(rows, "pressing", name))
    assert piece is not None
    assert step(replace(piece, partner=None), MAKE_READY) == "ready"


def test_untreated_is_to_be_given_back_for_nothing(shop: Play) -> None:
    set_up(shop)
    (piece,) = names(taken(shop))
    pay(shop, [piece], 1490)
    shop.do("pressing.send", partner=NET)
    answer = shop.do(
        "pressing.receive_back",
        partner=NET,
        pieces=[{"piece": piece, "outcome": "untreated", "reason": "risk"}],
    )
    assert [one.code for one in answer.warnings] == ["pressing.refund_due"]
    left = shop.do("pressing.collect", pieces=[piece], proof="slip")
    assert left.result["refund_due_cents"] == 1490
    refund = {"ticket": "T-2026-000001", "lines": [{"line": 1}], "reason": "wrong_key"}
    shop.do("till.refund", **refund)
    assert opened(shop, piece) == 0


def opened(play: Play, piece: str) -> int:
    sql = (
        "SELECT CASE WHEN void IS NULL THEN cents - reduced_cents ELSE 0 END - paid_cents"
        " FROM pressing_piece WHERE piece = ?"
    )
    return int(play.rows(sql, piece)[0][0])


REFUND = {"ticket": "T-2026-000001", "lines": [{"line": 1}], "reason": "wrong_key"}


def test_money_that_goes_back_before_collection_is_still_to_be_paid(shop: Play) -> None:
    set_up(shop)
    (piece,) = names(taken(shop))
    pay(shop, [piece], 1490)
    shop.do("till.refund", **REFUND)
    assert opened(shop, piece) == 1490


def test_money_that_goes_back_after_collection_is_owed_by_nobody(shop: Play) -> None:
    set_up(shop)
    (piece,) = names(taken(shop))
    _collected(shop, piece)
    shop.do("till.refund", **REFUND)
    assert opened(shop, piece) == 0
    assert figures(shop)["open_cents"] == 0


PROOFS = (
    ({"proof": "identity"}, "document_needed"),
    ({"proof": "identity", "id_document": "id_card"}, "discharge_needed"),
    ({"proof": "card", "proxy": {"name": "Ali Roux"}}, "mandate_needed"),
    ({"proof": "identity", "id_document": "id_card", "discharge": True}, ""),
    ({"proof": "slip", "proxy": {"name": "Ali Roux"}}, ""),
    ({"proof": "card"}, ""),
)


@pytest.mark.parametrize(("shown", "code"), PROOFS)
def test_what_has_to_be_shown(shop: Play, shown: dict[str, Any], code: str) -> None:
    set_up(shop)
    order = taken(shop)
    ready(shop, names(order))
    shop.settle([{"do": "pressing.pay", "piece": names(order)[0]}], card(1490))
    answer = shop.ask("pressing.collect", order=order["order"], **shown)
    assert ("" if answer.refused is None else answer.refused.code) == (code and f"pressing.{code}")


def test_a_list_that_names_a_piece_twice(shop: Play) -> None:
    set_up(shop)
    order = taken(shop)
    piece, tag = order["pieces"][0]["piece"], order["pieces"][0]["code"]
    for do, more in (("pressing.make_ready", {}), ("pressing.collect", {"proof": "slip"})):
        assert shop.code(do, pieces=[piece, tag], **more) == "pressing.twice"
    assert shop.code("pressing.make_ready", pieces=["D-2026-000009/1"]) == "pressing.unknown"
    assert shop.code("pressing.collect", proof="slip") == "pressing.nothing_given"
    assert shop.code("pressing.collect", order="D-2026-000009", proof="slip") == "pressing.unknown"


TAKEN = (
    ({"pieces": [{"kind": "TAPIS"}]}, "pressing.kind_unknown"),
    ({"pieces": [{"kind": "MANTEAU", "work": "iron"}]}, "pressing.unpriced"),
    ({"pieces": [COAT], "quality": "express"}, "pressing.unpriced"),
    ({"pieces": []}, "input.list"),
    ({"pieces": [{**COAT, "reserves": [{"reserve": "rust"}]}]}, "input.choice"),
    ({"pieces": [{**COAT, "fnuci": "AB"}]}, "input.fnuci"),
)


@pytest.mark.parametrize(("fields", "code"), TAKEN)
def test_what_is_not_taken_in(shop: Play, fields: dict[str, Any], code: str) -> None:
    set_up(shop)
    assert shop.code("pressing.take_in", who={"name": "A"}, **fields) == code


def test_what_stands_beside_the_journal(shop: Play) -> None:
    set_up(shop)
    piece = {**COAT, "brand": "Kenzo", "note": "Fragile", "fnuci": "ab 12345678"}
    taken_in = shop.do("pressing.take_in", who={"name": "Mme Kessler"}, pieces=[piece]).posted[0]
    told = taken_in.data["pieces"][0]
    assert [shop.personal(told[name]) for name in ("brand", "note", "fnuci")] == [
        "Kenzo",
        "Fragile",
        "AB12345678",
    ]
    assert shop.personal(taken_in.data["party"]) == "Mme Kessler"
    assert "Kenzo" not in str(taken_in.data)


def test_a_declared_value_over_the_list_is_told(shop: Play) -> None:
    set_up(shop)
    for declared, codes in ((12000, []), (12001, ["pressing.value_high"])):
        piece = {**COAT, "age_years": 2, "declared_cents": declared}
        assert shop.warned("pressing.take_in", who={"name": "A"}, pieces=[piece]) == codes
