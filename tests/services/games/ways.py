"""Ways to the commands of games in the window."""

from tests.services.games.samples import NATURE
from tests.services.lent_ways import Words

WAYS = Words(NATURE, "Jeux à prêter", "Jeu de société").ways()
