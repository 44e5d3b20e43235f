"""Samples of dry cleaning for the tests of the core."""

from tests.entrusted.workshop import COAT
from tests.services.natures import Trade, samples_of

TRADE = Trade("pressing", COAT, 1490)
SAMPLES = samples_of(TRADE)
