"""One command, one transaction, one answer: the same op gives the first answer, for ever."""

import json
import uuid
from collections.abc import Mapping
from typing import Any

import pytest

from concierge_desk.counter.command.operation import Answer
from concierge_desk.counter.values.codes import SECRET
from concierge_desk.domain.clock import GivenClock
from concierge_desk.domain.errors import Refused
from concierge_desk.domain.journal import Event, Warned, data_of
from tests.counter.desks import COFFEE, Play, card, cash, line_of, local

OP = "01970000-0000-7000-8000-00000000abcd"
SALE: dict[str, Any] = {"op": OP, "do": "till.settle", "acts": [COFFEE], "payments": [cash(200)]}


def counted(play: Play, **envelope: Any) -> Answer:
    return play.counter.execute({"do": "till.count", "counted_cents": 8000, **envelope})


@pytest.mark.parametrize(
    "op",
    [
        None,
        "",
        "1",
        1,
        True,
        ["x"],
        "01970000-0000-7000-8000-00000000abc",
        "01970000-0000-7000-8000-00000000abcdd",
        "01970000000070008000000000abcd",
        "0197000000007000800000000000abcd",
        "{01970000-0000-7000-8000-00000000abcd}",
        "urn:uuid:01970000-0000-7000-8000-00000000abcd",
        " 1970000-0000-7000-8000-00000000abcd",
        # 36 characters that Python also reads as a UUID: the same id must not have two spellings.
        "----0197000000007000800000000000abcd",
        "0197000-00000-7000-8000-00000000abcd",
        "01970000-0000-7000-8000-0000_000abcd",
        "٠1970000-0000-7000-8000-00000000abcd",
        "01970000-0000-7000-8000-00000000abcg",
    ],
)
def test_op_formats(shop: Play, op: object) -> None:
    answer = counted(shop, op=op)
    assert answer.refused is not None
    assert (answer.op, answer.refused.code) == (None, "input.op")


def test_an_op_is_case_blind(shop: Play) -> None:
    first = counted(shop, op=OP.upper())
    assert first.op == OP
    assert line_of(counted(shop, op=OP)) == line_of(first)


@pytest.mark.parametrize(
    "op",
    [OP, str(uuid.UUID(int=0)), str(uuid.uuid4()), SECRET.op(local("2026-11-25T08:00"))],
    ids=["fixed", "nil", "random", "ours"],
)
def test_any_uuid_is_an_op(shop: Play, op: str) -> None:
    assert counted(shop, op=op).refused is None


def test_the_missing_op(shop: Play) -> None:
    answer = shop.counter.execute({"do": "till.count"})
    assert answer.refused is not None
    assert answer.refused.code == "input.op"


@pytest.mark.parametrize("do", [None, 1, "", "till", "till.SETTLE", ["day.open"]])
def test_unknown_command(shop: Play, do: object) -> None:
    answer = shop.counter.execute({"op": OP, "do": do})
    assert answer.refused is not None
    assert answer.refused.code == "input.command"


@pytest.mark.parametrize(
    "clock", ["2020-01-01T00:00", "2026-11-25T08:00", "2026-11-26T09:00", "2031-07-01T00:00"]
)
def test_same_op_same_bytes_whatever_the_clock_says(shop: Play, clock: str) -> None:
    first = line_of(shop.counter.execute(SALE))
    head = shop.head()
    shop.hands.set(clock)
    shuffled = dict(reversed(SALE.items()))
    for raw in (SALE, shuffled, json.loads(json.dumps(SALE))):
        assert line_of(shop.counter.execute(raw)) == first
    assert shop.head() == head
    assert shop.hands.ticks == 2


def test_a_known_op_answers_after_the_closing(shop: Play) -> None:
    first = line_of(shop.counter.execute(SALE))
    shop.close(counted_cents=8120)
    shop.open("2026-11-26T08:00")
    assert line_of(shop.counter.execute(SALE)) == first
    assert line_of(shop.counter.execute(SALE, "o99")) == first


