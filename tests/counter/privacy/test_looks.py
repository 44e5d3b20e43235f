"""Who looked at names outside an act: noted for each way, kept for a time, told to whoever is responsible; never whose."""

import logging
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.counter.cards.leads import WHO_NOW
from concierge_desk.counter.cards.offers import Offer, OfferedAct
from concierge_desk.counter.privacy import looks
from concierge_desk.counter.privacy.looks import CARD, LOOKED_RETENTION, PEOPLE, SEARCH, Looks
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.desk import catalogue
from concierge_desk.desk.privacy import looked_now
from concierge_desk.domain.errors import EnvironmentFailure, Refused
from concierge_desk.i18n import translate
from concierge_desk.jobs.doctor import Around, examine
from concierge_desk.jobs.looks.noted import NamesLooked, look_of
from concierge_desk.jobs.papers import PrintFormat, papers_known, print_document, show_document
from concierge_desk.jobs.privacy.access import gathered, hand_out
from concierge_desk.jobs.verdict import VerifyRequest
from concierge_desk.jobs.verify import verify_desk
from concierge_desk.pdf_pages import opened_pdf
from concierge_desk.store.database import ReadStore, Store
from concierge_desk.store.staff import looked
from concierge_desk.store.staff.looked import PERIOD, NamesLookedAt
from tests.counter.desks import Play
from tests.counter.privacy.test_erasing import known, live
from tests.counter.privacy.test_papers import words
from tests.counter.rights.four import FOUR, with_four
from tests.front_face.asked import at_hand

