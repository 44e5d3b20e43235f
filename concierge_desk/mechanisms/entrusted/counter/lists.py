"""Lists of the morning of things entrusted."""

from collections.abc import Mapping
from functools import partial

from concierge_desk.counter.cards.at_counter import MorningList
from concierge_desk.i18n import N_

TO_SEND, TO_RECEIVE, LATE, MISSING, PROMISED, MOVED, UNCOLLECTED, LAW, DISPUTES = (
    "to_send",
    "to_receive",
    "partner_late",
    "missing",
    "promised_today",
    "moved",
    "uncollected",
    "law_1903",
    "disputes",
)


def lists_of(code: str) -> Mapping[str, MorningList]:
    """Return the lists of a nature; natures share them."""
    command = partial("{}.{}".format, code)
    return {
        MISSING: MorningList(N_("Missing pieces: look for them"), command("report_incident")),
        TO_SEND: MorningList(N_("To give to the workshop today"), command("send")),
        TO_RECEIVE: MorningList(N_("The workshop brings back today"), command("receive_back")),
        LATE: MorningList(N_("The workshop should have brought them"), command("receive_back")),
        PROMISED: MorningList(N_("Promised for today, or before")),
        MOVED: MorningList(N_("Due anew by other hours: tell whom it is about"), command("remind")),
        UNCOLLECTED: MorningList(N_("Nobody came for them: tell their owners"), command("remind")),
        LAW: MorningList(N_("Here for a year: a judge may be asked")),
        DISPUTES: MorningList(N_("Complaints to settle"), command("settle_dispute")),
    }
