"""Samples of shoe repair for the tests of the core."""

from tests.services.natures import Trade, samples_of

TRADE = Trade(
    "cobbler",
    {"kind": "CHAUSSURE"},
    900,
    ({"kind": "CHAUSSURE", "public": 900, "partner": 500},),
)
SAMPLES = samples_of(TRADE)
