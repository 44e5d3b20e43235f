"""Codes of operators: set, given, forgotten, guessed at; and where none of them is ever found. R-4.10."""

import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from concierge_desk.counter.rights.proofs import NothingProved
from concierge_desk.counter.setup.operator_codes import is_weak
from concierge_desk.desk.desk import open_desk
from concierge_desk.desk.options import Options
from concierge_desk.domain.errors import Refused
from concierge_desk.jobs.copies.recovery import recipient_of
from concierge_desk.jobs.operators import Operators, entitled
from concierge_desk.jobs.verdict import VerifyRequest
from concierge_desk.jobs.verify import verify_desk
from concierge_desk.signing import age, codes
from tests.counter.desks import COFFEE, Hands, Play, card, line_of, local

PAUL = {"whom": "o02", "name": "Paul Heitz", "roles": ["volunteer"]}
CODE, BADGE, WRONG = "4719", "badge-7f3k9d", "8265"


@pytest.fixture
def coded(shop: Play) -> Play:
    """A shop whose volunteer has a code and a badge."""
    shop.do("operator.set", **PAUL)
    shop.do("operator.set_code", whom="o02", code=CODE, badge=BADGE)
    return shop


def again(play: Play) -> Iterator[Play]:
    """Lend the same desk in another process."""
    with open_desk(Options(play.desk.folder.root)) as desk:
        other = Play(desk, Hands(play.hands.at))
        other.op = play.op  # type: ignore[method-assign]
        yield other


def sign_in(play: Play, code: str = CODE, **fields: Any) -> str:
    answer = play.ask("operator.sign_in", whom="o02", code=code, **fields)
    return "" if answer.refused is None else answer.refused.code


# Asked only of whoever has one.


def test_it_is_asked_of_whoever_has_one_and_of_nobody_else(coded: Play) -> None:
    refused = coded.refused("till.settle", acts=[COFFEE], payments=[card(120)], by_operator="o02")
    assert (refused.code, refused.params) == ("operator.code_needed", {"operator": "o02"})
    assert coded.settle([COFFEE], card(120)).posted[0].by == "o01"
    assert coded.do("operator.sign_in", whom="o02", code=CODE).result == {"operator": "o02"}
    # Whoever signed in last is at the counter.
    assert coded.settle([COFFEE], card(120)).posted[0].by == "o02"
    assert coded.settle([COFFEE], card(120), by_operator="o01").posted[0].by == "o01"
    assert coded.settle([COFFEE], card(120), operator="o01").posted[0].by == "o02"
    assert coded.do("operator.sign_in", whom="o01").result == {"operator": "o01"}
    assert coded.settle([COFFEE], card(120)).posted[0].by == "o01"
    assert coded.settle([COFFEE], card(120), by_operator="o02").posted[0].by == "o02"


def test_rights_hold_whether_a_code_is_asked_or_not(coded: Play) -> None:
    assert coded.code("settings.change", values={"till.cheque_days": 5}, by_operator="o02") == (
        "operator.code_needed"
    )
    sign_in(coded)
    assert coded.code("settings.change", values={"till.cheque_days": 5}) == "operator.not_allowed"


def test_nobody_falls_back_on_who_was_there_before(coded: Play) -> None:
    coded.do("operator.set_code", whom="o01", code="9027")
    coded.do("operator.sign_in", whom="o01", code="9027")
    sign_in(coded)
    coded.do("operator.sign_out")
    assert coded.code("till.count", counted_cents=0) == "operator.code_needed"
    assert coded.code("till.count", counted_cents=0, by_operator="o02") == "operator.code_needed"


def test_one_of_two_leaves(coded: Play) -> None:
    sign_in(coded)
    coded.do("operator.sign_out", whom="o02")
    assert coded.do("till.count", counted_cents=0).posted[0].by == "o01"
    assert coded.code("till.count", counted_cents=0, by_operator="o02") == "operator.code_needed"


def test_a_proof_is_no_operation_that_is_known_already(coded: Play) -> None:
    op = coded.op()
    assert sign_in(coded, op=op) == ""
    coded.do("operator.sign_out")
    assert sign_in(coded, WRONG, op=op) == "operator.wrong_code"
    assert coded.code("till.count", counted_cents=0, by_operator="o02") == "operator.code_needed"
    assert sign_in(coded, op=op) == ""


