"""Ways to the commands of keys in the window."""

from tests.services.keys.samples import NATURE
from tests.services.lent_ways import Words
from tests.ui.ways.steps import Choose

WAYS = Words(NATURE, "Clés gardées", "Clé", (Choose("Carte"),)).ways()
