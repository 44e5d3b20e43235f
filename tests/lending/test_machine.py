"""Whatever is lent, reserved, waited for and brought back: no copy is out twice, nothing is promised twice, all comes back."""

import os

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from sqlcipher3 import dbapi2

from concierge_desk.mechanisms.lending.model.facts import Loan
from concierge_desk.store.rows import columns_of
from tests.counter.desks import Desks, Play
from tests.lending.machine import LendingMachine
from tests.lending.test_loans import CHAIRS, lent, member

EXAMPLES = {"ci": 10, "full": 300}
STEPS = 40


def test_whatever_is_done_to_tools(desks: Desks) -> None:
    LendingMachine.desks = desks
    run_state_machine_as_test(
        LendingMachine,
        settings=settings(
            max_examples=EXAMPLES[os.environ.get("CONCIERGE_DESK_SIZE", "ci")],
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            # A failing run is replayed on a real desk: shrinking it to the last step takes minutes.
            report_multiple_bugs=False,
        ),
    )


def second_loan(play: Play, loan: str) -> None:
    """Write a second loan of the same object, past every rule: the first one's row, under another number."""
    columns = columns_of(Loan)
    others = columns.replace("loan", "'L-2026-999999'", 1)
    sql = f"INSERT INTO tools_loan({columns}) SELECT {others} FROM tools_loan WHERE loan = ?"
    play.desk.store.write(lambda unit: unit.rows.execute(sql, (loan,)))


def test_the_store_itself_takes_no_second_loan_of_a_copy(tools: Play) -> None:
    loan = lent(tools, member(tools))
    with pytest.raises(dbapi2.IntegrityError, match=r"tools_loan\.object"):
        second_loan(tools, loan["loan"])


def test_what_is_lent_by_count_is_with_several(tools: Play) -> None:
    loan = lent(tools, member(tools), CHAIRS, quantity=2)
    second_loan(tools, loan["loan"])
    assert tools.rows("SELECT sum(out) FROM tools_loan") == [(4,)]