CHANGES: list[Mapping[str, Any]] = [
    {"acts": [COFFEE, COFFEE]},
    {"payments": [cash(201)]},
    {"do": "till.count"},
    {"do": "no.such"},
    {"print": True},
    {"print": False},
    {"colour": "red"},
    {"acts": [{**COFFEE, "quantity": 1}]},
    {"acts": []},
]


@pytest.mark.parametrize("changes", CHANGES)
def test_other_content_is_a_conflict(shop: Play, changes: Mapping[str, Any]) -> None:
    """Before any field is judged: even nonsense under a known op is a conflict."""
    shop.counter.execute(SALE)
    answer = shop.counter.execute({**SALE, **changes})
    assert answer.refused is not None
    assert answer.refused.code == "op.conflict"


def test_true_is_not_one(shop: Play) -> None:
    counted(shop, op=OP, counted_cents=1)
    answer = counted(shop, op=OP, counted_cents=True)
    assert answer.refused is not None
    assert answer.refused.code == "op.conflict"


def test_a_refusal_leaves_the_op_free(shop: Play) -> None:
    short = {**SALE, "payments": [card(119)]}
    refused = shop.counter.execute(short)
    assert refused.refused is not None
    assert line_of(shop.counter.execute(short)) == line_of(refused)
    assert shop.counter.execute(SALE).ticket == "T-2026-000001"


def test_several_entries_share_an_op(shop: Play) -> None:
    answer = shop.counter.execute({**SALE, "acts": [COFFEE, COFFEE], "payments": [card(240)]})
    assert len(answer.posted) == 3
    assert {entry.op for entry in answer.posted} == {OP}
    assert shop.rows("SELECT first_seq, last_seq FROM operation WHERE op = ?", OP) == [
        (answer.posted[0].seq, answer.posted[-1].seq)
    ]


def test_the_set_back_is_in_the_range_but_not_in_the_result(shop: Play) -> None:
    shop.hands.set("2026-11-24T08:00")
    first = counted(shop, op=OP)
    assert [entry.kind for entry in first.posted] == ["clock.set_back", "till.counted"]
    assert first.result == {"counted_cents": 8000, "expected_cents": 8000, "gap_cents": 0}
    assert line_of(counted(shop, op=OP)) == line_of(first)


def test_content_is_kept_as_a_keyed_mac_only(shop: Play) -> None:
    shop.do("relay.receive", op=OP, tracking="6A15602676300", shelf="A3", addressee={"name": "Mme Kessler"})
    ((mac,),) = shop.rows("SELECT mac FROM operation WHERE op = ?", OP)
    assert len(mac) == 32
    assert all("Kessler" not in str(row) for row in shop.rows("SELECT * FROM operation"))


def test_a_purged_payload_says_so(shop: Play) -> None:
    first = shop.do("relay.receive", op=OP, tracking="6A15602676300", shelf="A3")

    class Purged:
        """The store after retention: the entry's line is there, its payload is not."""

        def __init__(self, unit: Any) -> None:
            self._unit = unit

        def __getattr__(self, name: str) -> Any:
            return getattr(self._unit, name)

        def posted(self, first: int, last: int) -> tuple[()]:
            return ()

    class Book:
        def write(self, job: Any) -> Any:
            return shop.desk.store.write(lambda unit: job(Purged(unit)))

    shop.counter._book = Book()
    raw = {"do": "relay.receive", "op": OP, "tracking": "6A15602676300", "shelf": "A3"}
    answer = shop.counter.execute(raw)
    assert answer.refused is not None
    assert answer.refused.code == "op.purged"
    assert first.refused is None


# Operators.


def test_operators(shop: Play) -> None:
    assert counted(shop, op=shop.op()).posted[0].by == "o01"
    assert shop.do("till.count", counted_cents=1, operator="o01").posted[0].by == "o01"
    refused = shop.refused("till.count", counted_cents=1, operator="o02")
    assert (refused.code, refused.params) == ("operator.unknown", {"operator": "o02"})


