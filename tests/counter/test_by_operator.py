"""What of a day is whose: in its figures, in its closing and on the Z; the sums are the day's. R-1.11, R-3.07."""

import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concierge_desk.counter.day.status import status
from concierge_desk.desk.desk import Options, open_desk
from concierge_desk.desk.overview import facts_in
from concierge_desk.domain.document import Document, Pair, Paragraph
from concierge_desk.domain.money import format_amount
from concierge_desk.jobs.full_export import export_everything
from concierge_desk.jobs.papers import find, papers_known
from concierge_desk.jobs.verdict import VerifyRequest
from concierge_desk.jobs.verify import verify_desk
from tests.counter.desks import COFFEE, Desks, Play, card, cash
from tests.counter.rights.four import FOUR, with_four
from tests.store.forged import Line, forge

CONCIERGE, VOLUNTEER, RESPONSIBLE, INSPECTOR = FOUR.values()
FIRST = "o01"
DAY = "2026-11-25"
NOTHING = {"tickets": 0, "cents": 0, "refunds": 0, "corrections": 0}


def of(lines: list[Line], kind: str, n: int = 0) -> Any:
    return [line for line in lines if line.kind == kind][n]


def figures(play: Play) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = play.status().get("operators", {})
    return found


def lines(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def with_volunteer(play: Play) -> None:
    play.do("operator.set", whom=VOLUNTEER, name="Farida", roles=["volunteer"])


@pytest.fixture
def two(shop: Play) -> Play:
    with_volunteer(shop)
    return shop


def verified(play: Play) -> list[Any]:
    return verify_desk(play.desk, VerifyRequest(signatures=True, tables=True)).faults


BY_HAND = {
    FIRST: {"tickets": 2, "cents": 360, "refunds": 0, "corrections": 0},
    VOLUNTEER: {"tickets": 2, "cents": 120, "refunds": 1, "corrections": 1},
}
"""Three coffees, 3.60; two of the volunteer's, 2.40, one of hers given back, 1.20, and a movement of 5.00 undone."""


def live(two: Play) -> None:
    """Live the day of `BY_HAND`, without its end."""
    two.settle([COFFEE, COFFEE], cash(240))
    two.settle([COFFEE], card(120))
    two.settle([COFFEE, COFFEE], cash(240), by_operator=VOLUNTEER)
    back = {"ticket": "T-2026-000001", "lines": [{"line": 1}], "reason": "returned", "means": "cash"}
    two.do("till.refund", **back, by_operator=VOLUNTEER)
    moved = two.do("till.move", direction="in", cents=500, reason="float", by_operator=VOLUNTEER).op
    two.do("journal.reverse", op_of=moved, reason="wrong_key", by_operator=VOLUNTEER)


@pytest.fixture
def lived(two: Play) -> Play:
    """The day of `BY_HAND`, not closed yet."""
    live(two)
    return two


def test_a_day_of_two_by_hand(lived: Play) -> None:
    """R-3.07."""
    assert figures(lived) == BY_HAND
    told = lived.status()
    assert (told["tickets"], sum(told["means"].values())) == (4, 480)
    closed = lived.close(counted_cents=8360, by_operator=VOLUNTEER).posted[-1]
    assert closed.data["operators"] == [{"operator": code, **row} for code, row in BY_HAND.items()]
    assert figures(lived) == BY_HAND
    assert verified(lived) == []


def test_the_first_operator_alone_is_not_told(shop: Play) -> None:
    shop.settle([COFFEE], card(120))
    assert "operators" not in shop.status()
    assert "operators" not in shop.close(counted_cents=8000).posted[-1].data
    assert "operators" not in shop.status()


def test_whoever_is_there_alone_is_told_and_stands_on_the_z_once(two: Play) -> None:
    """Where somebody takes her place, the day is theirs; what is all of it is printed once."""
    two.close(counted_cents=8000)
    two.open("2026-11-26T08:00", by_operator=VOLUNTEER)
    two.settle([COFFEE], card(120), by_operator=VOLUNTEER)
    assert figures(two) == {VOLUNTEER: NOTHING | {"tickets": 1, "cents": 120}}
    two.close(counted_cents=8000, by_operator=VOLUNTEER)
    assert figures(two) == {VOLUNTEER: NOTHING | {"tickets": 1, "cents": 120}}
    assert "Qui était au comptoir" not in lines(two.paper("z:Z-2026-0002"))


@pytest.mark.parametrize(
    ("do", "fields"),
    [
        ("till.count", {"counted_cents": 8000}),
        ("relay.receive", {"tracking": "6A15602683841", "shelf": "A3"}),
        ("day.count_passages", {"count": 3}),
    ],
)
def test_whoever_did_something_was_there(two: Play, do: str, fields: dict[str, Any]) -> None:
    two.do(do, **fields, by_operator=VOLUNTEER)
    assert figures(two) == {FIRST: NOTHING, VOLUNTEER: NOTHING}
    assert verified(two) == []


def test_what_the_program_writes_by_itself_is_nobodys(two: Play) -> None:
    """Wrong codes were typed by somebody who may have been anybody; a drawer that opens is no act."""
    two.do("operator.set_code", whom=VOLUNTEER, code="4719", by_operator=VOLUNTEER)
    assert set(figures(two)) == {FIRST, VOLUNTEER}
    two.close(counted_cents=8000)
    two.open("2026-11-26T08:00")
    for _ in range(5):
        two.hands.move(minutes=6)
        two.ask("operator.sign_in", whom=VOLUNTEER, code="1111")
    assert two.last("operator.code_failed").day == "2026-11-26"
    assert figures(two) == {}


def test_what_is_changed_between_two_days_is_of_none(two: Play) -> None:
    two.do("operator.set", whom=RESPONSIBLE, name="Inès", roles=["responsible"])
    two.close(counted_cents=8000)
    changed = two.do("drawer.set", drawer="POSTE", funds=["MANDATE:LAPOSTE"], by_operator=RESPONSIBLE).op
    two.do("journal.reverse", op_of=changed, reason="wrong_key", by_operator=RESPONSIBLE)
    two.open("2026-11-26T08:00")
    assert figures(two) == {}
    two.settle([COFFEE], card(120), by_operator=VOLUNTEER)
    two.close(counted_cents=8000)
    assert set(figures(two)) == {FIRST, VOLUNTEER}
    assert verified(two) == []


def test_a_closing_of_before_they_were_told_is_read_from_its_entries(lived: Play) -> None:
    """A Z that was made before says nothing of them: its day still does."""
    lived.close(counted_cents=8360)
    facts = lived.desk.store.read(lambda rows: facts_in(rows, DAY, "MAIN"))
    *before, closed = facts.posted
    older = replace(closed, data={name: told for name, told in closed.data.items() if name != "operators"})
    assert status(replace(facts, posted=(*before, older)), ())["operators"] == BY_HAND


def test_an_act_of_several_entries_corrects_once(two: Play) -> None:
    """Cash paid in with its cheques is two entries; taking them back is one thing done."""
    two.settle([COFFEE], {"means": "cheque", "cents": 120}, by_operator=VOLUNTEER)
    paid_in = two.do("till.pay_in", cents=500, by_operator=VOLUNTEER).op
    undone = two.do("journal.reverse", op_of=paid_in, reason="wrong_key", by_operator=VOLUNTEER)
    assert sum("corrects" in entry.data for entry in undone.posted) == 2
    assert figures(two)[VOLUNTEER] == {"tickets": 1, "cents": 120, "refunds": 0, "corrections": 1}


def test_a_whole_ticket_taken_back_is_a_refund_alone(two: Play) -> None:
    sold = two.settle([COFFEE, COFFEE], cash(240), by_operator=VOLUNTEER).op
    two.do("journal.reverse", op_of=sold, reason="wrong_key", by_operator=VOLUNTEER)
    assert figures(two)[VOLUNTEER] == {"tickets": 2, "cents": 0, "refunds": 1, "corrections": 0}


# On the Z.


def test_the_z_says_who_was_there_with_what_is_whose(lived: Play) -> None:
    lived.close(counted_cents=8360)
    paper = lived.paper("z:Z-2026-0001")
    place = paper.blocks.index(Paragraph("Qui était au comptoir", emphasis=True))
    told = [block for block in paper.blocks[place + 1 :] if isinstance(block, Pair | Paragraph)]
    assert told[:8] == [
        Paragraph(f"La concierge ({FIRST})"),
        Pair("Tickets", "2"),
        Pair("Montant des tickets", format_amount(360)),
        Paragraph(f"Farida ({VOLUNTEER})"),
        Pair("Tickets", "2"),
        Pair("Montant des tickets", format_amount(120)),
        Pair("Remboursements", "1"),
        Pair("Corrections", "1"),
    ]
    assert isinstance(told[8], Pair)
    assert told[8].left == "Écritures"


def test_handed_out_without_names_it_says_codes(lived: Play) -> None:
    lived.close(counted_cents=8360)
    paper = papers_known()["z"]
    found = lived.desk.store.read(lambda rows: find(rows, paper, "Z-2026-0001"))
    unnamed = paper.draw(found.without_names(paper).state, found.settings, 0)
    assert "Farida" not in repr(unnamed)
    assert Paragraph(VOLUNTEER) in unnamed.blocks


# On papers that give back or are taken back.


def pairs(play: Play, name: str) -> dict[str, str]:
    return {block.left: block.right for block in play.paper(name).blocks if isinstance(block, Pair)}


def test_a_refund_says_who_granted_it(two: Play) -> None:
    """R-3.07: 24.00 is more than a volunteer gives back alone."""
    two.settle([COFFEE] * 20, card(2400))
    back = {"ticket": "T-2026-000001", "lines": [{"line": n} for n in range(1, 21)], "reason": "returned"}
    assert two.code("till.refund", **back, by_operator=VOLUNTEER) == "operator.not_allowed"
    two.do("till.refund", **back, by_operator=VOLUNTEER, approve={"operator": FIRST})
    told = pairs(two, "ticket:T-2026-000002")
    assert (told["Comptoir, opérateur"], told["Accordé par"]) == (f"AMP1-F {VOLUNTEER}", FIRST)
    assert "Accordé par" not in pairs(two, "ticket:T-2026-000001")


def test_a_right_that_was_not_needed_is_not_told(two: Play) -> None:
    two.settle([COFFEE], card(120))
    back = {"ticket": "T-2026-000001", "lines": [{"line": 1}], "reason": "returned"}
    two.do("till.refund", **back, by_operator=VOLUNTEER, approve={"operator": FIRST})
    assert "Accordé par" not in pairs(two, "ticket:T-2026-000002")


@pytest.mark.parametrize(
    ("do", "fields", "paper"),
    [
        ("till.pay_in", {"cents": 500}, "paying_in:{sheet}"),
        ("till.remit", {"principal": "LAPOSTE", "cents": 500}, "remittance:{slip}"),
        ("relay.deposit", {"kind": "registered", "tracking": "1A23456789012"}, "deposit:{seq}"),
    ],
)
@pytest.mark.parametrize("same", [True, False])
def test_what_is_taken_back_says_by_whom_where_it_was_another(
    two: Play, do: str, fields: dict[str, Any], paper: str, same: bool
) -> None:
    done = two.do(do, **fields, by_operator=VOLUNTEER)
    paper = paper.format(**{"seq": done.posted[0].seq, **(done.result or {})})
    assert "Annulé par" not in pairs(two, paper)
    two.do("journal.reverse", op_of=done.op, reason="wrong_key", by_operator=VOLUNTEER if same else FIRST)
    assert pairs(two, paper).get("Annulé par") == (None if same else f"AMP1-F {FIRST}")


def test_a_slip_that_was_cancelled_says_by_whom(two: Play) -> None:
    two.do("relay.deposit", kind="registered", tracking="1A23456789012")
    made = two.do("relay.prepare_slip", what="deposits", by_operator=VOLUNTEER)
    two.do("journal.reverse", op_of=made.op, reason="wrong_key")
    assert pairs(two, made.documents[0])["Annulé par"] == f"AMP1-F {FIRST}"


def test_a_caution_taken_back_says_by_whom(two: Play) -> None:
    cheque = {"bank": "CIC", "number": "1000042"}
    who = {"name": "Mme Kessler"}
    kept = two.do(
        "caution.take", of="L-2026-000001", who=who, cents=5000, cheque=cheque, by_operator=VOLUNTEER
    )
    two.do("journal.reverse", op_of=kept.op, reason="wrong_key")
    assert pairs(two, f"caution:{(kept.result or {})['caution']}")["Annulé par"] == f"AMP1-F {FIRST}"


# In the export of everything.


def test_the_export_of_everything_has_it_by_day(lived: Play, tmp_path: Path) -> None:
    lived.close(counted_cents=8360)
    lived.open("2026-11-26T08:00")
    lived.settle([COFFEE], card(120))
    lived.close("2026-11-26T18:00", counted_cents=8360)
    lived.open("2026-11-27T08:00", by_operator=VOLUNTEER)
    export_everything(lived.desk, tmp_path / "tout", None)
    assert (tmp_path / "tout" / "operateurs.csv").read_text("utf-8-sig").splitlines() == [
        "day;number;operator;tickets;amount;refunds;corrections",
        f"2026-11-25;Z-2026-0001;{FIRST};2;3,60;0;0",
        f"2026-11-25;Z-2026-0001;{VOLUNTEER};2;1,20;1;1",
        f"2026-11-26;Z-2026-0002;{FIRST};1;1,20;0;0",
    ]


def test_of_the_first_operator_alone_there_is_no_such_file(shop: Play, tmp_path: Path) -> None:
    shop.close(counted_cents=8000)
    export_everything(shop.desk, tmp_path / "tout", None)
    assert not (tmp_path / "tout" / "operateurs.csv").exists()


# The books.


@pytest.mark.parametrize(
    "change",
    [
        lambda lines: of(lines, "day.closed").data["operators"][0].update(cents=361),
        lambda lines: of(lines, "day.closed").data["operators"][1].update(corrections=0),
        lambda lines: of(lines, "day.closed").data.update(operators=[]),
        lambda lines: of(lines, "till.settled", 1).payload.update(by=VOLUNTEER),
        lambda lines: of(lines, "till.moved", 1).payload.update(by=FIRST),
    ],
)
def test_what_is_whose_is_held_to_the_entries(desks: Desks, tmp_path: Path, change: Any) -> None:
    """R-1.12: all of it linked and signed anew."""
    with desks.desk() as play:
        play.open(float_cents=8000)
        with_volunteer(play)
        live(play)
        play.close(counted_cents=8360)
        root = play.desk.folder.root
    shutil.copytree(root, tmp_path / "poste")
    forge(tmp_path / "poste", change, adapt=True)
    with open_desk(Options(tmp_path / "poste"), watch=False) as desk:
        found = verify_desk(desk, VerifyRequest()).faults
    assert [fault["detail"] for fault in found if fault["code"] == "books"] == ["operators"]


# Any day.

WHO = st.sampled_from((None, CONCIERGE, VOLUNTEER, RESPONSIBLE))
ACTS = st.lists(
    st.tuples(
        st.sampled_from(("sell", "refund", "whole", "move", "undo", "means", "receive")),
        WHO,
        st.integers(0, 5),
    ),
    max_size=12,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_of_any_day_the_sums_are_the_days(desks: Desks, acts: list[tuple[str, str | None, int]]) -> None:
    """Each entry is looked at once more, naively; then the books look."""
    with desks.desk() as play:
        play.open(float_cents=50_000)
        with_four(play)
        undoable: list[str] = []
        for act, by, n in acts:
            _do(play, act, {} if by is None else {"by_operator": by}, n, undoable)
        entries = [entry for entry in play.posted() if entry.day is not None]
        settled = [entry for entry in entries if entry.kind == "till.settled"]
        refunds = {entry.op for entry in settled if "refunds" in entry.data}
        corrected = {
            (entry.op, entry.by) for entry in entries if "corrects" in entry.data and entry.op not in refunds
        }
        naive = {
            "tickets": Counter(entry.by for entry in settled),
            "cents": Counter(),
            "refunds": Counter(entry.by for entry in settled if entry.op in refunds),
            "corrections": Counter(by for _op, by in corrected),
        }
        for entry in settled:
            naive["cents"][entry.by] += entry.data["due_cents"]
        told = play.status()
        known = told.get("operators") or {FIRST: {name: sums[FIRST] for name, sums in naive.items()}}
        assert known == {code: {name: sums[code] for name, sums in naive.items()} for code in known}
        assert {entry.by for entry in entries} == set(known)
        assert sum(one["tickets"] for one in known.values()) == told["tickets"]
        assert sum(one["cents"] for one in known.values()) == sum(told["means"].values())
        play.close(counted_cents=None)
        assert play.status().get("operators", {}) == told.get("operators", {})
        assert verified(play) == []


def _do(play: Play, act: str, by: dict[str, str], n: int, undoable: list[str]) -> None:
    """Try an act; what may not be is refused and leaves nothing."""
    tickets = play.status()["tickets"]
    ticket = f"T-2026-{n + 1:06d}"
    match act:
        case "sell":
            undoable.append(play.settle([COFFEE] * (n + 1), cash(120 * (n + 1)), **by).op or "")
        case "refund" if tickets:
            back = {"lines": [{"line": 1}], "reason": "returned", "means": "cash"}
            play.ask("till.refund", ticket=ticket, **back, **by)
        case "means" if tickets:
            wrong = {"ticket": ticket, "from": "cash", "to": "card", "cents": 120}
            play.ask("till.correct_means", **wrong, reason="wrong_means", **by)
        case "move":
            undoable.append(play.do("till.move", direction="in", cents=100, reason="float", **by).op or "")
        case "receive":
            play.ask("relay.receive", tracking=f"PAQUET {n}", carrier="colissimo", shelf="A3", **by)
        case "undo" | "whole" if undoable:
            play.ask("journal.reverse", op_of=undoable[n % len(undoable)], reason="wrong_key", **by)