NOON = datetime(2026, 11, 25, 11, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
KINDS = (SEARCH, CARD, PEOPLE, looks.LOOK, looks.CALLS, looks.PAPER, looks.ACCESS, looks.EXPORT)


def lines(play: Play) -> list[tuple[Any, ...]]:
    """Return operator and kind of each line; what is still on its way is waited for."""
    play.desk.store.write(lambda _unit: None)
    return play.rows("SELECT operator, kind FROM names_looked_at ORDER BY at")


def note(play: Play, *kept: NamesLookedAt) -> None:
    for one in kept:
        play.desk.store.write(lambda unit, one=one: looked.note(unit.rows, one))


def named(ref: str, person: str = "Anna Kessler", *acts: OfferedAct) -> Offer:
    return Offer("relay", ref, "Colis", acts, person=person)


def seen(held: Looks, text: str, *offers: Offer, minute: float = 0, by: str = "o01") -> list[str]:
    line = NamesLookedAt(by, NOON + minute * MINUTE, SEARCH)
    return [f"{one.operator} {one.at:%M}" for one in held.seen(line, text, offers)]


def acted(held: Looks, *, minute: float = 1, written: bool = True, **raw: Any) -> list[str]:
    at = NOON + minute * MINUTE
    return [f"{one.operator} {one.at:%M}" for one in held.acted(raw, at, written=written)]


# What an act stands for.


def test_an_act_for_what_was_found_stands_for_the_search() -> None:
    held = Looks()
    assert seen(held, "kess", named("c-1")) == []
    assert acted(held, do="relay.hand_over", custody="c-1") == []
    assert held.all_over() == ()


def test_an_act_for_somebody_else_stands_for_nothing() -> None:
    held = Looks()
    seen(held, "kess", named("c-1"))
    acted(held, do="till.settle", acts=[{"do": "shop.sell", "article": "cafe"}])
    assert [one.kind for one in held.all_over()] == [SEARCH]


def test_a_name_that_is_typed_letter_by_letter_is_one_look() -> None:
    held = Looks()
    for text in ("ke", "kes", "kess", "kes", "kessler"):
        assert seen(held, text, named("c-1")) == []
    # Another name: the first one was looked at and nothing was done.
    assert seen(held, "martin", named("c-2"), minute=1) == ["o01 00"]
    assert len(held.all_over()) == 1


def test_a_card_that_was_found_and_is_opened_is_the_same_look() -> None:
    """« Tout le reste » of whoever was searched, and another word of the same name."""
    held = Looks()
    seen(held, "kess", named("q-1"))
    opened = held.seen(NamesLookedAt("o01", NOON + MINUTE, CARD), "people.more:q-1", [named("q-1")])
    assert opened == () and seen(held, "anna", named("q-1"), named("q-2"), minute=2) == []
    assert acted(held, do="person.correct", person="q-1", written=False, minute=3) == []
    assert held.all_over() == ()


def test_what_somebody_else_searches_is_another_look() -> None:
    held = Looks()
    seen(held, "kess", named("q-1"))
    assert seen(held, "kess", named("q-1"), minute=1, by="o02") == ["o01 00"]
    assert [one.operator for one in held.all_over()] == ["o02"]


def test_whoever_is_served_is_looked_at_for_the_whole_visit() -> None:
    held = Looks()
    person = named("q-1", "Anna Kessler", OfferedAct("Servir", leads=f"{WHO_NOW}q-1"))
    seen(held, "kess", person)
    acted(held, do="visit.save", acts=[], who={"card": "q-1"}, written=False)
    # What she fetches lies under another name; what she buys names nobody.
    assert seen(held, "dupont", named("c-9"), minute=2) == []
    assert acted(held, do="till.settle", visit="v-1", minute=3) == []
    assert acted(held, do="relay.hand_over", custody="c-9", minute=4) == []
    assert held.all_over() == ()


def test_whoever_is_brought_into_a_visit_and_gets_nothing_was_looked_at() -> None:
    held = Looks()
    seen(held, "kess", named("q-1", "Anna Kessler", OfferedAct("Servir", leads=f"{WHO_NOW}q-1")))
    acted(held, do="visit.save", acts=[], who={"card": "q-1"}, written=False)
    acted(held, do="visit.save", acts=[], who={}, written=False, minute=2)
    assert held.over(NOON + 30 * MINUTE) == (NamesLookedAt("o01", NOON, SEARCH),)


@pytest.mark.parametrize("minutes", [9.9, 10, 11, -1])
def test_an_act_that_comes_late_stands_for_nothing(minutes: float) -> None:
    held = Looks()
    seen(held, "kess", named("c-1"))
    over = acted(held, do="relay.hand_over", custody="c-1", minute=minutes)
    assert bool(over) is not (minutes == 9.9)
    assert held.all_over() == ()


def test_the_same_name_after_the_act_is_the_same_person_served() -> None:
    held = Looks()
    seen(held, "kess", named("c-1"), named("c-2"))
    acted(held, do="relay.hand_over", custody="c-1")
    # What is left of hers is shown again.
    assert seen(held, "kess", named("c-2"), minute=2) == [] and held.all_over() == ()


TEXTS = st.sampled_from(("ma", "mar", "martin", "kess", "kessler"))
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("seen"), TEXTS, st.sampled_from(("o01", "o02"))),
        st.tuples(st.just("acted"), st.sampled_from(("c-ma", "c-ke", "c-zz")), st.booleans()),
        st.tuples(st.just("waited"), st.integers(1, 15), st.none()),
    ),
    max_size=12,
)


@given(STEPS)
def test_no_look_is_lost_or_told_twice(steps: list[tuple[str, Any, Any]]) -> None:
    """Each search is covered by an act or comes out once, whatever is done in between; never with what was typed."""
    held, minute, out, begun = Looks(), 0, list[NamesLookedAt](), set[datetime]()
    for what, value, more in steps:
        minute += value if what == "waited" else 1
        at = NOON + minute * MINUTE
        if what == "seen":
            before = len(held.held)
            out += held.seen(NamesLookedAt(more, at, SEARCH), value, [named(f"c-{value[:2]}")])
            if held.held and held.held[-1].line.at == at:
                begun.add(at)
            assert len(held.held) <= before + 1
        elif what == "acted":
            covers = [one for one in held.held if value in one.refs and not one.is_over(at)]
            out += held.acted({"do": "relay.hand_over", "custody": value}, at, written=more)
            begun -= {one.line.at for one in covers}
    out += held.all_over()
    assert len({one.at for one in out}) == len(out)
    assert {one.at for one in out} == begun
    assert all(one.kind == SEARCH and one.operator in {"o01", "o02"} for one in out)


# What is kept.


def test_looks_of_one_kind_within_ten_minutes_are_one_line(shop: Play) -> None:
    for minute in (0, 3, 9, 10, 12, 21):
        note(shop, NamesLookedAt("o01", NOON + minute * MINUTE, PEOPLE))
    note(shop, NamesLookedAt("o02", NOON, PEOPLE), NamesLookedAt("o01", NOON, SEARCH))
    found = shop.rows("SELECT at FROM names_looked_at WHERE operator = 'o01' AND kind = ?", PEOPLE)
    assert [at[11:16] for (at,) in found] == ["11:00", "11:10", "11:21"]
    assert len(lines(shop)) == 5


