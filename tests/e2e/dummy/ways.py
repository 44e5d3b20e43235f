"""Ways to the umbrellas in the window, by keys and by mouse."""

from tests.ui.ways.steps import Act, Page, Row, Scan, Tile, Write
from tests.ui.ways.way import CASH, Way, Ways, in_settings

WAYS: Ways = {
    "dummy.lend": Way(
        "counter",
        (Scan("UMBRELLAS"), Act("Prêter"), Write()),
        (Page("Parapluies"), Row("Parapluies"), Act("Prêter"), Write()),
    ),
    "dummy.sell": Way("counter", (Tile("Un parapluie"), CASH)),
    "dummy.put_out": in_settings("Parapluies", Act("Mettre à la porte"), Write("25")),
}
