"""The shop's acts: each command with what it reads and what decides; and how it is taken back.

Source: docs/architecture.md, "Adding a service".
"""

from concierge_desk.counter.rights.table import PRICES
from concierge_desk.counter.service import Acts, Command, Reversal, answers, never
from concierge_desk.i18n import N_
from concierge_desk.services.shop.messages import MESSAGES
from concierge_desk.services.shop.model import articles as model
from concierge_desk.services.shop.tables import favourites, loads

COMMANDS = (
    Command(
        name="shop.sell",
        summary=N_("An article is sold."),
        load=loads.load_sale,
        decide=model.sell,
        charged=True,
        brings=True,
    ),
    Command(
        name="shop.article_set",
        summary=N_("An article gets its label, price, VAT and barcodes from a day on."),
        load=loads.load_article,
        decide=model.set_article,
        answer=answers("article", "cents", "valid_from"),
        when="any",
        right=PRICES,
    ),
    Command(
        name="shop.set_favourites",
        summary=N_("Articles have keys, in an order that the shop chooses."),
        load=loads.load_favourites,
        decide=model.set_favourites,
        answer=answers("articles", "before"),
        when="any",
        right=PRICES,
    ),
)

REVERSALS = {
    "shop.sold": Reversal(model.take_back, charged=True),
    "shop.article_set": never("shop.set_again"),
    "shop.favourites_set": Reversal(
        model.take_favourites_back, lambda rows, _undone, _context: favourites(rows), right=PRICES
    ),
}

ACTS = Acts(COMMANDS, REVERSALS, MESSAGES)
