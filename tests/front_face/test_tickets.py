"""A ticket's card: its acts are played as they are offered, and the desk takes them."""

from typing import Any

import pytest

from concierge_desk.counter.cards.offers import OfferedAct
from concierge_desk.counter.core.ticket_cards import ticket_number
from concierge_desk.counter.values.codelists import codes
from concierge_desk.pages.counter.desk import FrontFace
from tests.counter.desks import COFFEE, LV_20, Play, card, cash, cheque
from tests.front_face.asked import act_of, command, only

T1 = "T-2026-000001"
RETURNED = codes("correction").index("returned") + 1


@pytest.mark.parametrize(
    "text",
    [T1, T1.lower(), "T2026000001", " t 2026 000001 ", "t-2026000001"],
)
def test_a_number_as_printed_or_typed_in_haste(shop: Play, face: FrontFace, text: str) -> None:
    shop.settle([{**LV_20, "quantity": 3}], cash(500))
    offer = only(face.found(text))
    assert (offer.service, offer.ref) == ("till", f"ticket:{T1}")
    assert offer.title == f"Ticket {T1} · 4,56\u00a0€ · cash"
    assert offer.detail == "25/11/2026 08:00 · 3 × Timbre Lettre verte 20\u00a0g"
    assert not offer.at_once


@pytest.mark.parametrize(
    "text", ["T-2026-000002", "T-2026-00001", "2026000001", "T-2026-0000011", "Z-2026-0001"]
)
def test_another_number_is_no_ticket(shop: Play, face: FrontFace, text: str) -> None:
    shop.settle([COFFEE], cash(120))
    assert [offer for offer in face.found(text) if offer.service == "till"] == []


def test_after_a_restore_the_number_has_its_epoch() -> None:
    assert ticket_number("t-2026-b-000124") == ticket_number("T2026B000124") == "T-2026-B-000124"
    assert ticket_number("T-2026-AA-000124") == "T-2026-AA-000124"


def test_all_of_it_goes_back_by_the_means_it_was_paid_with(shop: Play, face: FrontFace) -> None:
    shop.settle([{**LV_20, "quantity": 3}, COFFEE], cash(1000))
    act = act_of(only(face.found(T1)), "till.refund")
    answer = shop.do(**command(act, RETURNED))
    assert answer.result["refunded_cents"] == 576
    assert shop.last("till.settled").data["reason"] == "returned"
    after = only(face.found(T1))
    assert after.tag == "given back"
    assert [act.do for act in after.acts] == ["till.correct_means", ""]
    # The refund's own card gives nothing back again.
    refund = only(face.found("T-2026-000002"))
    assert refund.title.startswith("Refund T-2026-000002 · −5,76")
    assert "till.refund" not in [act.do for act in refund.acts]


def test_a_ticket_of_several_means_asks_how_it_goes_back(shop: Play, face: FrontFace) -> None:
    shop.settle([LV_20, COFFEE], cash(152), card(120))
    act = only(face.found(T1)).acts[0]
    how, _why = act.asks
    assert [option.label for option in how.options] == ["As it was paid", "Cash", "Card"]
    shop.do(**command(act, 1, RETURNED))
    paid = shop.last("till.settled").data["payments"]
    assert [(item["means"], item["cents"]) for item in paid] == [("cash", -152), ("card", -120)]


def test_the_rest_of_a_ticket_of_several_means_goes_back_by_one(shop: Play, face: FrontFace) -> None:
    """What came back already cannot come back the way it was paid."""
    shop.settle([{**LV_20, "quantity": 2}, COFFEE], cash(304), card(120))
    one = only(face.found(T1)).acts[1]
    pieces = one.asks[0].options
    # All of a line, one piece of it; each by each means.
    assert [option.value["lines"] for option in pieces] == [
        *[[{"line": 1, "quantity": 2}]] * 2,
        *[[{"line": 1, "quantity": 1}]] * 2,
        *[[{"line": 2, "quantity": 1}]] * 2,
    ]
    shop.do(**command(one, 3, RETURNED))
    whole = only(face.found(T1)).acts[0]
    assert [option.label for option in whole.asks[0].options] == ["Cash", "Card"]
    answer = shop.do(**command(whole, 2, RETURNED))
    assert answer.result["refunded_cents"] == 152 + 120


