"""The life of a stay, in the words of a service that is not the relay: moved, reminded of, missed, found, lost."""

from dataclasses import replace

import pytest

from concierge_desk.counter.service import Undone
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event, Letter, Posted
from concierge_desk.mechanisms.custody.counter import IncidentWords, incident, settled
from concierge_desk.mechanisms.custody.model import (
    DAMAGE,
    DAMAGED,
    EMAIL,
    FIND,
    LETTER,
    LOSE,
    LOST,
    MISS,
    MOVE,
    NOT_FOUND,
    PHONE,
    REMIND,
)
from concierge_desk.mechanisms.custody.model.stays import (
    Reminder,
    incident_back,
    incident_noted,
    moved,
    moved_back,
    reminded,
    require_unchanged,
)
from concierge_desk.store.connection import Connection
from tests.counter.desks import context, posted_of
from tests.mechanisms.coats import (
    AWAY,
    FETCH,
    FETCHED,
    HANGS,
    INCIDENTS,
    LIFE,
    RULES,
    STAYS,
    Cloakroom,
    Coat,
)

COAT = Coat("C1", "CLEAN1", "H1", HANGS)


def of(state: str, **more: str | int | None) -> Coat:
    return replace(COAT, state=state, **more)  # type: ignore[arg-type]


def told(caught: pytest.ExceptionInfo[Refused]) -> tuple[str, dict[str, str | int | None]]:
    return caught.value.code, dict(caught.value.params)


# The table.


@pytest.mark.parametrize(
    ("state", "act", "code", "params"),
    [
        (FETCHED, FETCH, "fetched_already", {"day": "2026-11-25"}),
        (NOT_FOUND, MOVE, "missed", {"day": None}),
        (LOST, LOSE, "gone", {"day": "2026-11-25"}),
        # Of one act something else is said.
        (AWAY, FETCH, "at_the_cleaner", {"day": None}),
        (HANGS, FIND, "not_missing", {"day": None}),
        (NOT_FOUND, FETCH, "looked_for", {"day": None}),
        # Nobody said what is answered.
        (AWAY, MOVE, "not_now", {"state": AWAY}),
        (DAMAGED, REMIND, "not_now", {"state": DAMAGED}),
        (HANGS, LOSE, "not_now", {"state": HANGS}),
    ],
)
def test_what_a_state_does_not_allow(state: str, act: str, code: str, params: dict[str, str | None]) -> None:
    coat = of(state, closed_day="2026-11-25" if state in LIFE.ended else None)
    with pytest.raises(Refused) as caught:
        RULES.step(coat, act)
    assert told(caught) == (f"coats.{code}", {"coat": "C1", **params})


@pytest.mark.parametrize(
    ("state", "act", "after"), [(state, act, row[state]) for act, row in LIFE.next.items() for state in row]
)
def test_what_a_state_allows_but_on_a_slip(state: str, act: str, after: str) -> None:
    assert RULES.step(of(state), act) == after
    with pytest.raises(Refused) as caught:
        RULES.step(of(state, slip="B-2026-0001"), act)
    assert told(caught) == ("coats.on_slip", {"coat": "C1", "slip": "B-2026-0001"})


# A place.


def test_a_thing_is_moved_and_moved_back(room: Cloakroom) -> None:
    event = moved(RULES, room.coat("C1"), "H9")
    assert event == Event("coats.moved", {"coat": "C1", "hook": "H9", "from_hook": "H1"}, aud="CLEAN1")
    posted = room.write(event)
    assert room.coat("C1").hook == "H9"
    back = moved_back(RULES, room.coat("C1"), Undone(posted))
    assert (back.kind, back.data) == ("coats.moved", {"coat": "C1", "hook": "H1", "from_hook": "H9"})
    room.write(back)
    assert room.coat("C1").hook == "H1"
    with pytest.raises(Refused) as caught:
        moved_back(RULES, room.coat("C1"), Undone(posted))
    assert told(caught) == ("coats.changed_since", {})


def test_where_a_thing_lies_already() -> None:
    with pytest.raises(Refused) as caught:
        moved(RULES, COAT, "H1")
    assert told(caught) == ("coats.same_hook", {"coat": "C1", "hook": "H1"})


@pytest.mark.parametrize(
    ("coat", "code"),
    [
        (of(HANGS, hook="H9", slip="B-2026-0001"), "on_slip"),
        (of(AWAY, hook="H9"), "changed_since"),
        (of(HANGS, hook="H3"), "changed_since"),
    ],
)
def test_what_is_not_moved_back(coat: Coat, code: str) -> None:
    (posted,) = posted_of([moved(RULES, COAT, "H9")])
    with pytest.raises(Refused) as caught:
        moved_back(RULES, coat, Undone(posted))
    assert caught.value.code == f"coats.{code}"


