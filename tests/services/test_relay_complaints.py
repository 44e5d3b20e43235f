"""A complaint from its noting to its end: what is due, what is taken back, what of it leaves the shop.

Source: docs/trade.md, "Complaints"; decision 0046.
"""

from pathlib import Path
from typing import Any

import pytest

from concierge_desk.counter.cards.offers import Offer
from concierge_desk.pages.shelf.desk import sheet_of
from concierge_desk.services.relay.counter import AT_COUNTER
from concierge_desk.services.relay.model.facts.complaints import read_answer_periods
from concierge_desk.services.relay.tables import complaints as tables
from concierge_desk.services.relay.tables import schema, shipped
from concierge_desk.store.connection import open_unguarded
from concierge_desk.store.records import find_entries
from tests.counter.desks import Play
from tests.services.relay_desk import (
    DPD,
    LETTER,
    PARCEL,
    everything_agrees,
    own,
    rebuilt,
    receive,
    refusal,
    statement,
    table,
    take_back,
)
from tests.services.relay_offers import act_of, found, named, now_of_rows
from tests.services.test_relay_morning import lists

WORDS, ANSWER = "Mme Kessler attend depuis trois semaines", "Retrouvé au centre de tri de M. Adam"
NUMBER = "R-2026-0001"


def complain(play: Play, **fields: Any) -> str:
    told = {"subject": "not_received", "tracking": PARCEL, "note": WORDS, **fields}
    return str(play.do("relay.complain", **told).result["complaint"])


def forward(play: Play, number: str = NUMBER, to: str = "parent_office") -> Any:
    return play.do("relay.forward_complaint", complaint=number, to=to)


def answer(play: Play, number: str = NUMBER) -> Any:
    return play.do("relay.answer_complaint", complaint=number, note=ANSWER)


def close(play: Play, number: str = NUMBER, outcome: str = "told") -> Any:
    return play.do("relay.close_complaint", complaint=number, outcome=outcome)


def card(play: Play, number: str = NUMBER) -> Offer:
    (offer,) = found(play, number)
    return offer


def on(play: Play, day: str) -> None:
    play.close(counted_cents=8000)
    play.open(f"{day}T08:00", confirmed_day=day)


def labels(offer: Offer) -> list[str]:
    return [act.label for act in offer.acts if act.do]


def test_a_complaint_is_noted_and_counted(shop: Play, tmp_path: Path) -> None:
    first = shop.do(
        "relay.complain", subject="late", tracking="86 10113 01731382", note="attendu depuis lundi"
    )
    (entry,) = first.posted
    assert (first.result, entry.aud) == (
        {"complaint": "R-2026-0001", "subject": "late", "tracking": LETTER},
        "LAPOSTE",
    )
    assert shop.personal(entry.data["note"]) == "attendu depuis lundi"
    own_words = shop.do("relay.complain", subject="le facteur ne sonne jamais")
    assert own_words.result == {"complaint": "R-2026-0002", "subject": "other", "tracking": None}
    assert shop.personal(own_words.posted[0].data["subject_note"]) == "le facteur ne sonne jamais"
    wrong = shop.do("relay.complain", subject="Prix contesté").op
    take_back(shop, wrong)
    shop.close(counted_cents=8000)
    assert statement(shop)["complaints"] == 2
    assert [
        (row["operation"], row["product"], row["tracking"], row["quantity"])
        for row in table(shop, "operations")
    ] == [
        ("reclamation", "late", LETTER, 1),
        ("reclamation", "other", None, 1),
        ("reclamation", "price", None, 1),
        ("reclamation", "price", None, -1),
    ]
    for posted in shop.posted():
        assert b"sonne" not in (shop.entry(posted.seq).payload or b"")
    everything_agrees(shop, tmp_path)


@pytest.mark.parametrize(
    ("number", "owner"),
    [(DPD, "DPD"), (PARCEL, "LAPOSTE"), ("12345678901234", "LAPOSTE"), ("12345678", "LAPOSTE")],
)
def test_a_complaint_goes_to_the_network_it_is_about(shop: Play, number: str, owner: str) -> None:
    """La Poste's where the number says nothing certain."""
    assert shop.do("relay.complain", subject="late", tracking=number).posted[0].aud == owner


@pytest.mark.parametrize("words", ["Madame Kessler", "perdu", "un dépôt à 3 € près"])
def test_no_name_gets_into_a_complaint_as_its_number(shop: Play, words: str) -> None:
    assert shop.code("relay.complain", subject="late", tracking=words) == "relay.no_number"


def test_a_number_of_an_unknown_form_is_complained_of(shop: Play) -> None:
    assert shop.do("relay.complain", subject="late", tracking="AB-1234").result["tracking"] == "AB1234"


def test_a_complaint_is_about_anything_even_what_was_never_here(shop: Play) -> None:
    assert shop.do("relay.complain", subject="not_received", tracking=PARCEL).warnings == ()
    assert shop.code("relay.complain") == "input.missing"
    shop.do("relay.switch", operation="RECLAM", on=False)
    refused = shop.refused("relay.complain", subject="late")
    assert (refused.code, refused.params) == ("relay.operation_off", {"operation": "RECLAM"})