@given(
    st.lists(
        st.tuples(st.integers(0, 90), st.sampled_from(("o01", "o02")), st.sampled_from(KINDS)), max_size=20
    )
)
def test_each_look_has_a_line_and_no_two_lines_are_near(steps: list[tuple[int, str, str]]) -> None:
    """Whatever the order of the clock: within the period before each look stands a line of its kind."""
    from sqlcipher3 import dbapi2

    connection = dbapi2.connect(":memory:")
    connection.execute(looked.TABLE)
    for minute, operator, kind in steps:
        at = NOON + minute * MINUTE
        looked.note(connection, NamesLookedAt(operator, at, kind))
        kept = looked.lines_since(connection, NOON.date())
        assert any(
            one.operator == operator and one.kind == kind and at - PERIOD < one.at <= at for one in kept
        )
    assert len(kept) <= len(steps) if steps else True
    connection.close()


def test_there_is_no_place_for_a_name(shop: Play) -> None:
    """R-4.14: operator, instant and kind, to the word; the kind is of a list that has its French."""
    columns = [row[1] for row in shop.rows("PRAGMA table_info(names_looked_at)")]
    assert sorted(columns) == ["at", "kind", "operator"]
    for kind in KINDS:
        assert label_of("look", kind, "fr") not in ("", kind)


def test_a_line_is_looked_up_and_the_table_never_read_through(shop: Play) -> None:
    asked: Mapping[str, tuple[Any, ...]] = {
        looked.NOTED: ("a", "b", "o01", SEARCH),
        looked.SINCE: ("2026",),
        looked.ENDED: ("2026",),
        looked.DROP: ("a", SEARCH, "o01"),
    }
    for statement, given_values in asked.items():
        plan = [row[3] for row in shop.rows(f"EXPLAIN QUERY PLAN {statement}", *given_values)]
        assert len(plan) == 1 and plan[0].startswith("SEARCH names_looked_at USING PRIMARY KEY"), plan


def test_no_entry_and_no_seal_moves(shop: Play) -> None:
    """R-4.14, decision 0016: working state, untouched by what makes tables anew, and nothing in the journal."""
    head = shop.head()
    note(shop, NamesLookedAt("o01", NOON, PEOPLE))
    assert shop.head() == head
    verdict = verify_desk(shop.desk, VerifyRequest(signatures=True, books=True, tables=True))
    assert verdict.faults == [] and lines(shop) == [("o01", PEOPLE)]
    assert "names_looked_at" not in {
        table for schema in catalogue.schemas() for table in (*schema.projections, *schema.personal)
    }


def test_twelve_months_and_no_longer(shop: Play) -> None:
    """R-4.02: counted by the preview and gone by the purge, with the others."""
    for day, minute in (
        (datetime(2025, 11, 25, 22, 59, tzinfo=UTC), 0),
        (datetime(2025, 11, 26, tzinfo=UTC), 0),
    ):
        note(shop, NamesLookedAt("o01", day + minute * MINUTE, PEOPLE))
    note(shop, NamesLookedAt("o 1", datetime(2025, 3, 1, tzinfo=UTC), SEARCH))
    told = shop.do("privacy.preview").result["rows"]
    assert {"kind": LOOKED_RETENTION, "count": 2} in told
    shop.do("privacy.purge")
    assert {"retention": LOOKED_RETENTION, "count": 2} in shop.last("privacy.records_erased").data["rows"]
    assert shop.rows("SELECT at FROM names_looked_at") == [("2025-11-26T00:00:00.000Z",)]
    assert {"kind": LOOKED_RETENTION, "count": 2} not in shop.do("privacy.preview").result["rows"]


# How it is noted.


def test_a_look_is_noted_beside_and_once(shop: Play) -> None:
    noting = NamesLooked(at_hand(shop))
    for _ in range(3):
        noting.note(PEOPLE)
    shop.hands.move(minutes=11)
    noting.note(PEOPLE)
    noting.note(looks.CALLS)
    assert lines(shop) == [("o01", PEOPLE), ("o01", PEOPLE), ("o01", looks.CALLS)] or sorted(lines(shop)) == [
        ("o01", looks.CALLS),
        ("o01", PEOPLE),
        ("o01", PEOPLE),
    ]


