"""What is to be settled on a shelf, and since when; the rows are those of the journal, whatever is taken back."""

import pytest

from concierge_desk.services.relay.tables import schema
from concierge_desk.services.relay.tables.incidents import open_incidents
from concierge_desk.store.connection import open_unguarded
from tests.counter.desks import Play
from tests.services.relay_desk import OTHER, PARCEL, SEEN, incident, rebuilt, receive, take_back

TODAY, TOMORROW = "2026-11-25", "2026-11-26"


def listed(play: Play) -> list[tuple[str, str]]:
    return sorted(play.desk.store.read(open_incidents).values())


def next_day(play: Play) -> None:
    play.close(counted_cents=8000)
    play.open(f"{TOMORROW}T08:00")


@pytest.mark.parametrize("what", ["damaged", "not_found", "misrouted"])
def test_an_incident_stands_with_its_day_until_it_is_none(shop: Play, what: str) -> None:
    receive(shop)
    op = incident(shop, what).op
    next_day(shop)
    assert listed(shop) == [(what, TODAY)]
    rebuilt(shop)
    take_back(shop, op)
    assert listed(shop) == []
    rebuilt(shop)


def test_what_is_found_again_leaves_the_list_and_is_missed_again_since_the_first_day(shop: Play) -> None:
    receive(shop)
    incident(shop, "not_found")
    next_day(shop)
    op = incident(shop, "found").op
    assert listed(shop) == []
    take_back(shop, op)
    assert listed(shop) == [("not_found", TODAY)]
    rebuilt(shop)


def test_the_last_of_several_is_told_and_the_others_come_back(shop: Play) -> None:
    receive(shop)
    incident(shop, "damaged")
    next_day(shop)
    incident(shop, "not_found")
    assert listed(shop) == [("not_found", TOMORROW)]
    incident(shop, "found")
    assert listed(shop) == [("damaged", TODAY)]
    rebuilt(shop)


def test_a_refused_item_that_is_damaged_too_is_listed(shop: Play) -> None:
    receive(shop)
    shop.do("relay.refuse", tracking=PARCEL, reason="refused_by_addressee")
    incident(shop, "damaged")
    assert listed(shop) == [("damaged", TODAY)]


def test_what_is_gone_is_listed_no_more_and_what_comes_back_is(shop: Play) -> None:
    receive(shop)
    receive(shop, tracking=OTHER)
    incident(shop, "damaged")
    incident(shop, "not_found", tracking=OTHER)
    op = incident(shop, "lost", tracking=OTHER).op
    assert listed(shop) == [("damaged", TODAY)]
    handed = shop.do("relay.hand_over", tracking=PARCEL, **SEEN).op
    assert listed(shop) == []
    take_back(shop, op)
    take_back(shop, handed)
    assert listed(shop) == [("damaged", TODAY), ("not_found", TODAY)]
    rebuilt(shop)


def test_a_desk_that_noted_incidents_before_gets_the_same_rows(shop: Play) -> None:
    receive(shop)
    receive(shop, tracking=OTHER)
    take_back(shop, incident(shop, "damaged").op)
    incident(shop, "misrouted")
    incident(shop, "not_found", tracking=OTHER)
    take_back(shop, incident(shop, "found", tracking=OTHER).op)
    kept = shop.rows("SELECT * FROM relay_incident ORDER BY seq")
    assert len(kept) == 2
    raw = open_unguarded(shop.desk.folder.store, shop.desk.keys.store_key)
    raw.execute("BEGIN")
    raw.execute("DROP TABLE relay_incident")
    schema.m004_incidents(raw)
    schema.m006_incident_notes(raw)
    made = raw.execute("SELECT * FROM relay_incident ORDER BY seq").fetchall()
    raw.execute("ROLLBACK")
    raw.close()
    assert made == kept