def test_one_line_or_one_piece_goes_back(shop: Play, face: FrontFace) -> None:
    shop.settle([{**LV_20, "quantity": 3}, COFFEE], card(576))
    act = only(face.found(T1)).acts[1]
    assert [(option.label, option.detail) for option in act.asks[0].options] == [
        ("3 × Timbre Lettre verte 20\u00a0g", "4,56\u00a0€"),
        ("Timbre Lettre verte 20\u00a0g", "1,52\u00a0€"),
        ("Café", "1,20\u00a0€"),
    ]
    assert shop.do(**command(act, 2, RETURNED)).result["refunded_cents"] == 152
    again = only(face.found(T1)).acts[1].asks[0].options
    assert [option.detail for option in again] == ["3,04\u00a0€", "1,52\u00a0€", "1,20\u00a0€"]
    shop.do(**command(only(face.found(T1)).acts[1], 3, RETURNED))
    left = only(face.found(T1)).acts[1].asks[0].options
    assert [option.value["lines"][0]["line"] for option in left] == [1, 1]


def test_of_a_cheque_a_part_goes_back_in_cash(shop: Play, face: FrontFace) -> None:
    """A cheque is whole (0062): what is less than it goes back in cash, all of it as it came."""
    shop.settle([{**LV_20, "quantity": 3}, COFFEE], cheque(576))
    whole, line, some, *_ = only(face.found(T1)).acts
    assert {option.detail.partition(" · ")[2] for option in line.asks[0].options} == {"cash"}
    assert some.fields["means"] == "cash"
    assert [ask.field for ask in whole.asks] == ["reason"]
    shop.do(**command(line, 3, RETURNED))
    rest = only(face.found(T1)).acts[0]
    assert rest.fields["means"] == "cash"
    shop.do(**command(rest, RETURNED))
    assert shop.status()["held"] == {"cheques": {"here": 1, "cents": 576}}


def test_of_two_means_the_cheque_goes_back_where_it_is_here(shop: Play, face: FrontFace) -> None:
    shop.settle([LV_20, COFFEE], cheque(120), card(152))
    whole, line, *_ = only(face.found(T1)).acts
    assert [option.label for option in whole.asks[0].options] == ["As it was paid", "Card"]
    assert [option.detail.partition(" · ")[2] for option in line.asks[0].options] == [
        "card",
        "card",
        "cheque",
    ]
    shop.do("till.pay_in")
    whole, line, *_ = only(face.found(T1)).acts
    assert [option.label for option in whole.asks[0].options] == ["Card"]


def pieces_back(face: FrontFace) -> OfferedAct | None:
    found = [act for act in only(face.found(T1)).acts if act.label == "Give some pieces back"]
    return found[0] if found else None


def test_three_of_ten_stamps_go_back(shop: Play, face: FrontFace) -> None:
    """One line alone: how many is the first question; the money that goes back is what they cost."""
    shop.settle([{**LV_20, "quantity": 10}], cash(2000))
    act = pieces_back(face)
    assert act is not None
    assert [(ask.field, ask.kind) for ask in act.asks] == [("quantity", "count"), ("reason", "choice")]
    assert "10" in act.asks[0].question
    assert shop.do(**command(act, 3, RETURNED)).result["refunded_cents"] == 3 * 152
    act = pieces_back(face)
    assert act is not None and "7" in act.asks[0].question
    assert shop.code(**command(act, 8, RETURNED)) == "till.refund_too_many"
    assert shop.do(**command(act, 6, RETURNED)).result["refunded_cents"] == 6 * 152
    # All that is left is one piece: it is all of it.
    assert pieces_back(face) is None
    assert shop.do(**command(only(face.found(T1)).acts[0], RETURNED)).result["refunded_cents"] == 152


def test_of_several_lines_and_means_one_is_chosen(shop: Play, face: FrontFace) -> None:
    shop.settle([{**LV_20, "quantity": 10}, {**COFFEE, "quantity": 4}], cash(1520), card(480))
    act = pieces_back(face)
    assert act is not None
    assert [ask.field for ask in act.asks] == ["lines", "quantity", "means", "reason"]
    shop.do(**command(act, 2, 3, 2, RETURNED))
    settled = shop.last("till.settled").data
    assert (settled["due_cents"], [one["means"] for one in settled["payments"]]) == (-360, ["card"])


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"lines": [{"line": 1}, {"line": 2}], "quantity": 1}, "till.refund_one_line"),
        ({"lines": [{"line": 1, "quantity": 2}], "quantity": 2}, "till.refund_one_line"),
        ({"lines": [{"line": 1}], "quantity": 11}, "till.refund_too_many"),
        (
            {
                "lines": [{"line": 1}],
                "quantity": 1,
                "means": "cash",
                "payments": [{"means": "cash", "cents": 152}],
            },
            "till.payment_fields",
        ),
    ],
)
def test_a_number_of_pieces_is_of_one_line(shop: Play, fields: dict[str, Any], code: str) -> None:
    shop.settle([{**LV_20, "quantity": 10}, COFFEE], cash(1640))
    assert shop.code("till.refund", ticket=T1, reason="returned", **fields) == code


