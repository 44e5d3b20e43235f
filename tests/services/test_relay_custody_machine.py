"""Whatever is done to the items of a shop: no number is here twice, and what came in is out or still here."""

import os

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.counter.desks import Desks
from tests.services.custody_machine import CustodyMachine

EXAMPLES = {"ci": 12, "full": 600}
STEPS = 40


def test_items_at_a_real_desk(desks: Desks) -> None:
    CustodyMachine.desks = desks
    run_state_machine_as_test(
        CustodyMachine,
        settings=settings(
            max_examples=EXAMPLES[os.environ.get("CONCIERGE_DESK_SIZE", "ci")],
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            # A failing run is replayed on a real desk: shrinking it to the last step takes minutes.
            report_multiple_bugs=False,
        ),
    )