def test_another_code_asks_anew(coded: Play) -> None:
    sign_in(coded)
    coded.do("operator.set_code", whom="o02", code="6150", by_operator="o01")
    assert coded.code("till.count", counted_cents=0) == "operator.code_needed"
    assert sign_in(coded) == "operator.wrong_code"
    assert sign_in(coded, "6150") == ""
    # The badge went with the old one.
    assert coded.ask("operator.sign_in", badge=BADGE).refused is not None


def test_a_badge_says_who_it_is(coded: Play) -> None:
    assert coded.do("operator.sign_in", badge=BADGE).result == {"operator": "o02"}
    coded.do("operator.sign_in", whom="o02", badge=BADGE)
    assert coded.code("operator.sign_in", badge="badge-of-nobody") == "operator.wrong_code"
    # A badge is no code, and a code no badge.
    assert sign_in(coded, BADGE) == "operator.wrong_code"
    assert coded.code("operator.sign_in", whom="o02", badge=CODE) == "operator.wrong_code"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({}, "input.missing"),
        ({"code": CODE}, "input.missing"),
        ({"whom": "o02"}, "operator.code_needed"),
        ({"whom": "o09", "code": CODE}, "operator.unknown"),
        ({"whom": "o02", "code": ["4719"]}, "input.text"),
        ({"whom": "o02", "code": "47\u000019"}, "input.text"),
        ({"whom": "o02", "code": "\ud800719"}, "input.text"),
        ({"whom": "o02", "code": " "}, "input.empty"),
    ],
)
def test_what_is_no_proof(coded: Play, fields: dict[str, Any], code: str) -> None:
    assert coded.code("operator.sign_in", **fields) == code


def test_blanks_at_the_ends_and_the_way_of_a_keyboard_do_not_count(shop: Play) -> None:
    shop.do("operator.set", **PAUL)
    shop.do("operator.set_code", whom="o02", code="caf\u00e9 7")
    assert sign_in(shop, " cafe\u0301  7 ") == ""
    assert sign_in(shop, "cafe 7") == "operator.wrong_code"


# What is set.


@pytest.mark.parametrize(
    "weak", ["471", "1111", "1234", "4321", "7890", "0987", "9012", "abcd", "dcba", "aaaaaaaaaaaa"]
)
def test_a_code_that_is_guessed_at_once(shop: Play, weak: str) -> None:
    assert shop.code("operator.set_code", whom="o01", code=weak) == "operator.code_weak"


@pytest.mark.parametrize("code", ["1235", "1122", "2468", "abce", "1357", "4719", "a1b2c3d4e5f6"])
def test_a_code_that_is_not(code: str) -> None:
    assert not is_weak(code)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"whom": "o09", "code": CODE}, "operator.unknown"),
        ({"whom": "o01", "code": "4719471947194"}, "input.too_long"),
        ({"whom": "o01", "code": 4719}, "input.text"),
        ({"whom": "o01", "code": CODE, "badge": "badge-7"}, "operator.code_weak"),
        ({"whom": "o01", "code": CODE, "badge": "00000000"}, "operator.code_weak"),
        ({"whom": "o01"}, "input.missing"),
    ],
)
def test_what_is_not_set(shop: Play, fields: dict[str, Any], code: str) -> None:
    assert shop.code("operator.set_code", **fields) == code


def test_ones_own_is_ones_own_to_choose(coded: Play) -> None:
    coded.do("operator.set", whom="o03", name="Inès", roles=["inspector"])
    assert coded.do("operator.set_code", whom="o03", code="3058", by_operator="o03").posted[0].by == "o03"
    refused = coded.refused(
        "operator.set_code", whom="o01", code="3058", approve={"operator": "o01"}, by_operator="o02"
    )
    assert refused.code == "operator.code_needed"
    sign_in(coded)
    refused = coded.refused("operator.set_code", whom="o03", code="3059")
    assert (refused.code, refused.params["right"]) == ("operator.not_allowed", "set")
    coded.do("operator.set_code", whom="o02", code="6150")


def test_whoever_is_retired_takes_the_code_along(coded: Play) -> None:
    coded.do("operator.retire", whom="o02")
    assert coded.rows("SELECT name FROM secret WHERE name LIKE 'operator.%'") == []
    coded.do("operator.set", **PAUL)
    assert coded.do("till.count", counted_cents=0, by_operator="o02").posted[0].by == "o02"


