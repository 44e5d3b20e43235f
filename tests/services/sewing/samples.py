"""Samples of sewing for the tests of the core."""

from tests.services.natures import Trade, samples_of

TRADE = Trade(
    "sewing",
    {"kind": "PANTALON"},
    1200,
    ({"kind": "PANTALON", "public": 1200, "partner": 700},),
    quote=True,
)
SAMPLES = samples_of(TRADE)
