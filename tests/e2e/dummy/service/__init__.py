"""Umbrellas: lent at the door, sold, counted at closing."""

from concierge_desk.counter.service import Acts, Command, Recalendar, Reversal, Service, answers, never
from concierge_desk.counter.service_parts import ServiceParts
from concierge_desk.i18n import N_
from concierge_desk.services.dummy import model, tables
from concierge_desk.services.dummy.counter import AT_COUNTER
from concierge_desk.ui.page.page import Page, PageParts

# Papers, the demo and the page are loaded when they are needed.
# ruff: noqa: PLC0415

COMMANDS = (
    Command(
        name="dummy.lend",
        summary=N_("Umbrellas are lent."),
        load=tables.STOCK.left,
        decide=model.lend,
        answer=answers("count"),
    ),
    Command(name="dummy.sell", summary=N_("An umbrella is sold."), decide=model.sell, charged=True),
    Command(name="dummy.put_out", summary=N_("Umbrellas are put out."), decide=model.put_out, when="any"),
)

REVERSALS = {
    "dummy.lent": Reversal(model.take_back),
    "dummy.sold": Reversal(model.refund, charged=True),
    "dummy.stocked": never("dummy.count_again"),
    "dummy.moved": never("calendar.set_again"),
}

MESSAGES = {
    "dummy.none_left": N_("Only {left} umbrellas are left."),
    "dummy.count_again": N_("Count the umbrellas again, and say how many there are."),
}


def _aside() -> ServiceParts:
    from concierge_desk.services.dummy.aside import ASIDE

    return ASIDE


def _stand() -> PageParts:
    from concierge_desk.services.dummy.page import PARTS

    return PARTS


SERVICE = Service(
    code="dummy",
    label=N_("Umbrellas"),
    icon="umbrella",
    acts=Acts(COMMANDS, REVERSALS, MESSAGES),
    migrations=tables.SCHEMA,
    principals=("DUMMY",),
    seed=model.seed,
    close=model.close,
    recalendar=Recalendar(tables.STOCK.left, model.moved),
    aside=_aside,
    at_counter=AT_COUNTER,
    pages=(
        Page(
            code="dummy_stand",
            title=N_("Umbrella stand"),
            icon="umbrella",
            parts=PageParts.later(_stand),
            key="f6",
            tells=N_("The umbrella stand"),
            keeps_line=True,
        ),
    ),
)
