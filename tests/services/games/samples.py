"""Samples of games on loan for the tests of the core."""

from tests.services.lent import LentNature, samples_of

NATURE = LentNature(
    "games",
    "JEU-1",
    "JEU",
)
SAMPLES = samples_of(NATURE)
