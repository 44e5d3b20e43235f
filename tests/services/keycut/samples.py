"""Samples of keys to copy for the tests of the core."""

from tests.services.natures import Trade, samples_of

TRADE = Trade(
    "keycut",
    {"kind": "CLE"},
    450,
    ({"kind": "CLE", "public": 450, "partner": 200},),
)
SAMPLES = samples_of(TRADE)