def test_a_single_piece_is_all_of_it(shop: Play, face: FrontFace) -> None:
    shop.settle([COFFEE], cash(120))
    acts = [act.do for act in only(face.found(T1)).acts]
    assert acts == ["till.refund", "till.correct_means", ""]


def test_another_means_takes_the_money(shop: Play, face: FrontFace) -> None:
    shop.settle([LV_20, COFFEE], cash(152), card(120))
    act = act_of(only(face.found(T1)), "till.correct_means")
    values = [
        (option.value["from"], option.value["to"], option.value["cents"]) for option in act.asks[0].options
    ]
    assert values == [
        ("cash", "card", 152),
        ("cash", "cheque", 152),
        ("card", "cash", 120),
        ("card", "cheque", 120),
    ]
    shop.do(**command(act, 3))
    assert shop.last("till.means_corrected").data["reason"] == "wrong_means"
    assert only(face.found(T1)).title.endswith("· cash")


def test_the_means_of_a_refund_are_corrected_too(shop: Play, face: FrontFace) -> None:
    shop.settle([COFFEE], cash(120))
    shop.do(**command(only(face.found(T1)).acts[0], RETURNED))
    act = act_of(only(face.found("T-2026-000002")), "till.correct_means")
    shop.do(**command(act, 1))
    assert only(face.found("T-2026-000002")).title.endswith("· card")


def test_its_paper(shop: Play, face: FrontFace) -> None:
    shop.settle([COFFEE], cash(120))
    last = only(face.found(T1)).acts[-1]
    assert (last.do, last.paper) == ("", f"ticket:{T1}")


def test_many_lines_are_not_all_told(shop: Play, face: FrontFace) -> None:
    shop.settle([COFFEE] * 4, cash(480))
    assert only(face.found(T1)).detail.endswith("· Café, Café, Café, …")


def test_the_last_tickets_by_their_word(shop: Play, face: FrontFace) -> None:
    for _ in range(12):
        shop.settle([COFFEE], cash(120))
    refs = [offer.ref for offer in face.named("ticket")]
    assert refs == [f"ticket:T-2026-{n:06d}" for n in range(12, 2, -1)]
    assert [offer for offer in face.named("ti") if offer.service == "till"] == []
    # A number that is being typed is found once it is whole.
    assert [offer.ref for offer in face.named("t2026000001")] == [f"ticket:{T1}"]


@pytest.mark.parametrize("typed", ["affiche", "affiches", "Affichage", "loi"])
def test_the_posters_that_the_law_wants_by_their_word(face: FrontFace, typed: str) -> None:
    """R-2.01, R-2.03: what has to hang where people pay is put on paper from the window."""
    hanging = [offer for offer in face.named(typed) if offer.service == "till"]
    assert [(offer.title, only(offer.acts).paper) for offer in hanging] == [
        ("Poster: Ticket sur demande", "poster:ticket"),
        ("Poster: Note de prestations", "poster:note"),
    ]


def test_a_name_that_begins_as_the_word_brings_no_poster(face: FrontFace) -> None:
    assert [offer for offer in face.named("loiseau") if offer.ref.startswith("poster:")] == []


def test_a_free_ticket_has_no_means_to_correct(shop: Play, face: FrontFace) -> None:
    shop.do("shop.article_set", article="DON", label="Don", cents=0, vat_code="EXO", nature="goods")
    shop.settle([{"do": "shop.sell", "article": "DON"}])
    offer = only(face.found(T1))
    assert offer.title == f"Ticket {T1} · 0,00\u00a0€"
    assert "till.correct_means" not in [act.do for act in offer.acts]
    shop.do(**command(offer.acts[0], RETURNED))
