"""Taking an act back: every command that exists, and what then stands in the journal."""

from dataclasses import replace
from typing import Any

import pytest

from concierge_desk.counter.correction.commands import reversals_of
from concierge_desk.counter.correction.refund import RefundState
from concierge_desk.counter.correction.reversal import (
    CORE_REVERSALS,
    Reverse,
    ReverseState,
    reasons_for,
    reverse,
)
from concierge_desk.counter.service import Acts, Reversal, Undone, never
from concierge_desk.counter.values.codelists import Coded
from concierge_desk.desk import catalogue
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event
from tests.counter.desks import COFFEE, Desks, Play, card, context, posted_of, site_with
from tests.counter.samples import EVERY, take_back
from tests.services.alike import act_of
from tests.services.samples import After
from tests.sizes import few

PARCEL, OTHER = "6A15602676300", "6A15602683841"
REASON = Coded("wrong_key", None)


def refusal(play: Play, op: str | None) -> Refused:
    return play.refused("journal.reverse", op_of=op, reason="wrong_key")


def kinds(answer: Any) -> list[str]:
    return [entry.kind for entry in answer.posted]


# Why, and what is said with it.


@pytest.mark.parametrize(
    ("reason", "note", "code", "kept"),
    [
        ("wrong_key", None, "wrong_key", None),
        ("wrong_key", "la touche d'à côté", "wrong_key", "la touche d'à côté"),
        ("C'était hier", None, "other", "C'était hier"),
        ("C'était hier", "avec sa sœur", "other", "C'était hier · avec sa sœur"),
    ],
)
def test_what_is_said_with_a_reason_is_kept_beside_the_journal(
    shop: Play, reason: str, note: str | None, code: str, kept: str | None
) -> None:
    op = shop.do("relay.receive", tracking=PARCEL, shelf="A3").op
    more = {} if note is None else {"note": note}
    (entry,) = shop.do("journal.reverse", op_of=op, reason=reason, **more).posted
    told = entry.data["reversal"]
    assert (told["code"], told["note"] and shop.personal(told["note"])) == (code, kept)


def test_it_is_kept_with_a_ticket_that_is_taken_back(shop: Play) -> None:
    op = shop.settle([COFFEE], card(120)).op
    answer = shop.do("journal.reverse", op_of=op, reason="returned", note="il était froid")
    told = next(entry.data for entry in answer.posted if entry.kind == "till.settled")
    assert (told["reason"], shop.personal(told["note"])) == ("returned", "il était froid")


def test_no_number_of_a_document_is_kept_with_it(shop: Play) -> None:
    op = shop.do("relay.receive", tracking=PARCEL, shelf="A3").op
    note = "carte 4970 1000 0000 0014"
    assert shop.code("journal.reverse", op_of=op, reason="wrong_key", note=note).startswith("input.")


OWN = {
    "test.lent": Reversal(
        lambda *_: (Event("test.reversed", {}),), reasons={"lent": "Who?", "gone": "Where?"}
    ),
    "test.marked": Reversal(lambda *_: (Event("test.reversed", {}),), reasons={"gone": "Where?"}),
    "test.done": Reversal(lambda *_: (Event("test.reversed", {}),)),
}


@pytest.mark.parametrize(
    ("kinds", "fit"),
    [
        (("test.lent",), {"lent", "gone"}),
        (("test.lent", "clock.set_back"), {"lent", "gone"}),
        (("test.lent", "test.marked"), {"gone"}),
        (("test.marked", "test.lent"), {"gone"}),
        (("test.lent", "test.done"), set()),
        (("test.lent", "test.unknown"), set()),
        (("test.done",), set()),
        ((), set()),
    ],
)
def test_a_reason_of_some_kinds_has_to_fit_all_that_was_written(
    kinds: tuple[str, ...], fit: set[str]
) -> None:
    posted = posted_of([Event(kind, {}) for kind in kinds])
    assert set(reasons_for(OWN, posted)) == fit
    for code in ("lent", "gone"):
        state = ReverseState(posted, True, frozenset(), None, RefundState(1, None, OWN), OWN)
        command = Reverse("01970000-0000-7000-8000-000000000001", Coded(code, None))
        if code in fit:
            assert reverse(state, command, context())
        else:
            with pytest.raises(Refused, match=r"journal\.reason_unfit"):
                reverse(state, command, context())


def test_a_reversal_is_told_why() -> None:
    told: list[Undone] = []

    def decide(_state: None, undone: Undone, _context: Any) -> tuple[Event, ...]:
        told.append(undone)
        return (Event("test.reversed", {}),)

    known = {"test.lent": Reversal(decide, reasons={"lent": "Who?"})}
    posted = posted_of([Event("test.lent", {})])
    state = ReverseState(posted, True, frozenset(), None, RefundState(1, None, known), known)
    reverse(state, Reverse("01970000-0000-7000-8000-000000000001", Coded("lent", None)), context())
    assert [undone.reason for undone in told] == ["lent"]


# Every command that exists: what it writes when it is taken back, or why it is not.