# Forgotten.


def test_the_responsible_has_it_reset(coded: Play) -> None:
    assert coded.code("operator.reset_code", whom="o01") == "operator.nothing_changed"
    assert coded.code("operator.reset_code", whom="o09") == "operator.unknown"
    answer = coded.do("operator.reset_code", whom="o02")
    assert answer.posted[0].data == {"operator": "o02", "recovery": False}
    assert coded.do("till.count", counted_cents=0, by_operator="o02").posted[0].by == "o02"
    assert coded.rows("SELECT name FROM secret WHERE name LIKE 'operator.%'") == []


@pytest.mark.usefixtures("easy_locks")
def test_the_only_one_who_forgot_it_has_the_recovery_sheet(coded: Play) -> None:
    identity = age.unlock(
        recipient_of(coded.desk, "sept mots qui ouvrent tout").locked, "sept mots qui ouvrent tout"
    )
    coded.do("operator.set_code", whom="o01", code="9027")
    assert coded.code("operator.reset_code", whom="o01") == "operator.code_needed"
    other = age.make_identity("autre phrase")[1]
    for typed in (other, "AGE-SECRET-KEY-1", "4719"):
        assert coded.code("operator.reset_code", whom="o01", recovery=typed) == "operator.recovery_wrong"
    sheet = "\n".join(age.identity_groups(identity))
    answer = coded.do("operator.reset_code", whom="o01", recovery=sheet)
    assert answer.posted[0].data == {"operator": "o01", "recovery": True}
    coded.do("till.count", counted_cents=0)
    everything_of(coded, identity, sheet)


def test_without_a_sheet_nothing_is_proved(coded: Play) -> None:
    assert coded.code("operator.reset_code", whom="o02", recovery="AGE-SECRET-KEY-1") == (
        "operator.recovery_wrong"
    )


# Guessed at.


def test_one_waits_longer_each_time(coded: Play) -> None:
    """R-4.10."""
    waits = []
    for _ in range(7):
        refused = coded.ask("operator.sign_in", whom="o02", code=WRONG).refused
        assert refused is not None
        assert refused.code == "operator.wrong_code"
        wait_s = refused.params["wait_s"]
        assert isinstance(wait_s, int)
        waits.append(wait_s)
        if wait_s:
            # The right one is too early as well, up to the last second.
            for passed, left in ((0, wait_s), (wait_s - 1, 1)):
                coded.hands.move(seconds=passed)
                early = coded.refused("operator.sign_in", whom="o02", code=CODE)
                assert (early.code, early.params) == ("operator.wait", {"wait_s": left})
                coded.hands.move(seconds=-passed)
        coded.hands.move(seconds=wait_s)
    assert waits == [0, 0, 5, 15, 60, 300, 300]
    assert sign_in(coded) == ""
    # Begun anew.
    assert coded.refused("operator.sign_in", whom="o02", code=WRONG).params == {"wait_s": 0}


def test_each_fifth_is_told(coded: Play) -> None:
    before = coded.head()
    for n in range(1, 11):
        coded.ask("operator.sign_in", whom="o02", code=WRONG)
        assert coded.head() == before + n // 5
        coded.hands.move(seconds=300)
    first, second = [entry for entry in coded.posted() if entry.kind == "operator.code_failed"]
    assert (first.data, second.data) == (
        {"operator": "o02", "tries": 5},
        {"operator": "o02", "tries": 10},
    )
    assert first.op != second.op
    assert coded.rows("SELECT 1 FROM operation WHERE op IN (?, ?)", first.op, second.op) == []
    for _ in range(5):
        coded.ask("operator.sign_in", badge="badge-of-nobody")
        coded.hands.move(seconds=300)
    assert coded.last("operator.code_failed").data == {"operator": None, "tries": 5}
    assert verify_desk(coded.desk, VerifyRequest(signatures=True, tables=True)).faults == []


