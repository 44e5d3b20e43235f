"""Ways to the acts of bike repair in the window."""

from concierge_desk.services.bikefix import SERVICE
from tests.services.natures import ways_of

WAYS = ways_of(SERVICE)
