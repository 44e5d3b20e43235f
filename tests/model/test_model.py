"""The desk against its model: whatever is done at the counter, both say and hold the same."""

import os
from collections.abc import Mapping
from pathlib import Path

from hypothesis import HealthCheck, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.model.day_steps import DaySteps
from tests.model.killing import Killer
from tests.model.machine import DeskMachine
from tests.model.relay_steps import RelaySteps
from tests.model.till_steps import TillSteps

EXAMPLES = {"ci": 24, "full": 2000}
STEPS = 40


class WholeDesk(TillSteps, RelaySteps, DaySteps):
    """Every step there is."""


def test_the_desk_and_its_model_agree(
    templates: Mapping[str, Path], killer: Killer | None, seed_number: int
) -> None:
    DeskMachine.templates, DeskMachine.killer = templates, killer
    examples = EXAMPLES[os.environ.get("CONCIERGE_DESK_SIZE", "ci")]
    run_state_machine_as_test(
        seed(seed_number)(WholeDesk),
        settings=settings(
            max_examples=examples,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
