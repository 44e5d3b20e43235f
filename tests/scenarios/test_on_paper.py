"""An hour of the practice day kept on paper and entered afterwards: what stands is what stands after the day that was typed.

Any acts entered late come to what they would have come to at once; a killed program leaves none by half.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concierge_desk.counter.values.codes import SECRET, printed_code
from concierge_desk.domain.document import Document, Table
from concierge_desk.jobs.verify import VerifyRequest, verify_desk
from concierge_desk.services.relay import reports
from tests.counter.desks import COFFEE, COPY, LV_20, WEDNESDAY, Desks, Play, card, cash
from tests.sizes import FULL

DAY = Path(__file__).parents[1] / "data" / "real-day" / "day.jsonl"
COMMANDS = [json.loads(line) for line in DAY.read_text("utf-8").splitlines()]
BEFORE, HOUR = 6, 22
"""The power goes after the sixth command, and comes back after the twenty-second: arrivals and tickets of one hour."""
MEANWHILE = 4
"""Commands that were typed when it was back, before the sheets were entered."""

_TIMES = {"seq", "at", "at_local", "happened_at", "happened_at_local", "warnings", "warnings_fr"}
"""Columns that say when something was entered, and in which order."""
_ORDER = {"custody", "ticket", "corrects"}
"""Columns of what is drawn, or numbered, as it is entered."""


def typed(play: Play, commands: Sequence[Mapping[str, Any]], at: str) -> None:
    play.hands.set(at)
    for raw in commands:
        told = play.counter.execute(raw)
        assert told.refused is None, (raw, told.refused)
        play.hands.move(seconds=30)


def on_paper(commands: Sequence[Mapping[str, Any]], at: str) -> Iterator[dict[str, Any]]:
    """Return what a scan of each line, and what is typed then, makes of commands: a minute each, no op."""
    for minute, raw in enumerate(commands):
        line = printed_code(SECRET.code("h"))
        yield {**raw, "op": None, "happened_at": f"{at}:{10 + minute:02d}", "from_sheet": line}


def kept(play: Play) -> dict[str, Any]:
    """Return what stands: states, stock, funds, totals."""
    told = play.status()
    for name in ("anchor", "from_paper"):
        told.pop(name, None)
    stays = play.rows(
        "SELECT principal, tracking, state, shelf, arrived_day, presented_day, deadline_day, last_useful_slot,"
        " closed_day FROM relay_custody ORDER BY tracking"
    )
    stock = play.rows("SELECT * FROM relay_stock ORDER BY product")
    waiting = play.rows(
        "SELECT principal, kind, pieces, tracking, product, deposited_day FROM relay_outgoing"
        " ORDER BY kind, tracking, product"
    )
    drawer = play.rows("SELECT * FROM drawer")
    totals = play.rows("SELECT principal, cents, abs_cents FROM relay_perpetual")
    return {
        "status": told,
        "stays": stays,
        "stock": stock,
        "waiting": waiting,
        "drawer": drawer,
        "own": totals,
    }


def lists_of(play: Play) -> dict[str, list[dict[str, Any]]]:
    """Return La Poste's lists of the closed day, but for when and in which order they were entered."""
    entries = [entry for entry in play.posted() if entry.aud == "LAPOSTE"]
    found = {}
    for made in reports.export_tables(entries):
        names = [field.name for field in made.spec.fields]
        rows = [dict(zip(names, row, strict=True)) for row in made.rows]
        found[made.spec.name] = sorted(
            ({name: row[name] for name in row if name not in _TIMES | _ORDER} for row in rows), key=repr
        )
    return found


def figures_of(document: Document) -> list[tuple[str, ...]]:
    """Return the rows of the tables of a paper, in no order, without the column of what was kept on paper."""
    found = []
    for block in document.blocks:
        if isinstance(block, Table):
            here = [at for at, one in enumerate(block.columns) if one.title not in ("Sur papier à", "Ticket")]
            found += [tuple(row[at] for at in here) for row in (*block.rows, *filter(None, (block.total,)))]
    return sorted(found)


def sound(play: Play) -> None:
    verdict = verify_desk(play.desk, VerifyRequest(signatures=True, tables=True))
    assert verdict.faults == []


@contextmanager
def two(desks: Desks) -> Iterator[tuple[Play, Play]]:
    with ExitStack() as stack:
        yield stack.enter_context(desks.desk()), stack.enter_context(desks.desk())


@pytest.fixture
def days(desks: Desks) -> Iterator[tuple[Play, Play]]:
    """The day that was typed; and the day whose hour was kept on paper. Both are ready to be closed."""
    before, hour, after = COMMANDS[:BEFORE], COMMANDS[BEFORE:HOUR], COMMANDS[HOUR:-1]
    with two(desks) as (at_once, late):
        for commands, at in ((before, "08:00"), (hour, "10:10"), (after, "14:00")):
            typed(at_once, commands, f"{WEDNESDAY}T{at}")
        typed(late, before, f"{WEDNESDAY}T08:00")
        typed(late, after[:MEANWHILE], f"{WEDNESDAY}T14:00")
        typed(late, list(on_paper(hour, f"{WEDNESDAY}T10")), f"{WEDNESDAY}T14:05")
        typed(late, after[MEANWHILE:], f"{WEDNESDAY}T15:00")
        yield at_once, late