def test_an_approval_is_guessed_at_no_faster(coded: Play) -> None:
    coded.do("operator.set_code", whom="o01", code="9027", badge=None)
    sign_in(coded)
    change = {"values": {"till.cheque_days": 5}}
    codes_told = []
    for _ in range(4):
        refused = coded.refused("settings.change", **change, approve={"operator": "o01", "code": WRONG})
        codes_told.append(refused.code)
    assert codes_told == ["operator.wrong_code"] * 3 + ["operator.wait"]
    assert coded.code("operator.sign_in", whom="o01", code="9027") == "operator.wait"
    coded.hands.move(seconds=5)
    assert coded.code("settings.change", **change, approve={"operator": "o01"}) == "operator.code_needed"
    op = coded.op()
    answer = coded.do("settings.change", op=op, **change, approve={"operator": "o01", "code": "9027"})
    assert answer.posted[0].data["approved_by"] == "o01"
    # Known already: no code is looked at.
    same = coded.ask("settings.change", op=op, **change, approve={"operator": "o01", "code": WRONG})
    assert line_of(same) == line_of(answer)
    # It lent one act, and signed nobody in.
    assert coded.code("till.count", counted_cents=0, by_operator="o01") == "operator.code_needed"


def test_wrong_ones_outlive_the_process(coded: Play) -> None:
    for _ in range(3):
        sign_in(coded, WRONG)
    for other in again(coded):
        assert other.code("operator.sign_in", whom="o02", code=CODE) == "operator.wait"
        assert other.code("till.count", counted_cents=0, by_operator="o02") == "operator.code_needed"
        other.hands.move(seconds=5)
        assert sign_in(other) == ""
    # Each process has its own proof.
    coded.hands.move(seconds=10)
    assert coded.code("till.count", counted_cents=0, by_operator="o02") == "operator.code_needed"


@pytest.mark.parametrize("back", ["2026-11-25T07:59", "2020-01-01T00:00"])
def test_no_clock_makes_the_wait_endless(coded: Play, back: str) -> None:
    coded.hands.set("2099-01-01T08:00")
    for _ in range(6):
        coded.ask("operator.sign_in", whom="o02", code=WRONG)
        coded.hands.move(seconds=300)
    coded.hands.set(back)
    # It begins anew where the clock stands.
    assert coded.refused("operator.sign_in", whom="o02", code=CODE).params["wait_s"] > 300  # type: ignore[operator]
    assert coded.refused("operator.sign_in", whom="o02", code=CODE).params == {"wait_s": 300}
    coded.hands.move(seconds=300)
    assert sign_in(coded) == ""


def test_where_no_clock_is_read_a_try_is_a_second(shop: Play) -> None:
    shop.do("operator.set", **PAUL)
    shop.do("operator.set_code", whom="o02", code=CODE)
    shop.use(Hands(local("2026-11-25T09:00"), trusted=True))
    told = [sign_in(shop, WRONG) for _ in range(3)] + [sign_in(shop) for _ in range(6)]
    assert told == ["operator.wrong_code"] * 3 + ["operator.wait"] * 5 + [""]


# Found nowhere.