def test_whoever_is_at_the_counter_looked(shop: Play) -> None:
    with_four(shop)
    noting = NamesLooked(at_hand(shop))
    shop.desk.at_counter.code = FOUR["volunteer"]
    noting.note(PEOPLE)
    assert lines(shop) == [(FOUR["volunteer"], PEOPLE)]


def test_names_are_shown_where_the_disk_takes_nothing(
    shop: Play, monkeypatch: pytest.MonkeyPatch, expected_log: list[logging.LogRecord]
) -> None:
    """She serves somebody: the doctor tells it, and the next look notes them all."""
    noting = NamesLooked(at_hand(shop))

    def full(_store: Store, _job: Any) -> Any:
        raise EnvironmentFailure("store.disk_full")

    with monkeypatch.context() as broken:
        broken.setattr(Store, "_transact", full)
        noting.note(PEOPLE)
        noting.note_now(looks.LOOK)
        shop.desk.store._writer.submit(lambda: None).result()
    desk = at_hand(shop)
    told = {one.code: one for one in examine(desk, "fr", Around())}
    assert told["looked"].standing == "todo" and told["looked"].told.endswith("2.")
    noting.note(looks.CALLS)
    assert sorted(kind for _, kind in lines(shop)) == sorted((PEOPLE, looks.LOOK, looks.CALLS))
    assert "looked" not in {one.code for one in examine(desk, "fr", Around())}
    assert {record.args for record in expected_log} == {("store.disk_full",)}


def test_of_what_is_only_looked_at_nothing_is_written(shop: Play) -> None:
    shop.desk.store.only_look("copy.read_only")
    noting = NamesLooked(at_hand(shop))
    noting.note(PEOPLE)
    noting.note_now(looks.LOOK)
    assert shop.rows("SELECT * FROM names_looked_at") == []
    assert shop.counter.sources.looks.missed == []
    ReadStore(shop.desk.folder.store, b"").write_later(lambda _unit: None, pytest.fail)


# Papers.


def test_each_paper_with_a_name_is_told_apart() -> None:
    """A paper belongs to its act until it was printed; one of no entry, and the list of calls, never do."""
    papers = papers_known()
    first = {name: look_of(paper, 0) for name, paper in papers.items()}
    again = {name: look_of(paper, 1) for name, paper in papers.items()}
    entrusted = ("pressing", "sewing", "cobbler", "keycut", "bikefix")
    letters = {f"{code}_{what}" for code in entrusted for what in ("reminder", "discharge", "petition")}
    with_owner = {f"{code}_{what}" for code in entrusted for what in ("order", "quote")}
    lent = ("tools", "appliances", "games", "bikes", "keys")
    letters |= {f"{code}_{what}" for code in lent for what in ("reminder", "condition")}
    with_owner |= {f"{code}_loan" for code in lent}
    ever = {"account", "calls", "card", "complaint_sheet"} | letters
    assert {name for name, kind in first.items() if kind} == ever
    assert first["calls"] == looks.CALLS
    of_names = {"note", "caution", "advance", "paying_in", "complaint", "notice"}
    assert {name for name, kind in again.items() if kind} == of_names | with_owner | ever


def test_a_note_that_is_seen_again_is_a_look(shop: Play, tmp_path: Path) -> None:
    shop.do("visit.save", visit="v-1", acts=[{"do": "shop.sell", "article": "cafe"}])
    shop.do("visit.note", visit="v-1", customer={"name": "Anna Kessler"})
    desk, path = at_hand(shop), tmp_path / "note.pdf"
    show_document(desk, "note:v-1", path)
    print_document(desk, "note:v-1", PrintFormat("pdf"), path, None)
    assert lines(shop) == []
    show_document(desk, "note:v-1", path)
    assert lines(shop) == [("o01", looks.PAPER)]
    show_document(desk, "calls:now", path)
    assert sorted(kind for _, kind in lines(shop)) == [looks.CALLS, looks.PAPER]


