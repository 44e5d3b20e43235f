"""Ways to the commands of shoe repair in the window."""

from tests.services.cobbler.samples import TRADE
from tests.services.nature_ways import Words

WAYS = Words(TRADE, "Cordonnerie", "Paire de chaussures", "TALON", 5).ways()