def everything_of(play: Play, *secrets: str) -> None:
    """Look for secrets in every table, in clear, and in the log."""
    tables = [name for (name,) in play.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
    held = repr([play.rows(f'SELECT * FROM "{table}"') for table in tables])
    assert all(secret not in held for secret in secrets)
    logs = b"".join(path.read_bytes() for path in Path(play.desk.folder.root).rglob("*.log*"))
    assert all(secret.encode() not in logs for secret in secrets)


def test_a_code_is_found_nowhere(coded: Play, caplog: pytest.LogCaptureFixture) -> None:
    """R-4.10: stored as Argon2id."""
    with caplog.at_level(logging.DEBUG):
        answers = [
            coded.ask("operator.set_code", whom="o02", code="x7!kq2", badge="badge-of-paul"),
            coded.ask("operator.sign_in", whom="o02", code="x7!kq2"),
            coded.ask("operator.sign_in", badge="badge-of-paul"),
            coded.ask("operator.sign_in", whom="o02", code="x7!kq3"),
            coded.ask("till.count", counted_cents=0, approve={"operator": "o02", "code": "x7!kq2"}),
        ]
    everything_of(coded, "x7!kq", "badge-of-paul")
    assert "x7!kq" not in json.dumps([line_of(answer) for answer in answers]) + caplog.text
    (kept,) = coded.rows("SELECT value FROM secret WHERE name = 'operator.code.o02'")[0]
    assert kept.startswith(b"$argon2id$v=19$m=19456,t=2,p=1$")


def test_the_content_of_an_operation_does_not_tell_it(shop: Play) -> None:
    """Four figures would be guessed by whoever has the key that contents are compared by."""
    shop.do("operator.set", **PAUL)
    macs = []
    for code in ("4719", "9027"):
        op = shop.do("operator.set_code", whom="o02", code=code).op
        macs.append(shop.rows("SELECT mac FROM operation WHERE op = ?", op)[0])
    assert macs[0] == macs[1]


def test_a_hash_is_drawn_anew_and_fits_its_code_alone() -> None:
    first, second = codes.hashed(CODE), codes.hashed(CODE)
    assert first != second
    assert codes.matches(first, CODE)
    assert not codes.matches(first, WRONG)


# Past the counter.


def test_a_print_asks_for_it_a_copy_does_not(coded: Play) -> None:
    for right in ("look", "export"):
        with pytest.raises(Refused, match=r"operator\.code_needed"):
            entitled(coded.desk, "o02", right)
    assert entitled(coded.desk, "o02", "day", proved=False) == "o02"
    with pytest.raises(Refused, match=r"operator\.not_allowed"):
        entitled(coded.desk, "o02", "export", proved=False)
    sign_in(coded)
    assert entitled(coded.desk, None, "look") == "o02"


def test_a_window_does_not_go_past_a_code(coded: Play) -> None:
    with pytest.raises(Refused, match=r"operator\.code_needed"):
        Operators(coded.desk).change("o02")
    sign_in(coded)
    Operators(coded.desk).change("o01")
    assert Operators(coded.desk).change("o02") == "Paul Heitz"


def test_where_nothing_is_written_a_code_is_proved_and_wrong_ones_are_remembered(coded: Play) -> None:
    """R-4.10: a copy, or a disk that can only be read: the code of the shop, and the same waits, by this process's clock."""
    seconds = [0.0]
    coded.counter.sources = replace(coded.counter.sources, monotonic=lambda: seconds[0])
    coded.do("operator.set_code", whom="o01", code="9027")
    # One wrong code stands in the store already; how long one waited there is no matter of this process.
    assert sign_in(coded, WRONG) == "operator.wrong_code"
    kept, head = coded.rows("SELECT who, count, at FROM operator_try"), coded.head()
    coded.desk.store.only_look("copy.read_only")
    with pytest.raises(Refused, match=r"operator\.code_needed"):
        entitled(coded.desk, "o01", "set")
    told = [coded.refused("operator.sign_in", whom="o02", code=WRONG).params["wait_s"] for _time in range(2)]
    assert told == [0, 5]
    # The right one too early, however often: the clock of a copy stands still, and this one does not.
    for _time in range(9):
        assert sign_in(coded) == "operator.wait"
    seconds[0] += 5
    assert sign_in(coded, WRONG) == "operator.wrong_code"
    seconds[0] += 14
    assert sign_in(coded) == "operator.wait"
    # Somebody else is kept waiting by none of it.
    coded.do("operator.sign_in", whom="o01", code="9027")
    assert entitled(coded.desk, "o01", "set") == "o01"
    seconds[0] += 1
    assert sign_in(coded) == ""
    assert sign_in(coded, WRONG) == "operator.wrong_code" and sign_in(coded) == ""
    assert coded.do("operator.sign_in", badge=BADGE).result == {"operator": "o02"}
    forgotten = {"op": coded.op(), "do": "operator.reset_code", "operator": "o02", "recovery": CODE}
    refused = coded.counter.execute(forgotten).refused
    assert refused is not None and refused.code == "copy.read_only"
    assert (coded.rows("SELECT who, count, at FROM operator_try"), coded.head()) == (kept, head)


def test_a_desk_without_proofs_proves_nothing(coded: Play) -> None:
    nothing = NothingProved()
    coded.counter.sources = replace(coded.counter.sources, proofs=nothing)
    assert sign_in(coded) == "operator.wrong_code"
    assert coded.code("operator.reset_code", whom="o02", recovery=CODE) == "operator.recovery_wrong"
    with pytest.raises(Refused, match=r"copy\.read_only"):
        nothing.hashed(CODE)
