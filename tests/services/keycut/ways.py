"""Ways to the acts of keys to copy in the window."""

from concierge_desk.services.keycut import SERVICE
from tests.services.natures import ways_of

WAYS = ways_of(SERVICE)
