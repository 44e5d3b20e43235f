"""The call list: for whom items wait, the one whose door closes first at the top; told as a clerk would."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.domain.document import Document, Table
from concierge_desk.domain.errors import Refused
from concierge_desk.services.relay.model.facts.custody import Custody
from concierge_desk.services.relay.model.papers import Shelved
from concierge_desk.services.relay.model.reminders.calls import Call, by_slot
from tests.counter.desks import Play
from tests.services.relay_desk import LETTER, OTHER, PARCEL, SEEN, receive

CALLS = "calls:now"


def rows(play: Play) -> tuple[tuple[str, ...], ...]:
    document: Document = play.paper(CALLS)
    return next((block.rows for block in document.blocks if isinstance(block, Table)), ())


def test_the_door_that_closes_first_stands_at_the_top(shop: Play) -> None:
    """R-5.01: with names, for her alone; what nobody may come for any more is not called for."""
    receive(shop, PARCEL, shelf="A3", label_deadline_day="2026-12-09", addressee={"name": "Mme Kessler"})
    receive(shop, OTHER, shelf="B1", label_deadline_day="2026-11-27", addressee={"name": "M. Roth"})
    # A Sunday: the last session before it is Saturday's, as of what ends on Saturday.
    receive(shop, None, shelf="B4", carrier="letter", label_deadline_day="2026-11-29")
    receive(shop, LETTER, shelf="B2", label_deadline_day="2026-12-01")
    shop.do("relay.refuse", tracking=LETTER, reason="refused_by_addressee")
    assert [(row[0], row[1], row[3]) for row in rows(shop)] == [
        ("ven. 27\N{NO-BREAK SPACE}nov., 18:00", "M. Roth", "B1"),
        ("sam. 28\N{NO-BREAK SPACE}nov., 12:00", "—", "B4"),
        ("mer. 9\N{NO-BREAK SPACE}déc., 11:30", "Mme Kessler", "A3"),
    ]
    shop.do("relay.remind", tracking=OTHER, by="phone")
    assert [row[4] for row in rows(shop)] == ["mer. 25\N{NO-BREAK SPACE}nov.", "", ""]
    shop.do("relay.hand_over", tracking=OTHER, **SEEN)
    assert [row[1] for row in rows(shop)] == ["—", "Mme Kessler"]
    before = shop.head()
    shop.paper(CALLS)
    assert shop.head() == before


def test_nobody_to_call(shop: Play) -> None:
    assert rows(shop) == ()


@pytest.mark.parametrize("place", ["2026-11-25", "", "NOW"])
def test_there_is_no_list_of_another_day(shop: Play, place: str) -> None:
    with pytest.raises(Refused) as refused:
        shop.paper(f"calls:{place}")
    assert refused.value.code == "print.unknown"


@given(st.lists(st.tuples(st.integers(0, 40), st.sampled_from(("08:30/12:00", "14:00/18:00", None)))))
def test_never_one_before_a_door_that_closes_earlier(items: list[tuple[int, str | None]]) -> None:
    calls = []
    for n, (days, hours) in enumerate(items):
        day = (date(2026, 12, 1) + timedelta(days=days)).isoformat()
        slot = None if hours is None else f"{day}T{hours}"
        stay = Custody(f"c-{n:012}", "LAPOSTE", "colissimo", None, "A1", "held", day, None)
        calls.append(Call(Shelved(stay, slot), None))
    found = by_slot(calls)
    assert sorted(found, key=id) == sorted(calls, key=id)
    last = [call.last_day for call in found]
    assert last == sorted(last)


@pytest.mark.parametrize(
    ("by", "said"), [("phone", {"by": "phone"}), ("letter", {"by": "letter"}), (None, {})]
)
def test_how_somebody_was_told_is_said_where_it_is_known(
    shop: Play, by: str | None, said: dict[str, str]
) -> None:
    receive(shop, PARCEL)
    given_by = {} if by is None else {"by": by}
    answer = shop.do("relay.remind", tracking=PARCEL, **given_by)
    data = answer.posted[0].data
    assert {key: data[key] for key in data if key == "by"} == said
    notice = [one for (one,) in shop.rows("SELECT document FROM outbox") if one.startswith("notice:")]
    assert notice == ([f"notice:{data['custody']}"] if by == "letter" else [])
    assert shop.do("journal.reverse", op_of=answer.op, reason="wrong_key").posted[0].kind == "relay.reversed"
