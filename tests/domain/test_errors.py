"""Failures: a log that is sent in tells which one it was."""

import pytest

from concierge_desk.domain.errors import DeskError, EnvironmentFailure, IntegrityFailure, Refused


@pytest.mark.parametrize(
    ("family", "status"), [(DeskError, 1), (Refused, 3), (EnvironmentFailure, 4), (IntegrityFailure, 5)]
)
def test_a_failure_says_its_code_and_what_fills_its_sentence(family: type[DeskError], status: int) -> None:
    failure = family("till.short", missing_cents=120)
    assert (failure.code, failure.params, failure.exit_status) == (
        "till.short",
        {"missing_cents": 120},
        status,
    )
    assert str(failure) == "('till.short', {'missing_cents': 120})"
