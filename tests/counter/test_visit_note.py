"""The note of services: when it is needed, what it writes, and what a changed visit leaves in the journal."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concierge_desk.counter.till.notes import (
    CUSTOMER_RETENTION,
    NOTE_FROM_CENTS,
    note_is_needed,
    services_cents,
    warned_of_note,
)
from concierge_desk.desk import catalogue
from concierge_desk.domain.charge import Charge
from concierge_desk.domain.journal import Posted
from concierge_desk.store import till, visits
from concierge_desk.store.rebuild import compare
from tests.counter.desks import COFFEE, COPY, LV_20, Play, card, cash
from tests.counter.pages import printed

HEM = {"do": "shop.sell", "article": "OURLET"}
THREAD = {"do": "shop.sell", "article": "FIL"}
NAME = "Mme Kessler"


def article(play: Play, code: str, cents: int, *, nature: str = "service", vat_code: str = "TVA_20") -> None:
    play.do(
        "shop.article_set", article=code, label=code.title(), cents=cents, vat_code=vat_code, nature=nature
    )


@pytest.fixture
def tailor(shop: Play) -> Play:
    """A shop that takes up hems, 12.50 € each, and sells thread."""
    article(shop, "OURLET", 1250)
    article(shop, "FIL", 320, nature="goods")
    return shop


def saved(play: Play, *acts: Mapping[str, Any], visit: str | None = None) -> str:
    named = {} if visit is None else {"visit": visit}
    return str(play.do("visit.save", acts=list(acts), **named).result["visit"])


def noted(play: Play, visit: str, **more: Any) -> Posted:
    return play.do("visit.note", visit=visit, **more).posted[-1]


def warnings(play: Play, visit: str, due: int) -> list[str]:
    return [
        warning.code
        for warning in play.do("till.settle", visit=visit, payments=[card(due)]).warnings
        if warning.code.startswith("till.")
    ]


# When it is needed.


@pytest.mark.parametrize(
    ("cents", "needed"), [(2499, False), (2500, True), (2501, True), (1, False), (99_999, True)]
)
def test_from_twenty_five_euros_on(shop: Play, cents: int, needed: bool) -> None:
    """R-2.01: 24.99 € asks for nothing, 25.00 € does."""
    article(shop, "ATELIER", cents)
    answer = shop.do("visit.save", acts=[{"do": "shop.sell", "article": "ATELIER"}])
    assert answer.result["note_needed"] is needed
    found = warnings(shop, str(answer.result["visit"]), cents)
    assert found == (["till.note_missing"] if needed else [])


@pytest.mark.parametrize(
    ("acts", "needed"),
    [
        ([{**HEM, "quantity": 2}], True),
        ([HEM, HEM], True),
        ([HEM, COFFEE], False),
        # 12.50 € + 10 × 1.20 € of coffee drunk here = 24.50 €; three copies of 0.20 € make 25.10 €.
        ([HEM, {**COFFEE, "quantity": 10}], False),
        ([HEM, {**COFFEE, "quantity": 10}, {**COPY, "quantity": 3}], True),
        # Goods, however many, and La Poste's stamps are no service of ours.
        ([{**THREAD, "quantity": 100}], False),
        ([HEM, {**LV_20, "quantity": 50}], False),
        ([], False),
    ],
)
def test_our_services_are_added_up(tailor: Play, acts: list[dict[str, Any]], needed: bool) -> None:
    assert tailor.do("visit.save", acts=acts).result["note_needed"] is needed


def test_an_act_without_a_price_is_saved_and_counts_for_nothing(tailor: Play) -> None:
    """What cannot be priced yet bars nobody from saving, nor hides the services beside it."""
    unknown = {"do": "shop.sell", "article": "INCONNU"}
    answer = tailor.do("visit.save", acts=[HEM, unknown, HEM])
    assert (answer.result["acts"], answer.result["note_needed"]) == (3, True)
    assert tailor.code("visit.note", visit=answer.result["visit"]) == "shop.unknown"


def test_once_given_it_is_needed_no_more_until_the_visit_changes(tailor: Play) -> None:
    visit = saved(tailor, HEM, HEM)
    noted(tailor, visit)
    for acts, needed in (
        ([HEM, HEM], False),
        ([HEM, HEM, THREAD], True),
        ([HEM], False),
        ([HEM, HEM], False),
    ):
        answer = tailor.do("visit.save", visit=visit, acts=acts)
        assert answer.result["note_needed"] is needed, acts


@pytest.mark.parametrize("acts", [[], [LV_20], [THREAD], [LV_20, THREAD]])
def test_without_a_service_of_ours_there_is_none(tailor: Play, acts: list[dict[str, Any]]) -> None:
    assert tailor.code("visit.note", visit=saved(tailor, *acts)) == "visit.no_service"


def test_below_it_is_given_on_request(shop: Play) -> None:
    visit = saved(shop, COFFEE)
    answer = shop.do("visit.note", visit=visit)
    assert answer.result == {"visit": visit, "total_cents": 120}
    assert answer.documents == (f"note:{visit}",)


def test_of_no_visit_or_a_paid_one(tailor: Play) -> None:
    assert tailor.refused("visit.note", visit="v-nulle-part").params == {"visit": "v-nulle-part"}
    visit = saved(tailor, HEM)
    tailor.do("till.settle", visit=visit, payments=[card(1250)])
    refused = tailor.refused("visit.note", visit=visit)
    assert (refused.code, refused.params) == ("visit.settled", {"ticket": "T-2026-000001"})


# What it writes.


def test_one_entry_and_nothing_has_happened(tailor: Play) -> None:
    visit = saved(tailor, {**HEM, "quantity": 2}, LV_20, COFFEE, THREAD)
    before, head = tailor.status(), tailor.head()
    entry = noted(tailor, visit)
    assert (tailor.head(), entry.kind, entry.aud) == (head + 1, "visit.noted", "")
    # No ticket, no money, no stamp left the drawer: the acts still wait.
    assert tailor.status() == before
    assert tailor.rows("SELECT count(*) FROM ticket_line") == [(0,)]
    data = entry.data
    assert {name: data[name] for name in data if name not in ("lines", "totals")} == {
        "visit": visit,
        "total_cents": 2940,
        "performed_day": "2026-11-25",
        "place": "shop",
        "party": None,
        "replaces": None,
        "documents": [f"note:{visit}"],
    }
    lines = [
        (line["label"], line["quantity_thousandths"], line["unit_cents"], line["cents"], line["rate"])
        for line in data["lines"]
    ]
    assert lines == [
        ("Ourlet", 2000, 1250, 2500, 2000),
        ("Café", 1000, 120, 120, 1000),
        ("Fil", 1000, 320, 320, 2000),
    ]
    assert data["totals"] == [
        {"rate": 1000, "ht_cents": 109, "vat_cents": 11, "ttc_cents": 120},
        {"rate": 2000, "ht_cents": 2350, "vat_cents": 470, "ttc_cents": 2820},
    ]
    for part in ("ht_cents", "vat_cents"):
        assert sum(line[part] for line in data["lines"]) == sum(row[part] for row in data["totals"])


def test_it_says_what_the_ticket_then_says(tailor: Play) -> None:
    """The same lines, the same tax, to the cent: at the prices and rates of the business day."""
    visit = saved(tailor, LV_20, HEM, COFFEE, COPY, HEM, THREAD)
    note = noted(tailor, visit)
    assert warnings(tailor, visit, 152 + 1250 + 120 + 20 + 1250 + 320) == []
    assert own_lines_of_ticket(tailor.posted(), visit) == note.data["lines"]
    settled = tailor.last("till.settled")
    own = [row for row in settled.data["totals"] if row["fund"] == "OWN"]
    assert [
        {name: row[name] for name in ("rate", "ht_cents", "vat_cents", "ttc_cents")} for row in own
    ] == note.data["totals"]


def test_a_price_that_changed_since_is_told_in_the_new_note(tailor: Play) -> None:
    visit = saved(tailor, HEM, HEM)
    first = noted(tailor, visit)
    article(tailor, "OURLET", 1400)
    assert tailor.do("visit.save", visit=visit, acts=[HEM, HEM]).result["note_needed"] is True
    second = noted(tailor, visit)
    assert [entry.data["total_cents"] for entry in (first, second)] == [2500, 2800]


def test_who_gave_a_name_is_kept_beside_the_journal(tailor: Play) -> None:
    visit = saved(tailor, HEM, HEM)
    entry = noted(tailor, visit, customer={"name": NAME})
    ref = entry.data["party"]
    assert ref.startswith("r-")
    assert tailor.personal(ref) == NAME
    assert NAME not in str(dict(entry.data))
    ((kind, retention, since),) = tailor.rows(
        "SELECT kind, retention, since FROM personal WHERE ref = ?", ref
    )
    assert (kind, retention, since) == ("party", CUSTOMER_RETENTION, "2026-11-25")


def test_who_does_not_want_to_be_named_leaves_nothing(tailor: Play) -> None:
    visit = saved(tailor, HEM, HEM)
    before = tailor.rows("SELECT count(*) FROM personal")
    assert noted(tailor, visit).data["party"] is None
    assert tailor.rows("SELECT count(*) FROM personal") == before
    for empty in ("", "   ", None, 1, {"name": NAME}):
        assert tailor.code("visit.note", visit=visit, customer={"name": empty}).startswith("input.")


def test_the_name_is_kept_for_two_years_whatever_the_leap_day() -> None:
    """Arrêté 83-50/A: the duplicate is kept for two years."""
    (kept,) = [period for period in catalogue.retentions() if period.code == CUSTOMER_RETENTION]
    assert kept.days == 2 * 365 + 1


def test_a_repeated_key_press_gives_the_first_answer(tailor: Play) -> None:
    visit, op = saved(tailor, HEM, HEM), tailor.op()
    first = tailor.do("visit.note", op=op, visit=visit, customer={"name": NAME})
    head = tailor.head()
    assert tailor.do("visit.note", op=op, visit=visit, customer={"name": NAME}) == first
    assert tailor.head() == head
    assert tailor.code("visit.note", op=op, visit=visit) == "op.conflict"


# Its paper.


def test_it_is_always_queued(tailor: Play) -> None:
    visit = saved(tailor, HEM, HEM)
    op = tailor.do("visit.note", visit=visit).op
    assert tailor.rows("SELECT op, document FROM outbox") == [(op, f"note:{visit}")]


# A note that was given, and lines that changed after it.


def own_lines_of_ticket(posted: Sequence[Posted], visit: str) -> list[Mapping[str, Any]]:
    """The lines of ours that a visit was settled with, from the journal alone."""
    (settled,) = [
        entry for entry in posted if entry.kind == "till.settled" and entry.data.get("visit") == visit
    ]
    by_seq = {entry.seq: entry for entry in posted}
    lines = [by_seq[seq].data["line"] for seq in settled.data["lines"]]
    return [line for line in lines if line["fund"] == "OWN"]


def told(lines: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """What some lines come to, by label."""
    found: dict[str, int] = {}
    for line in lines:
        found[line["label"]] = found.get(line["label"], 0) + line["cents"]
    return found


def test_the_journal_alone_tells_what_changed_between_note_and_ticket(tailor: Play) -> None:
    """R-1.11: quantities changed and lines removed after a provisional receipt are traced."""
    visit = saved(tailor, {**HEM, "quantity": 3}, COPY)
    first = noted(tailor, visit)
    saved(tailor, {**HEM, "quantity": 2}, THREAD, LV_20, visit=visit)
    assert warnings(tailor, visit, 2500 + 320 + 152) == ["till.note_changed"]
    # From here on nothing but entries is read.
    posted = tailor.posted()
    (note,) = [entry for entry in posted if entry.kind == "visit.noted" and entry.data["visit"] == visit]
    assert note == first
    before, after = told(note.data["lines"]), told(own_lines_of_ticket(posted, visit))
    changed = {label: after.get(label, 0) - before.get(label, 0) for label in before | after}
    assert changed == {"Ourlet": -1250, "Photocopie": -20, "Fil": 320}
    (warned,) = [item for item in tailor.last("till.settled").data["warnings"] if item["code"][:5] == "till."]
    assert warned["params"] == {"noted_cents": 3770, "paid_cents": 2820}


def test_every_note_of_a_visit_stays_and_names_the_one_it_replaces(tailor: Play) -> None:
    visit = saved(tailor, HEM, HEM)
    first = noted(tailor, visit)
    saved(tailor, HEM, HEM, HEM, visit=visit)
    second = noted(tailor, visit)
    assert (first.data["replaces"], second.data["replaces"]) == (None, first.seq)
    assert warnings(tailor, visit, 3750) == []
    assert [entry for entry in tailor.posted() if entry.kind == "visit.noted"] == [first, second]


def test_a_note_of_a_visit_that_was_given_up_can_be_found(tailor: Play) -> None:
    visit = saved(tailor, HEM, HEM)
    noted(tailor, visit)
    tailor.do("visit.abandon", visit=visit)
    given_up = {entry.data["visit"] for entry in tailor.posted() if entry.kind == "visit.abandoned"}
    assert visit in given_up


def test_the_order_of_the_lines_is_no_change(tailor: Play) -> None:
    visit = saved(tailor, HEM, THREAD, HEM)
    noted(tailor, visit)
    saved(tailor, THREAD, HEM, HEM, visit=visit)
    assert warnings(tailor, visit, 2820) == []


def test_paid_without_a_visit_there_is_no_note(tailor: Play) -> None:
    answer = tailor.settle([HEM, HEM, LV_20], cash(3000))
    (warned,) = [warning for warning in answer.warnings if warning.code.startswith("till.")]
    assert (warned.code, warned.params) == ("till.note_missing", {"services_cents": 2500})


def test_a_small_note_that_no_longer_fits_is_told_too(tailor: Play) -> None:
    visit = saved(tailor, COFFEE)
    noted(tailor, visit)
    saved(tailor, COFFEE, COFFEE, visit=visit)
    assert warnings(tailor, visit, 240) == ["till.note_changed"]


def test_a_refund_needs_none(tailor: Play) -> None:
    tailor.settle([HEM, HEM], card(2500))
    answer = tailor.do(
        "till.refund", ticket="T-2026-000001", lines=[{"line": 1}, {"line": 2}], reason="returned"
    )
    assert answer.warnings == ()


def test_the_ticket_goes_through_all_the_same(tailor: Play) -> None:
    """The queue stands there: what was paid was paid."""
    answer = tailor.settle([HEM, HEM], card(2500))
    assert (answer.refused, answer.ticket) == (None, "T-2026-000001")


def test_a_note_is_not_taken_back(tailor: Play) -> None:
    op = tailor.op()
    tailor.do("visit.note", op=op, visit=saved(tailor, HEM))
    assert tailor.code("journal.reverse", op_of=op, reason="wrong_key") == "visit.note_again"


# From the journal alone.


def test_the_tables_are_made_again_from_the_journal(tailor: Play) -> None:
    """Which note is the last, and that the last was not printed yet, included."""
    visit = saved(tailor, HEM, HEM)
    noted(tailor, visit)
    printed(tailor, f"note:{visit}")
    other = saved(tailor, COFFEE, visit="v-autre")
    noted(tailor, other)
    printed(tailor, f"note:{other}")
    last = noted(tailor, visit)
    copies = {
        document: tailor.desk.store.read(lambda rows, name=document: till.copies(rows, name))
        for document in (f"note:{visit}", f"note:{other}")
    }
    assert copies == {f"note:{visit}": 0, f"note:{other}": 1}
    folder = tailor.desk.folder
    assert not compare(folder.store, tailor.desk.keys.store_key, catalogue.schemas()).differences
    assert tailor.desk.store.read(lambda rows: visits.last_note(rows, visit)) == last


# The rules by themselves.

LINES = st.lists(
    st.tuples(
        st.sampled_from(("OWN", "MANDATE:LAPOSTE", "CAUTION")),
        st.sampled_from(("service", "goods")),
        st.sampled_from(("Ourlet", "Café")),
        st.integers(0, 3000),
    ),
    max_size=6,
)


def charge(fund: str, nature: str, label: str, cents: int) -> Charge:
    return Charge(label, 1000, cents, cents, fund, "own", "TVA_20", 2000, nature)


def note_of(charges: Sequence[Charge]) -> Posted:
    lines = [
        {"label": c.label, "quantity_thousandths": 1000, "unit_cents": c.unit_cents, "cents": c.cents}
        for c in charges
        if c.fund == "OWN"
    ]
    data = {"lines": lines, "total_cents": sum(line["cents"] for line in lines)}
    return Posted(9, "A", "", "visit.noted", None, "", "o01", "", "+01:00", "AMP1", data)


@given(LINES)
def test_needed_and_missing_are_one(lines: list[tuple[str, str, str, int]]) -> None:
    """Before the payment it is asked for exactly where afterwards it is missed."""
    charges = [charge(*line) for line in lines]
    total = sum(cents for fund, nature, _, cents in lines if (fund, nature) == ("OWN", "service"))
    assert services_cents(charges) == total
    assert note_is_needed(charges, None) is (total >= NOTE_FROM_CENTS)
    assert bool(warned_of_note(charges, None)) is (total >= NOTE_FROM_CENTS)


@given(LINES, LINES)
def test_a_note_fits_what_it_told_and_nothing_else(
    first: list[tuple[str, str, str, int]], second: list[tuple[str, str, str, int]]
) -> None:
    told_, paid = ([charge(*line) for line in lines] for lines in (first, second))
    note = note_of(told_)
    assert warned_of_note(told_, note) == ()
    assert not note_is_needed(told_, note)
    own = [sorted((c.label, c.cents) for c in found if c.fund == "OWN") for found in (told_, paid)]
    assert bool(warned_of_note(paid, note)) is (own[0] != own[1])