def test_what_stands_is_the_same(days: tuple[Play, Play]) -> None:
    """R-1.31: states, stock, funds and totals are those of the day that was typed; each entry says both times."""
    at_once, late = days
    assert kept(late) == kept(at_once)
    assert late.status()["from_paper"] == HOUR - BEFORE
    told = [entry for entry in late.posted() if entry.happened is not None]
    assert {entry.local.strftime("%H") for entry in told} == {"14"}
    assert {entry.happened.strftime("%H") for entry in told if entry.happened} == {"10"}
    assert {entry.day for entry in told} == {WEDNESDAY}
    for play in days:
        sound(play)


def test_the_bordereau_is_the_same(days: tuple[Play, Play]) -> None:
    """R-1.31: it says when what was kept on paper happened, and is the same else."""
    for play in days:
        typed(play, COMMANDS[-1:], f"{WEDNESDAY}T19:00")
    at_once, late = days
    assert kept(late) == kept(at_once)
    assert lists_of(late) == lists_of(at_once)
    papers = [play.paper(f"bordereau:{WEDNESDAY}") for play in days]
    assert figures_of(papers[0]) == figures_of(papers[1])
    columns = [
        {one.title for table in paper.blocks if isinstance(table, Table) for one in table.columns}
        for paper in papers
    ]
    assert columns[1] - columns[0] == {"Sur papier à"}
    for play in days:
        sound(play)
    zed = late.last("day.closed").data
    assert zed["counts"]["from_paper"] == HOUR - BEFORE
    assert "from_paper" not in at_once.last("day.closed").data["counts"]


def test_entered_on_the_next_day(desks: Desks) -> None:
    """R-1.31: after the closing it stands in the day that is open; the closed one does not move, the two come to the same."""
    before, hour = COMMANDS[:BEFORE], COMMANDS[BEFORE:HOUR]
    with two(desks) as (at_once, late):
        for play in (at_once, late):
            typed(play, before, f"{WEDNESDAY}T08:00")
        typed(at_once, hour, f"{WEDNESDAY}T10:10")
        for play in (at_once, late):
            play.close(f"{WEDNESDAY}T19:00")
            play.open("2026-11-26T08:00", float_cents=8000)
        closed = late.status(WEDNESDAY)
        late.hands.set("2026-11-26T09:00")
        for raw in on_paper(hour, f"{WEDNESDAY}T10"):
            told = late.counter.execute(raw)
            assert [one.code for one in told.warnings].count("entered.after_closing") == 1
        assert late.status(WEDNESDAY) == closed
        stays = (
            "SELECT tracking, state, shelf, arrived_day, deadline_day FROM relay_custody ORDER BY tracking"
        )
        assert late.rows(stays) == at_once.rows(stays)
        for play in (at_once, late):
            play.close("2026-11-26T19:00")
            sound(play)
        totals = [play.last("day.closed").data["totals"] for play in (at_once, late)]
        assert _running(totals[0]) == _running(totals[1])


def _running(totals: Sequence[Mapping[str, Any]]) -> list[tuple[Any, ...]]:
    return [
        (row["scope"], row["year_cents"], row["perpetual_cents"], row["perpetual_abs_cents"])
        for row in totals
    ]


NUMBERS = ("6A15602676300", "8L41392128255", "EP111111110FR", "RB123456785GB")
_ACTS = st.one_of(
    st.builds(lambda n, shelf: {"do": "relay.receive", "tracking": n, "shelf": shelf}, st.sampled_from(NUMBERS), st.sampled_from(("A1", "B2"))),
    st.builds(
        lambda n: {"do": "relay.hand_over", "tracking": n, "collector": "addressee", "id_document": "id_card"},
        st.sampled_from(NUMBERS),
    ),
    st.builds(lambda n: {"do": "relay.refuse", "tracking": n, "reason": "refused_by_addressee"}, st.sampled_from(NUMBERS)),
    st.builds(lambda n: {"do": "relay.deposit", "kind": "letter", "count": n}, st.integers(1, 9)),
    st.builds(
        lambda acts: {"do": "till.settle", "acts": acts, "payments": [cash(5000)]},
        st.lists(st.sampled_from((COFFEE, COPY, LV_20)), min_size=1, max_size=3),
    ),
    st.just({"do": "till.settle", "acts": [LV_20], "payments": [card(152)]}),
    st.builds(lambda cents: {"do": "till.move", "direction": "out", "cents": cents, "reason": "expense", "fund": "OWN"}, st.integers(1, 500)),
)  # fmt: skip


@settings(max_examples=settings.default.max_examples if FULL else 10)
@given(acts=st.lists(_ACTS, max_size=8))
def test_late_or_at_once(desks: Desks, acts: Sequence[Mapping[str, Any]]) -> None:
    """R-1.31: what is refused at once is refused late, and what is taken comes to the same."""
    with two(desks) as (at_once, late):
        for play in (at_once, late):
            play.open(float_cents=8000)
            play.do("relay.stock_receive", product="LV_20", quantity=40)
        told: list[list[str | None]] = [[], []]
        at_once.hands.set(f"{WEDNESDAY}T10:10")
        for raw in acts:
            answer = at_once.counter.execute({"op": at_once.op(), **raw})
            told[0].append(answer.refused.code if answer.refused else None)
            at_once.hands.move(seconds=60)
        late.hands.set(f"{WEDNESDAY}T14:05")
        for raw in on_paper(acts, f"{WEDNESDAY}T10"):
            answer = late.counter.execute(raw)
            told[1].append(answer.refused.code if answer.refused else None)
        assert told[0] == told[1]
        assert kept(late) == kept(at_once)
        for play in (at_once, late):
            play.close(f"{WEDNESDAY}T19:00")
        assert kept(late) == kept(at_once)
        assert lists_of(late) == lists_of(at_once)
        sound(late)