def test_the_list_of_calls_is_a_look_however_it_comes_out(shop: Play, tmp_path: Path) -> None:
    print_document(at_hand(shop), "calls:now", PrintFormat("pdf"), tmp_path / "a.pdf", "o01")
    assert lines(shop) == [("o01", looks.CALLS)]


def test_the_responsible_sees_who_looked(shop: Play, tmp_path: Path) -> None:
    """R-4.14: by day, name, way and how often; nobody else does, and to read it is no look."""
    with_four(shop)
    volunteer = FOUR["volunteer"]
    note(
        shop,
        NamesLookedAt("o01", datetime(2026, 11, 24, 9, tzinfo=UTC), PEOPLE),
        # After midnight where the shop stands.
        NamesLookedAt(volunteer, datetime(2026, 11, 24, 23, 30, tzinfo=UTC), SEARCH),
        NamesLookedAt(volunteer, NOON, SEARCH),
        NamesLookedAt("o99", NOON, CARD),
        NamesLookedAt("o01", datetime(2025, 11, 24, 9, tzinfo=UTC), PEOPLE),
    )
    desk, path = at_hand(shop), tmp_path / "qui.pdf"
    for role in ("concierge", "volunteer", "inspector"):
        shop.desk.at_counter.code = FOUR[role]
        with pytest.raises(Refused, match=r"operator\.not_allowed"):
            show_document(desk, "looked:now", path)
        with pytest.raises(Refused, match=r"operator\.not_allowed"):
            print_document(desk, "looked:now", PrintFormat("pdf"), path, FOUR[role])
        assert not path.exists()
    shop.desk.at_counter.code = FOUR["responsible"]
    before = lines(shop)
    show_document(desk, "looked:now", path)
    assert lines(shop) == before
    sheet = shop.desk.store.read(looked_now)
    assert [(one.day, one.operator, one.kind, one.times) for one in sheet.looked] == [
        ("2026-11-25", volunteer, SEARCH, 2),
        ("2026-11-25", "o99", CARD, 1),
        ("2026-11-24", "o01", PEOPLE, 1),
    ]
    with opened_pdf(path.read_bytes()) as pages:
        told = " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())
    assert "Personne 2" in told and "Page des personnes" in told and "24/11/2026" in told
    with pytest.raises(Refused, match=r"print\.unknown"):
        shop.paper("looked:2026-11")


def test_nobody_looked_is_said_so(shop: Play) -> None:
    assert translate("Nobody looked at names without serving anybody.", "fr") in words(
        shop.paper("looked:now")
    )


# What somebody is told.


def test_the_paper_of_somebody_says_what_is_known_and_what_is_not(shop: Play, tmp_path: Path) -> None:
    """R-4.04, R-4.14: by what whoever looked may be, never who; and that it may have been of anybody."""
    person = live(shop)
    with_four(shop)
    note(
        shop,
        NamesLookedAt(FOUR["volunteer"], NOON, SEARCH),
        NamesLookedAt(FOUR["volunteer"], NOON - timedelta(days=1), SEARCH),
        NamesLookedAt("o99", NOON - timedelta(days=40), CARD),
    )
    made = hand_out(at_hand(shop), person, tmp_path)
    with opened_pdf(made.pdf.read_bytes()) as pages:
        told = " ".join(" ".join(page.get_textpage().get_text_range() for page in pages).split())
    assert "On ne note pas quels noms ont été demandés" in told
    assert re.search(r"11/2026 Bénévole Recherche au comptoir .*? 2 .*10/2026 ", told)
    assert "Personne 2" not in told and FOUR["volunteer"] not in told
    # That it was handed out is noted as well, and told to whoever comes next.
    assert ("o01", looks.ACCESS) in lines(shop)
    sheet = shop.desk.store.read(lambda rows: gathered(rows, person))
    assert [(one.day, one.times) for one in sheet.looked if one.who == "Bénévole"] == [
        ("2026-11-25", 1),
        ("2026-11-24", 1),
    ]
    assert [one.who for one in sheet.looked if one.day < "2026-11"] == [
        "Quelqu’un qui tenait alors le comptoir"
    ]
    assert sheet.told()["looked"][0].keys() == {"day", "who", "way", "times"}


def test_where_nobody_looked_it_says_so(shop: Play) -> None:
    person = known(shop)
    assert shop.desk.store.read(lambda rows: gathered(rows, person)).looked == ()
