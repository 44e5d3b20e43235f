"""Articles of the shop's own: coffee, photocopies, whatever it sells for itself."""

from concierge_desk.counter.service import Command, Reversal, Service, answers, never
from concierge_desk.counter.service_parts import ServiceParts
from concierge_desk.counter.values.vat_rates import shipped_rates
from concierge_desk.i18n import N_
from concierge_desk.services.shop import model, tables
from concierge_desk.services.shop.counter import AT_COUNTER
from concierge_desk.services.shop.messages import MESSAGES

COMMANDS = (
    Command(
        name="shop.sell",
        summary=N_("An article is sold."),
        load=tables.load_sale,
        decide=model.sell,
        charged=True,
        brings=True,
    ),
    Command(
        name="shop.article_set",
        summary=N_("An article gets its label, price, VAT and barcodes from a day on."),
        load=tables.load_article,
        decide=model.set_article,
        answer=answers("article", "cents", "valid_from"),
        when="any",
    ),
    Command(
        name="shop.set_favourites",
        summary=N_("Articles have keys, in an order that the shop chooses."),
        load=tables.load_favourites,
        decide=model.set_favourites,
        answer=answers("articles", "before"),
        when="any",
    ),
)


def _aside() -> ServiceParts:
    from concierge_desk.services.shop.aside import ASIDE  # noqa: PLC0415  (decision 0019)

    return ASIDE


REVERSALS = {
    "shop.sold": Reversal(model.take_back, charged=True),
    "shop.article_set": never("shop.set_again"),
    "shop.favourites_set": Reversal(
        model.take_favourites_back, lambda rows, _undone, _context: tables.favourites(rows)
    ),
}

SERVICE = Service(
    code="shop",
    label=N_("Shop"),
    icon="shop",
    commands=COMMANDS,
    migrations=tables.SCHEMA,
    seed=lambda site, context: model.seed(site, context, shipped_rates()),
    reverse=REVERSALS,
    messages=MESSAGES,
    in_use={"label": tables.is_label, "code": tables.is_code, "barcode": tables.is_barcode},
    aside=_aside,
    at_counter=AT_COUNTER,
)

__all__ = ["SERVICE"]
