"""Samples of tools on loan for the tests of the core."""

from tests.services.lent import LentNature, samples_of

NATURE = LentNature(
    "tools",
    "PERC-1",
    "PERCEUSE",
    registered={"tested_day": "2026-06-01"},
    lent={"checks": {"FORET": 5, "BATTERIE": 2}, "age": "adult"},
    back={"checks": {"FORET": 5, "BATTERIE": 2}},
)
SAMPLES = samples_of(NATURE)
