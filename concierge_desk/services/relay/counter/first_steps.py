"""First steps of the relay in a new shop: La Poste's code, its prices, what lies here already, the stamps.

Source: decision 0073.
"""

from concierge_desk.counter.checks import DeskCheck
from concierge_desk.counter.shop_steps import ShopStep, StepFacts
from concierge_desk.i18n import N_
from concierge_desk.services.relay.counter.set_up import OFFICE
from concierge_desk.services.relay.tables import looks
from concierge_desk.services.relay.tables.checks import tariff_check
from concierge_desk.services.relay.tables.first_steps import was_counted, was_received


def _priced(facts: StepFacts) -> bool:
    return all(check.standing == "well" for check in _checks(facts))


def _prices(facts: StepFacts) -> str:
    return " ".join(check.told for check in _checks(facts))


def _checks(facts: StepFacts) -> tuple[DeskCheck, ...]:
    return tariff_check(facts.rows, facts.today, facts.lang)


STEPS = (
    ShopStep(
        "relay.office",
        30,
        N_("La Poste's code"),
        N_("the office and its REGATE code"),
        N_(
            "The REGATE code of the post office, 6 figures, stands on what is handed to La Poste. The office knows it."
            " It is set under Settings."
        ),
        lambda facts: bool(looks.office(facts.rows)["regate"]),
        go=N_("Say which"),
        leads="settings",
        card=OFFICE,
    ),
    ShopStep(
        "relay.tariff",
        70,
        N_("La Poste's prices"),
        N_("those of this year"),
        N_(
            "Compare two or three with the sheet of the office. Those of the next year come in December, as a file;"
            " the page Tariffs finds it."
        ),
        _priced,
        go=N_("Look at the prices"),
        leads="tariff",
        told=_prices,
    ),
    ShopStep(
        "relay.parcels",
        80,
        N_("What lies here already"),
        N_("parcels on the shelf"),
        N_(
            "Parcels that lie on the shelf are taken in one after another: F3, then scan after scan. The day has to be"
            " open. Where nothing lies here, tick it off."
        ),
        lambda facts: was_received(facts.rows),
        go=N_("Take parcels in"),
        leads="f3",
    ),
    ShopStep(
        "relay.stock",
        90,
        N_("Stamps in stock"),
        N_("counted, kind by kind"),
        N_("Count the stamps that are here, kind by kind: what is sold is taken off from then on."),
        lambda facts: was_counted(facts.rows),
        go=N_("Count the stock"),
        card="relay.stock",
    ),
)
