"""Samples of bike repair for the tests of the core."""

from tests.services.natures import Trade, samples_of

TRADE = Trade(
    "bikefix",
    {"kind": "VELO", "fnuci": "AB12CD34EF"},
    3500,
    ({"kind": "VELO", "public": 3500, "partner": 2500},),
    collected={"old_parts": "given"},
    quote=True,
)
SAMPLES = samples_of(TRADE)