# Warnings and papers.


def test_warnings_and_documents_are_in_the_entry(shop: Play) -> None:
    answer = shop.do("relay.receive", tracking="EP111111110FR", shelf="A1")
    data = answer.posted[0].data
    assert data["warnings"] == [{"code": "tracking.check_key", "params": {"tracking": "EP111111110FR"}}]
    assert data["documents"] == [f"label:{data['custody']}", f"notice:{data['custody']}"]
    assert [warning.code for warning in answer.warnings] == ["tracking.check_key"]
    sale = shop.settle([COFFEE], cash(200))
    assert sale.posted[-1].data["documents"] == ["ticket:T-2026-000001"]
    assert "warnings" not in sale.posted[-1].data


@pytest.mark.parametrize("asked", [None, False])
def test_a_ticket_prints_on_request_only(shop: Play, asked: bool | None) -> None:
    """R-2.03: nobody is given a ticket unasked."""
    more = {} if asked is None else {"print": asked}
    answer = shop.settle([COFFEE], cash(200), **more)
    assert answer.documents == ("ticket:T-2026-000001",)
    assert shop.rows("SELECT * FROM outbox") == []


def test_print_true_queues_what_the_answer_names(shop: Play) -> None:
    answer = shop.settle([COFFEE], cash(200), print=True)
    assert shop.rows("SELECT document, op, queued_seq FROM outbox") == [
        ("ticket:T-2026-000001", answer.op, answer.posted[-1].seq)
    ]
    shop.close(counted_cents=8120, print=True)
    assert [row[0] for row in shop.rows("SELECT document FROM outbox ORDER BY id")] == [
        "ticket:T-2026-000001",
        "bordereau:2026-11-25",
        "z:Z-2026-0001",
    ]


def test_always_papers_are_queued_unasked(shop: Play) -> None:
    shop.do("relay.deposit", kind="letter", count=3)
    slip = shop.do("relay.hand_to_postman", what="deposits")
    assert slip.documents == ("slip:B-2026-0001",)
    assert shop.rows("SELECT document FROM outbox") == [("slip:B-2026-0001",)]


def test_a_repeat_queues_nothing(shop: Play) -> None:
    raw = {**SALE, "print": True}
    for _ in range(3):
        shop.counter.execute(raw)
    assert shop.rows("SELECT count(*) FROM outbox") == [(1,)]


def test_data_of_an_event() -> None:
    plain = Event("x.done", {"a": 1})
    assert data_of(plain) == {"a": 1}
    full = Event("x.done", {"a": 1}, warnings=(Warned("w.one", {"n": 1}),), documents=("d:1",), corrects=7)
    assert data_of(full) == {
        "a": 1,
        "warnings": [{"code": "w.one", "params": {"n": 1}}],
        "documents": ["d:1"],
        "corrects": 7,
    }


def test_an_answer_of_nothing() -> None:
    answer = Answer(None, Refused("input.op"))
    assert (answer.warnings, answer.documents, answer.ticket) == ((), (), None)


def test_a_failure_inside_rolls_everything_back(shop: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    """R-1.64: an act that breaks at its last entry leaves nothing: no line, no number, no op, no tick."""
    from concierge_desk.store.unit import Unit

    shop.use(GivenClock(local("2026-11-25T09:00")))
    head, post = shop.head(), Unit.post

    def failing(unit: Any, draft: Any) -> Any:
        if draft.kind == "till.settled":
            raise OSError("the disk is gone")
        return post(unit, draft)

    with monkeypatch.context() as patched:
        patched.setattr(Unit, "post", failing)
        with pytest.raises(OSError, match="disk is gone"):
            shop.counter.execute(SALE)
    assert shop.head() == head
    answer = shop.counter.execute(SALE)
    assert (answer.ticket, answer.posted[0].at) == ("T-2026-000001", "2026-11-25T08:00:00.000Z")
