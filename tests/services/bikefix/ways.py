"""Ways to the commands of bike repair in the window."""

from tests.services.bikefix.samples import TRADE
from tests.services.nature_ways import Words
from tests.ui.ways.steps import Act, Choose, Write

WAYS = Words(
    TRADE,
    "Vélos à réparer",
    "Vélo",
    "CYCLES",
    9,
    (Write("AB12CD34EF"),),
    (Act("Remettre"), Choose("Rendues"), Write()),
).ways()
