"""Ways to the commands of keys in the window; what hangs is counted behind a door too, beside the step of the closing."""

from tests.counter.desks import Play
from tests.services.keys.samples import NATURE
from tests.services.lent_ways import Words
from tests.ui.ways.steps import Act, Choose, Page, Press, Write
from tests.ui.ways.way import Way

_WORDS = Words(NATURE, "Clés gardées", "Clé", (Choose("Carte"),))


def _there(play: Play) -> None:
    """Let a key hang, where the ways before this one left none."""
    states = {state for (state,) in play.rows("SELECT state FROM keys_object")}
    if not states:
        _WORDS.set_up(play)
    elif states == {"out"}:
        NATURE.do(play, "return", **NATURE.back)


_COUNT = "Compter les clés"
_COUNTED = (Act("Noter le comptage"), Write("1"))
COUNT = Way(
    "counter",
    (Page(_COUNT, word="crochets"), *_COUNTED),
    (Page("Clés gardées", word="garde"), Press(_COUNT, ""), *_COUNTED),
    before=_there,
)
WAYS = {**_WORDS.ways(), "keys.count": COUNT}