def test_every_command_has_its_row() -> None:
    assert EVERY.keys() == catalogue.commands().keys()


@pytest.mark.parametrize("name", list(EVERY))
def test_every_command(shop: Play, name: str) -> None:
    act, outcome = EVERY[name]
    op = act(shop)
    assert op is not None
    if isinstance(outcome, str):
        assert refusal(shop, op).code == outcome
        return
    answer = take_back(shop, op)
    assert kinds(answer) == outcome
    taken = [entry for entry in shop.posted() if entry.op == op]
    # Each entry names one of the act's, and all are of the open day.
    assert {entry.data["corrects"] for entry in answer.posted} <= {entry.seq for entry in taken}
    assert {entry.day for entry in answer.posted} == {"2026-11-25"}
    assert answer.result["corrects"] == sorted(entry.data["corrects"] for entry in answer.posted)
    # Twice is once.
    assert refusal(shop, op).code == "journal.reversed_already"
    assert refusal(shop, answer.op).code == "journal.is_reversal"


@few(2, lambda of: act_of(of["name"]))
@pytest.mark.parametrize("name", [name for name, (_, outcome) in EVERY.items() if isinstance(outcome, list)])
def test_the_figures_are_as_if_nothing_had_been(shop: Play, name: str) -> None:
    """But for what counts acts: tickets and lines. Stock, drawer, funds and custody are back where they were."""
    act, _ = EVERY[name]
    if isinstance(act, After):
        act.first(shop)
    first = shop.status()
    op = act.alone(shop) if isinstance(act, After) else act(shop)
    take_back(shop, op)
    second = shop.status()
    for key in ("custody", "deposits", "stock", "means", "sessions"):
        assert second[key] == first[key], key
    assert second["cash"]["expected_cents"] == first["cash"]["expected_cents"]
    assert second["passages"]["day"] == first["passages"]["day"]
    assert moved_funds(second) == moved_funds(first)


def moved_funds(status: dict[str, Any]) -> dict[str, int]:
    return {fund: cents for fund, cents in status["funds"].items() if cents}


# Which act, and when.


@pytest.mark.parametrize(
    ("op", "code"),
    [
        ("01970000-0000-7000-8000-00000000ffff", "journal.unknown_op"),
        ("x", "journal.unknown_op"),
        ("", "input.ref"),
        (None, "input.missing"),
        ("Mme Kessler", "input.ref"),
        ("é", "input.ref"),
        ("x" * 65, "input.ref"),
        (1, "input.ref"),
    ],
)
def test_an_unknown_act(shop: Play, op: Any, code: str) -> None:
    refused = refusal(shop, op)
    assert refused.code == code
    if code == "journal.unknown_op":
        assert refused.params == {"op_of": op}


def test_the_first_entries_of_the_desk_are_no_act(shop: Play) -> None:
    assert refusal(shop, shop.posted()[0].op).code == "journal.unknown_op"


def test_a_refused_act_was_never_done(shop: Play) -> None:
    op = shop.op()
    shop.ask("till.settle", op=op, acts=[COFFEE], payments=[])
    assert refusal(shop, op).code == "journal.unknown_op"


def test_an_op_is_case_blind(shop: Play) -> None:
    op = shop.do("relay.deposit", kind="letter", count=1, op="01970000-0000-7000-8000-00000000ABCD").op
    assert kinds(take_back(shop, "01970000-0000-7000-8000-00000000ABCD")) == ["relay.deposited"]
    assert refusal(shop, op).code == "journal.reversed_already"


def test_it_needs_an_open_day(shop: Play) -> None:
    op = shop.do("till.move", direction="in", cents=100, reason="float").op
    shop.close(counted_cents=8100)
    assert refusal(shop, op).code == "day.not_open"
    shop.hands.set("2026-11-26T08:00")
    assert refusal(shop, op).code == "day.not_open"
    shop.do("day.open")
    assert kinds(take_back(shop, op)) == ["till.moved"]


def test_the_same_reversal_again_gives_the_first_answer(shop: Play) -> None:
    op = shop.do("till.move", direction="in", cents=100, reason="float").op
    mine = shop.op()
    first = take_back(shop, op, op=mine)
    assert take_back(shop, op, op=mine).posted == first.posted
    assert shop.status()["cash"]["expected_cents"] == 8000


def test_the_reason_stands_in_what_takes_back(shop: Play) -> None:
    op = shop.do("relay.deposit", kind="letter", count=14).op
    answer = shop.do("journal.reverse", op_of=op, reason="M. Roth a repris ses lettres")
    (entry,) = answer.posted
    told = entry.data["reversal"]
    assert (told["code"], shop.personal(told["note"])) == ("other", "M. Roth a repris ses lettres")
    plain = shop.do(
        "journal.reverse", op_of=shop.do("relay.deposit", kind="letter", count=1).op, reason="Mauvaise touche"
    )
    assert plain.posted[0].data["reversal"] == {"code": "wrong_key", "note": None}


# Movements of the drawer.


