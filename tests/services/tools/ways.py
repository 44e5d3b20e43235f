"""Ways to the commands of tools in the window."""

from tests.services.lent_ways import Words
from tests.services.tools.samples import NATURE
from tests.ui.ways.steps import Write

WAYS = Words(NATURE, "Outils à prêter", "Perceuse", (Write(),), (Write(),), priced=True).ways()