def test_what_lies_on_each_place(room: Cloakroom) -> None:
    room.hang("C3", "H10")
    room.hang("C4", "H2")
    room.write(Event("coats.sent", {"slip": "B-2026-0001", "round": "friday", "items": [{"coat": "C4"}]}))
    assert room.coat("C4").state == AWAY
    # What is away has kept its hook, and does not hang there.
    assert room.read(STAYS.crowd) == {"H1": 1, "H2": 1, "H10": 1}
    assert room.read(STAYS.places_used) == ("H1", "H2", "H10")
    assert room.read(lambda rows: (STAYS.lies_on(rows, "H2"), STAYS.lies_on(rows, "H3"))) == (True, False)


def test_places_used_long_ago_are_none(room: Cloakroom) -> None:
    for n in range(199):
        room.hang(f"C{n + 3}", f"K{n}")
    used = room.read(STAYS.places_used)
    assert (len(used), used[0], "H1" in used) == (200, "H2", False)


def test_what_has_ended_is_on_no_slip(room: Cloakroom) -> None:
    items = [{"coat": "C1"}]
    room.write(
        Event("coats.slip_prepared", {"slip": "B-2026-0001", "round": "friday", "items": items}, aud="CLEAN1")
    )
    assert room.coat("C1").slip == "B-2026-0001"
    room.write(Event("coats.fetched", {"coat": "C1"}, aud="CLEAN1"))
    assert (room.coat("C1").slip, room.coat("C1").state) == (None, FETCHED)


# A reminder.


@pytest.mark.parametrize(
    ("by", "said", "printed"),
    [(None, {}, ()), (PHONE, {"by": PHONE}, ()), (LETTER, {"by": LETTER}, ("coats_reminder:C1",))],
)
def test_somebody_is_reminded(by: str | None, said: dict[str, str], printed: tuple[str, ...]) -> None:
    event = reminded(RULES, COAT, Reminder(by, "coats_reminder:C1", told={"level": 2}))
    assert (event.kind, event.data) == ("coats.reminded", {"coat": "C1", "level": 2, **said})
    assert (event.documents, event.always_printed, event.letter) == (("coats_reminder:C1",), printed, None)


def test_a_mail_that_waits_is_not_one_that_did_not_leave(room: Cloakroom) -> None:
    letter = Letter("coats_mail:C1", "r-1", "text")
    event = reminded(RULES, COAT, Reminder(EMAIL, "coats_reminder:C1", letter))
    assert event.letter == letter
    room.write(event)
    assert room.read(lambda rows: STAYS.unreached(rows, "coats_mail:{}".format)) == frozenset()


# An incident.


def note(room: Cloakroom, what: str, said: str | None = None) -> Posted:
    return room.write(incident_noted(RULES, room.coat("C1"), what, said, context()))


def state(room: Cloakroom) -> str:
    return room.coat("C1").state


def last(room: Cloakroom) -> int:
    return room.read(lambda rows: INCIDENTS.last_of(rows, "C1"))


def test_what_is_said_of_an_incident() -> None:
    event = incident_noted(RULES, COAT, DAMAGE, "Un bouton manque", context())
    (words,) = event.personal
    assert (event.kind, event.about, event.erases) == ("coats.incident_noted", "coat:C1", ())
    assert event.data == {
        "coat": "C1",
        "incident": DAMAGE,
        "state": DAMAGED,
        "from_state": HANGS,
        "note": words.ref,
    }
    assert words.text == "Un bouton manque"
    gone = incident_noted(RULES, of(NOT_FOUND), LOSE, None, context())
    assert (gone.data["state"], gone.data["note"], gone.erases) == (LOST, None, ("r-C1",))


@pytest.mark.parametrize("before", [HANGS, DAMAGED])
def test_what_is_found_is_what_it_was(room: Cloakroom, before: str) -> None:
    if before == DAMAGED:
        note(room, DAMAGE)
    missed = note(room, MISS)
    assert (state(room), room.read(INCIDENTS.standing)["C1"]) == (NOT_FOUND, (MISS, missed.day))
    found = note(room, FIND)
    assert state(room) == before
    assert last(room) == found.seq
    # A damage stands until the coat is gone.
    assert room.read(INCIDENTS.standing) == ({"C1": (DAMAGE, missed.day)} if before == DAMAGED else {})


def test_what_is_lost_is_listed_no_more(room: Cloakroom) -> None:
    note(room, MISS)
    lost = note(room, LOSE)
    coat = room.coat("C1")
    assert (coat.state, coat.closed_seq, coat.closed_day) == (LOST, lost.seq, lost.day)
    assert room.read(INCIDENTS.standing) == {}
    assert room.read(lambda rows: INCIDENTS.rows(rows, "coat, incident")) == []


