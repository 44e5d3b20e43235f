"""A reason that is in no list becomes a note beside the journal: the entry holds its ref, nothing else."""

from typing import Any

import pytest

from tests.counter.desks import COFFEE, Play, cash

TYPED = "Elle s'est trompée de tasse"
TICKET = "T-2026-000001"
MEANS = {"from": "cash", "to": "card", "cents": 1}


@pytest.mark.parametrize(
    ("do", "fields"),
    [
        ("till.move", {"direction": "in", "cents": 100}),
        ("till.refund", {"ticket": TICKET, "lines": [{"line": 1}]}),
        ("till.correct_means", {"ticket": TICKET, **MEANS}),
    ],
)
def test_the_note_is_kept_under_a_ref_of_notes(shop: Play, do: str, fields: dict[str, Any]) -> None:
    shop.settle([COFFEE], cash(120))
    data = shop.do(do, **fields, reason=TYPED).posted[-1].data
    assert data["reason"] == "other"
    assert data["note"].startswith("n-")
    assert shop.personal(data["note"]) == TYPED


def test_the_note_of_a_reversal(shop: Play) -> None:
    op = shop.op()
    shop.do("till.move", op=op, direction="in", cents=100, reason="float")
    reversal = shop.do("journal.reverse", op_of=op, reason=TYPED).posted[-1].data["reversal"]
    assert reversal["code"] == "other"
    assert reversal["note"].startswith("n-")
    assert shop.personal(reversal["note"]) == TYPED


def test_a_count_in_a_sentence_is_a_whole_one(shop: Play) -> None:
    shop.settle([{**COFFEE, "quantity": 2}], cash(240))
    refused = shop.refused(
        "till.refund", ticket=TICKET, lines=[{"line": 1, "quantity": 3}], reason="returned"
    )
    assert (refused.code, str(refused.params["left"])) == ("till.refund_too_many", "2")
