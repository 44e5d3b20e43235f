"""Whatever is done to pieces: none is in two places, none leaves unpaid, the workshop is owed what came back."""

import os

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.counter.desks import Desks
from tests.entrusted.machine import EntrustedMachine

EXAMPLES = {"ci": 12, "full": 400}
STEPS = 40


def test_pieces_at_a_real_desk(desks: Desks) -> None:
    EntrustedMachine.desks = desks
    run_state_machine_as_test(
        EntrustedMachine,
        settings=settings(
            max_examples=EXAMPLES[os.environ.get("CONCIERGE_DESK_SIZE", "ci")],
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            # A failing run is replayed on a real desk: shrinking it to the last step takes minutes.
            report_multiple_bugs=False,
        ),
    )