def test_an_incident_that_was_none(room: Cloakroom) -> None:
    note(room, DAMAGE)
    missed = note(room, MISS)
    found = note(room, FIND)
    with pytest.raises(Refused) as caught:
        incident_back(RULES, Undone(missed), last(room))
    assert told(caught) == ("coats.changed_since", {})
    back = incident_back(RULES, Undone(found), last(room))
    assert back == {"state": NOT_FOUND, "incident": FIND, "before": DAMAGED}
    room.write(Event("coats.reversed", {"coat": "C1", **back}), corrects=found.seq)
    assert (state(room), room.read(INCIDENTS.standing)["C1"][0]) == (NOT_FOUND, MISS)
    back = incident_back(RULES, Undone(missed), last(room))
    room.write(Event("coats.reversed", {"coat": "C1", **back}), corrects=missed.seq)
    assert (state(room), room.read(INCIDENTS.standing)["C1"][0]) == (DAMAGED, DAMAGE)


def test_what_was_missed_twice_is_missed_as_the_second_time(room: Cloakroom) -> None:
    note(room, MISS)
    first = note(room, FIND)
    note(room, MISS)
    second = note(room, FIND)
    settled_by = room.read(
        lambda rows: rows.execute("SELECT settled_seq FROM coat_incident ORDER BY seq").fetchall()
    )
    assert settled_by == [(first.seq,), (second.seq,)]


def test_a_loss_is_taken_back_though_it_is_no_incident_of_its_own(room: Cloakroom) -> None:
    missed = note(room, MISS)
    lost = note(room, LOSE)
    assert last(room) == missed.seq
    back = incident_back(RULES, Undone(lost), last(room))
    room.write(Event("coats.reversed", {"coat": "C1", **back}), corrects=lost.seq)
    assert (state(room), room.coat("C1").closed_seq) == (NOT_FOUND, None)


def test_what_is_no_incident_leaves_the_list_as_it_is(room: Cloakroom) -> None:
    note(room, DAMAGE)
    room.write(Event("coats.reversed", {"coat": "C1", "state": DAMAGED, "of": "coats.fetched"}), corrects=1)
    assert room.read(INCIDENTS.standing).keys() == {"C1"}


def test_rows_of_incidents_are_made_anew(room: Cloakroom) -> None:
    note(room, DAMAGE)
    note(room, MISS)

    def all_rows(rows: Connection) -> list[tuple[object, ...]]:
        return rows.execute("SELECT * FROM coat_incident ORDER BY seq").fetchall()

    before = room.read(all_rows)
    room.store.write(lambda unit: INCIDENTS.fill(unit.rows, {"coats.incident_noted": INCIDENTS.noted}))
    assert len(before) == 2
    assert room.read(all_rows) == before


@pytest.mark.parametrize(
    ("coat", "code"),
    [
        (of(DAMAGED), None),
        (of(DAMAGED, closed_seq=100), None),
        (of(DAMAGED, slip="B-2026-0001"), "on_slip"),
        (of(HANGS), "changed_since"),
        (of(DAMAGED, closed_seq=120), "changed_since"),
    ],
)
def test_only_the_last_is_taken_back(coat: Coat, code: str | None) -> None:
    (posted,) = posted_of([incident_noted(RULES, COAT, DAMAGE, None, context())])
    if code is None:
        require_unchanged(RULES, coat, Undone(posted), DAMAGED)
        return
    with pytest.raises(Refused) as caught:
        require_unchanged(RULES, coat, Undone(posted), DAMAGED)
    assert caught.value.code == f"coats.{code}"


# Its card.

WORDS = IncidentWords(
    "coats.report_incident",
    LIFE,
    noted={DAMAGE: "It is torn", MISS: "It is gone"},
    missed={NOT_FOUND: ("Here it is", "Never mind")},
)


@pytest.mark.parametrize(
    ("where", "offered"), [(HANGS, [DAMAGE, MISS]), (DAMAGED, [MISS]), (NOT_FOUND, []), (FETCHED, [])]
)
def test_a_card_offers_the_incidents_that_may_be(where: str, offered: list[str]) -> None:
    acts = incident(WORDS, {"coat": "C1"}, where, "en")
    assert [option.value for act in acts for option in act.asks[0].options] == offered
    assert all((act.do, act.fields) == ("coats.report_incident", {"coat": "C1"}) for act in acts)


def test_a_card_offers_what_settles_one() -> None:
    acts = settled(WORDS, {"coat": "C1"}, NOT_FOUND, "en")
    assert [(act.label, act.fields["incident"]) for act in acts] == [
        ("Here it is", FIND),
        ("Never mind", LOSE),
    ]
    assert settled(WORDS, {"coat": "C1"}, HANGS, "en") == ()
