"""Ways to the acts of shoe repair in the window."""

from concierge_desk.services.cobbler import SERVICE
from tests.services.natures import ways_of

WAYS = ways_of(SERVICE)
