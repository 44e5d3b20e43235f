"""Samples of appliances on loan for the tests of the core."""

from tests.services.lent import LentNature, samples_of

NATURE = LentNature(
    "appliances",
    "NET-1",
    "NETTOYEUR",
    registered={"tested_day": "2026-06-01"},
    lent={"checks": {"BROSSE": 3}, "age": "adult"},
    back={"checks": {"BROSSE": 3}},
)
SAMPLES = samples_of(NATURE)