# Its life.


def test_it_is_due_until_it_has_ended(shop: Play) -> None:
    """To be passed on at once, then once no answer came, then until whoever complained was told."""
    complain(shop)
    assert lists(shop) == {"complaints_to_forward": [f"Réclamation {NUMBER}"]}
    told = forward(shop).result
    assert told == {"complaint": NUMBER, "to": "parent_office", "answer_by_day": "2027-01-26"}
    assert lists(shop) == lists(shop, "2027-01-26") == {}
    assert lists(shop, "2027-01-27") == {"complaints_unanswered": [f"Réclamation {NUMBER}"]}
    answer(shop)
    assert lists(shop) == {"complaints_answered": [f"Réclamation {NUMBER}"]}
    close(shop)
    assert lists(shop) == lists(shop, "2028-01-01") == {}
    rebuilt(shop)


def test_the_card_offers_what_comes_next_first(shop: Play) -> None:
    complain(shop)
    new = card(shop)
    assert (new.title, new.tag, new.tone) == (f"Complaint {NUMBER}", "to be passed on", "warning")
    assert labels(new) == ["Pass on", "Answer received", "Close"]
    forward(shop)
    waits = card(shop)
    assert labels(waits) == ["Answer received", "Pass on again", "Close"]
    assert (waits.tag, waits.tone) == ("answer awaited until Tue 26\u00a0Jan", "plain")
    assert "passed on today (parent post office)" in waits.detail
    answer(shop)
    assert labels(card(shop)) == ["Close", "Pass on again", "Answer received"]
    close(shop)
    ended = card(shop)
    assert (labels(ended), ended.incident, ended.due) == ([], None, "")
    assert [act.paper for act in ended.acts] == [f"complaint_sheet:{NUMBER}", f"complaint:{NUMBER}"]


def test_an_overdue_one_says_whom_to_turn_to(shop: Play) -> None:
    complain(shop)
    complain(shop, tracking=DPD)
    forward(shop)
    forward(shop, "R-2026-0002", "customer_service")
    on(shop, "2027-01-27")
    assert (card(shop).tag, card(shop).tone) == ("no answer in time", "bad")
    assert "mediator" in card(shop).rule
    assert card(shop, "R-2026-0002").tone == "bad" and card(shop, "R-2026-0002").rule == ""
    # Asked once more, it has its time again.
    forward(shop, to="customer_service")
    assert card(shop).tone == "plain" and lists(shop)["complaints_unanswered"] == ["Réclamation R-2026-0002"]


def test_it_stands_among_the_incidents_until_it_has_ended(shop: Play) -> None:
    receive(shop, LETTER)
    complain(shop)

    def matters() -> list[str]:
        return shop.desk.store.read(
            lambda rows: [
                offer.ref
                for offer in sheet_of(AT_COUNTER, rows, now_of_rows(shop, rows)).matters
                if offer.incident
            ]
        )

    for act in (forward, answer):
        assert matters() == [NUMBER]
        act(shop)
    close(shop)
    assert matters() == []


def test_it_is_found_by_its_number_by_its_word_and_beside_its_item(shop: Play) -> None:
    complain(shop)
    assert [offer.ref for offer in named(shop, "réclamation")] == ["complaint", NUMBER]
    # Of an item that never came the number may still arrive: it stays free.
    assert all(offer.unknown for offer in found(shop, PARCEL))
    custody = receive(shop)
    assert [offer.ref for offer in found(shop, PARCEL)] == [custody, NUMBER]
    close(shop)
    assert [offer.ref for offer in found(shop, PARCEL)] == [custody]
    assert found(shop, "R-2026-0009") == ()
    assert [offer.ref for offer in named(shop, "réclamation")] == ["complaint"]


def test_where_a_complaint_goes_is_proposed(shop: Play) -> None:
    """The parent post office is La Poste's; another network has none here."""
    complain(shop)
    complain(shop, tracking=DPD)
    for number, channel in ((NUMBER, "parent_office"), ("R-2026-0002", "customer_service")):
        (to,) = act_of(card(shop, number), "Pass on").asks
        assert to.proposal == channel
        forward(shop, number, to.proposal)
    assert [entry.aud for entry in shop.posted() if entry.kind == "relay.complaint_forwarded"] == [
        "LAPOSTE",
        "DPD",
    ]


def test_a_network_without_a_period_is_never_overdue(shop: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shipped, "answer_periods", lambda: ())
    complain(shop)
    assert forward(shop).result["answer_by_day"] is None
    assert card(shop).tag == "passed on" and lists(shop, "2030-01-01") == {}


def test_the_period_is_dated_and_sourced() -> None:
    rows = shipped.answer_periods()
    assert {row.principal for row in rows} == {"LAPOSTE", "DPD", "MONDIAL_RELAY"}
    assert all(row.source and row.confidence in "VSI" for row in rows)
    assert read_answer_periods("principal,days,valid_from,valid_to,source,confidence\n") == ()


