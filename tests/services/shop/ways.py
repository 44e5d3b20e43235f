"""Ways to the shop's commands in the window: its tiles, its cards among the settings."""

from tests.ui.ways.steps import Act, Card, Choose, Tile, Write
from tests.ui.ways.way import CASH, Way, Ways, in_settings

WAYS: Ways = {
    "shop.sell": Way("counter", (Tile("Café"), CASH)),
    "shop.set_favourites": in_settings(
        "Boutique", Card("Touches"), Act("En mettre un"), Choose("Photocopie")
    ),
    "shop.article_set": in_settings(
        "Articles",
        Card("Nouvel article"),
        Act("Créer"),
        Write("Thé"),
        Write("1,50"),
        Choose("TVA 20"),
        Write(),
        Write(),
    ),
}
