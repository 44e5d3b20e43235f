"""Visits and trainings by the post office: noted, listed, taken back; what was said stays beside the journal."""

from typing import Any

import pytest

from tests.counter.desks import Play
from tests.services.relay_desk import rebuilt


def noted(play: Play) -> list[tuple[Any, ...]]:
    return play.rows("SELECT kind, day, minutes FROM relay_visit ORDER BY day, seq")


def test_a_visit_is_noted_for_la_poste_and_its_words_stay_here(shop: Play) -> None:
    answer = shop.do("relay.note_visit", kind="visit", minutes=45, note="Mme Roth a compté les timbres")
    (entry,) = answer.posted
    assert (entry.kind, entry.aud) == ("relay.visit_noted", "LAPOSTE")
    assert answer.result["day"] == "2026-11-25"
    assert (answer.result["kind"], answer.result["minutes"]) == ("visit", 45)
    assert shop.personal(entry.data["note"]) == "Mme Roth a compté les timbres"
    assert "Roth" not in (shop.entry(entry.seq).payload or b"").decode()
    assert noted(shop) == [("visit", "2026-11-25", 45)]
    rebuilt(shop)


def test_one_of_an_earlier_day_is_noted_when_she_thinks_of_it(shop: Play) -> None:
    shop.do("relay.note_visit", kind="training", day="2026-11-20")
    shop.do("relay.note_visit", kind="Visite du bureau", day="2026-11-19", minutes=20)
    assert noted(shop) == [("visit", "2026-11-19", 20), ("training", "2026-11-20", None)]
    assert shop.code("relay.note_visit", kind="visit", day="2026-11-26") == "relay.visit_later"


@pytest.mark.parametrize("wrong", [{"kind": "party"}, {"minutes": 0}, {"minutes": 1441}, {"day": "hier"}])
def test_what_cannot_be_read_is_refused(shop: Play, wrong: dict[str, Any]) -> None:
    assert shop.refused("relay.note_visit", **{"kind": "visit", **wrong}).code.startswith("input.")
    assert noted(shop) == []


def test_one_noted_by_mistake_is_taken_back(shop: Play) -> None:
    kept = shop.do("relay.note_visit", kind="visit", minutes=30)
    wrong = shop.do("relay.note_visit", kind="training", minutes=60)
    back = shop.do("journal.reverse", op_of=wrong.op, reason="wrong_key")
    (entry,) = back.posted
    assert (entry.data["count"], entry.data["corrects"]) == (-1, wrong.posted[0].seq)
    assert noted(shop) == [("visit", "2026-11-25", 30)]
    assert shop.refused("journal.reverse", op_of=wrong.op, reason="wrong_key").code
    shop.do("journal.reverse", op_of=kept.op, reason="wrong_key")
    assert noted(shop) == []
    rebuilt(shop)


def test_the_statement_of_a_day_says_where_complaints_stand(shop: Play) -> None:
    first = shop.do("relay.complain", subject="late").result["complaint"]
    shop.do("relay.forward_complaint", complaint=first, to="parent_office")
    wrong = shop.do("relay.complain", subject="damaged")
    shop.do("journal.reverse", op_of=wrong.op, reason="wrong_key")
    shop.close()
    (row,) = shop.last("relay.day_reported").data["complaint_states"]
    assert (row["complaint"], row["state"], row["forwarded_day"]) == (first, "forwarded", "2026-11-25")

    shop.open("2026-11-26T08:00")
    shop.do("relay.close_complaint", complaint=first, outcome="told")
    shop.close()
    assert [row["state"] for row in shop.last("relay.day_reported").data["complaint_states"]] == ["closed"]

    shop.open("2026-11-27T08:00")
    shop.close()
    assert "complaint_states" not in shop.last("relay.day_reported").data
