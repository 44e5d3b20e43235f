"""Ways to the commands of bikes in the window."""

from tests.services.bikes.samples import NATURE
from tests.services.lent_ways import Words
from tests.ui.ways.steps import Write

WAYS = Words(NATURE, "Vélos à prêter", "Vélo", (Write(),), (Write(),), priced=True).ways()
