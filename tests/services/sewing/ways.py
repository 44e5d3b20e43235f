"""Ways to the acts of sewing in the window."""

from concierge_desk.services.sewing import SERVICE
from tests.services.natures import ways_of

WAYS = ways_of(SERVICE)
