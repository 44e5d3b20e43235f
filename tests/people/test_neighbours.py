"""Whoever comes, and whatever for: nothing is lost, nothing is doubled, and nobody's name is in the journal."""

import os
from pathlib import Path

from hypothesis import HealthCheck, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.dice import SEED
from tests.model.killing import Killer
from tests.people.machine import NeighboursMachine

EXAMPLES = {"ci": 12, "full": 400}
STEPS = 45


def test_random_people_at_the_counter(template: Path, killer: Killer | None) -> None:
    NeighboursMachine.template, NeighboursMachine.killer = template, killer
    run_state_machine_as_test(
        seed(int(os.environ[SEED]))(NeighboursMachine),
        settings=settings(
            max_examples=EXAMPLES[os.environ.get("CONCIERGE_DESK_SIZE", "ci")],
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            report_multiple_bugs=False,
        ),
    )
