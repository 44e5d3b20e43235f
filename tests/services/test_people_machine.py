"""Whoever is kept, merged, moved: nobody is lost, and a membership is one household's."""

import os

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.counter.desks import Desks
from tests.services.people_machine import People

EXAMPLES = {"ci": 12, "full": 600}
STEPS = 40


def test_people_at_a_real_desk(desks: Desks) -> None:
    People.desks = desks
    run_state_machine_as_test(
        People,
        settings=settings(
            max_examples=EXAMPLES[os.environ.get("CONCIERGE_DESK_SIZE", "ci")],
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            # A failing run is replayed on a real desk: shrinking it to the last step takes minutes.
            report_multiple_bugs=False,
        ),
    )
