"""Ways to the commands of sewing in the window."""

from tests.services.nature_ways import Words
from tests.services.sewing.samples import TRADE
from tests.ui.ways.steps import Choose

WAYS = Words(TRADE, "Couture", "Pantalon", "COUSETTE", 3, (Choose("Atelier Cousette"),)).ways()
