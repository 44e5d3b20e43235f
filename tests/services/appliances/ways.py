"""Ways to the commands of appliances in the window."""

from tests.services.appliances.samples import NATURE
from tests.services.lent_ways import Words
from tests.ui.ways.steps import Write

WAYS = Words(NATURE, "Appareils à prêter", "Nettoyeur vapeur", (Write(),), (Write(),), priced=True).ways()