@pytest.mark.parametrize("act", [forward, answer, close])
def test_what_ended_or_never_was_takes_nothing(shop: Play, act: Any) -> None:
    do = {
        forward: "relay.forward_complaint",
        answer: "relay.answer_complaint",
        close: "relay.close_complaint",
    }[act]
    fields = {forward: {"to": "parent_office"}, answer: {"note": ANSWER}, close: {"outcome": "told"}}[act]
    refused = shop.refused(do, complaint=NUMBER, **fields)
    assert (refused.code, refused.params) == ("relay.complaint_unknown", {"complaint": NUMBER})
    op = shop.do("relay.complain", subject="late").op
    close(shop)
    assert shop.code(do, complaint=NUMBER, **fields) == "relay.complaint_closed"
    assert refusal(shop, op).code == "relay.complaint_went_on"
    second = shop.do("relay.complain", subject="late")
    take_back(shop, second.op)
    assert shop.code(do, complaint="R-2026-0002", **fields) == "relay.complaint_closed"
    assert found(shop, "R-2026-0002") == ()


# Taken back.


def test_each_act_is_taken_back_to_where_it_stood(shop: Play) -> None:
    complain(shop)

    def row() -> tuple[Any, ...]:
        ((*found,),) = shop.rows("SELECT * FROM relay_complaint")
        return tuple(found)

    for act in (forward, forward, answer, close):
        before = row()
        op = act(shop).op
        after = row()
        take_back(shop, op)
        assert row() == before
        rebuilt(shop)
        act(shop)
        assert row()[:7] == after[:7]


def test_only_the_last_act_is_taken_back(shop: Play) -> None:
    noted = shop.do("relay.complain", subject="late").op
    first, second = forward(shop).op, forward(shop).op
    for op in (noted, first):
        assert refusal(shop, op).code == "relay.complaint_went_on"
    take_back(shop, second)
    take_back(shop, first)
    take_back(shop, noted)
    assert shop.rows("SELECT state, closed_day FROM relay_complaint") == [("withdrawn", "2026-11-25")]
    rebuilt(shop)


def test_a_complaint_that_was_none_keeps_its_number_used(shop: Play) -> None:
    take_back(shop, shop.do("relay.complain", subject="late").op)
    assert complain(shop) == "R-2026-0002"
    on(shop, "2027-01-04")
    assert complain(shop) == "R-2027-0001"


# What leaves the shop.


def test_no_word_of_it_is_in_what_la_poste_gets(shop: Play, tmp_path: Path) -> None:
    complain(shop)
    forward(shop)
    answer(shop)
    close(shop, outcome="M. Adam a rappelé")
    shop.close(counted_cents=8000)
    assert statement(shop)["complaints"] == 1
    assert [row["operation"] for row in table(shop, "operations")] == ["reclamation"]
    assert [entry.kind for entry in own(shop) if "complaint" in entry.kind] == [
        "relay.complaint_noted",
        "relay.complaint_forwarded",
        "relay.complaint_answered",
        "relay.complaint_closed",
    ]
    for entry in shop.posted():
        payload = shop.entry(entry.seq).payload or b""
        assert b"Kessler" not in payload and b"Adam" not in payload
    everything_agrees(shop, tmp_path)


def test_what_is_taken_back_of_another_networks_makes_no_statement_for_it(shop: Play) -> None:
    complain(shop, tracking=DPD)
    take_back(shop, forward(shop).op)
    shop.close(counted_cents=8000)
    assert [entry.aud for entry in shop.posted() if entry.kind == "relay.day_reported"] == ["LAPOSTE"]


# An older desk.


def test_complaints_of_an_older_version_get_their_numbers_and_their_life(
    shop: Play, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Noted before there were numbers: the migration makes their rows, and a rebuild the same ones."""
    receive(shop)
    shop.do("relay.report_incident", tracking=PARCEL, incident="damaged", note=WORDS)
    op = shop.do("relay.complain", subject="late", note=WORDS).op
    shop.do("relay.complain", subject="price", note=ANSWER)
    take_back(shop, op)
    kept = "SELECT * FROM relay_complaint ORDER BY seq", "SELECT ref, seq, about FROM personal ORDER BY ref"
    before = [shop.rows(sql) for sql in kept]
    raw = open_unguarded(shop.desk.folder.store, shop.desk.keys.store_key)
    raw.execute("BEGIN")
    raw.execute("DROP TABLE relay_complaint")
    raw.execute("DELETE FROM number_series WHERE series = 'R'")
    # As an entry of an older version says none.
    monkeypatch.setattr(tables, "_number_in", lambda _data: None)
    raw.execute("UPDATE personal SET seq = NULL, about = NULL")
    find_entries(raw)
    schema.m007_complaints(raw)
    made = [raw.execute(sql).fetchall() for sql in kept]
    raw.execute("ROLLBACK")
    raw.close()
    assert made == before
