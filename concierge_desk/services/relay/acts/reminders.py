"""Acts of reminders: whoever waits for an item was told, or said by mail to which address.

Source: docs/contract.md, "Letters"; decision 0083.
"""

from collections.abc import Mapping

from concierge_desk.counter.service import ANY_DAY, AnyCommand, AnyReversal, Command, Reversal, answers, never
from concierge_desk.i18n import N_
from concierge_desk.services.relay.model import reversals
from concierge_desk.services.relay.model.reminders import addresses, remind
from concierge_desk.services.relay.tables import loads, reminder_loads

COMMANDS: tuple[AnyCommand, ...] = (
    Command(
        name="relay.remind",
        summary=N_("Whoever waits for an item was reminded of it."),
        load=reminder_loads.load_remind,
        decide=remind.remind,
        answer=answers("custody", "tracking", "carrier", "shelf"),
    ),
    Command(
        name="relay.note_email",
        summary=N_("Whoever waits for an item said yes to being told by mail: the address is kept with it."),
        load=loads.load_stays,
        decide=addresses.note_email,
        answer=answers("custody", "tracking", "carrier", "shelf"),
    ),
    Command(
        name="relay.forget_email",
        summary=N_("Whoever waits for an item wants no mail any more: the address is erased."),
        load=loads.load_stays,
        decide=addresses.forget_email,
        answer=answers("custody", "tracking", "carrier", "shelf"),
        when=ANY_DAY,
    ),
)

REVERSALS: Mapping[str, AnyReversal] = {
    "relay.reminded": Reversal(reversals.reverse_reminder, loads.load_stay),
    addresses.NOTED: Reversal(addresses.reverse_noted, loads.load_stay),
    addresses.FORGOTTEN: never("relay.email_again"),
}
