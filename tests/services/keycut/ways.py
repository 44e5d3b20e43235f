"""Ways to the commands of keys to copy in the window."""

from tests.services.keycut.samples import TRADE
from tests.services.nature_ways import Words

WAYS = Words(TRADE, "Clés à copier", "Clé", "SERRURE", 7).ways()