@pytest.mark.parametrize(("direction", "drawer"), [("in", 8000), ("out", 8000)])
def test_a_movement(shop: Play, direction: str, drawer: int) -> None:
    moved = shop.do(
        "till.move", direction=direction, cents=300, reason="Pour les timbres", fund="MANDATE:LAPOSTE"
    )
    (entry,) = take_back(shop, moved.op).posted
    opposite = {"in": "out", "out": "in"}[direction]
    assert {name: entry.data[name] for name in ("direction", "cents", "reason", "note", "fund", "drawer")} == {
        "direction": opposite, "cents": 300, "reason": "other", "note": None, "fund": "MANDATE:LAPOSTE", "drawer": "MAIN",
    }  # fmt: skip
    assert "warnings" not in entry.data
    assert shop.status()["cash"]["expected_cents"] == drawer
    data = shop.close(counted_cents=None).posted[-1].data
    assert (data["cash"]["moved_cents"], data["counts"]["movements"]) == (0, 2)


@pytest.mark.parametrize(("left", "code"), [(300, None), (299, "till.short")])
def test_cash_that_is_gone_is_not_taken_out_again(shop: Play, left: int, code: str | None) -> None:
    op = shop.do("till.move", direction="in", cents=300, reason="float").op
    shop.do("till.move", direction="out", cents=8300 - left, reason="bank")
    answer = shop.ask("journal.reverse", op_of=op, reason="wrong_key")
    assert (answer.refused and answer.refused.code) == code
    if answer.refused is not None:
        assert answer.refused.params == {"asked_cents": 300, "drawer_cents": left}


def test_what_went_out_comes_back_whatever_the_drawer_holds(shop: Play) -> None:
    op = shop.do("till.move", direction="out", cents=8000, reason="bank").op
    take_back(shop, op)
    assert shop.status()["cash"]["expected_cents"] == 8000


# The mechanism itself.


def state(*events: Event, **more: Any) -> ReverseState:
    empty = ReverseState(posted_of(events), True, frozenset(), None, RefundState(1, None, {}), {})
    return replace(empty, **more)


def test_what_was_erased_is_not_taken_back() -> None:
    with pytest.raises(Refused) as caught:
        reverse(state(whole=False), Reverse("x", REASON), context())
    assert caught.value.code == "op.purged"


def test_a_kind_that_nobody_takes_back() -> None:
    with pytest.raises(Refused) as caught:
        reverse(state(Event("x.set_up", {})), Reverse("x", REASON), context())
    assert caught.value.code == "journal.not_reversible"


def test_the_last_entry_is_taken_back_first() -> None:
    events = [Event("x.done", {"n": n}) for n in (1, 2, 3)]
    undo = Reversal(lambda _state, undone, _context: (Event("x.done", {"n": -undone.posted.data["n"]}),))
    made = reverse(state(*events, reversals={"x.done": undo}), Reverse("x", Coded("other", "mot")), context())
    assert [(event.data["n"], event.corrects) for event in made] == [(-3, 102), (-2, 101), (-1, 100)]
    # The sentence is kept once, and each entry refers to it.
    assert [len(event.personal) for event in made] == [1, 0, 0]
    assert {event.data["reversal"]["note"] for event in made} == {made[0].personal[0].ref}


def test_one_corrected_entry_is_enough() -> None:
    undo = Reversal(lambda _state, _undone, _context: ())
    with pytest.raises(Refused) as caught:
        reverse(
            state(Event("x.done", {}), Event("x.done", {}), corrected=frozenset({101}), reversals={"x.done": undo}),
            Reverse("x", REASON), context(),
        )  # fmt: skip
    assert caught.value.code == "journal.reversed_already"


def test_a_session_that_goes_on_is_not_opened_again() -> None:
    """The counter never comes here: what opened it again has corrected its closing."""
    (closed,) = posted_of([Event("session.closed", {"session": 1})])
    with pytest.raises(Refused) as caught:
        CORE_REVERSALS["session.closed"].decide(None, Undone(closed), context())
    assert caught.value.code == "session.already_open"


def test_two_parts_do_not_take_back_the_same_kind() -> None:
    services = catalogue.services()
    twice = replace(services[0], code="other", acts=Acts(reverse={"till.moved": never("day.stays_closed")}))
    with pytest.raises(ValueError, match=r"reversed twice: till\.moved"):
        reversals_of((*services, twice))
    assert reversals_of(services).keys() >= {"till.moved", "relay.received", "shop.sold"}


def test_why_not_is_said_with_the_day(shop: Play) -> None:
    assert refusal(shop, shop.last("day.opened").op).params == {"day": "2026-11-25"}


def test_a_drawer_of_another_name(desks: Desks) -> None:
    with desks.desk(site=site_with(drawer='"TIROIR"')) as play:
        play.open(float_cents=100)
        op = play.do("till.move", direction="in", cents=50, reason="float").op
        assert take_back(play, op).posted[0].data["drawer"] == "TIROIR"
        assert play.status()["cash"]["expected_cents"] == 100
