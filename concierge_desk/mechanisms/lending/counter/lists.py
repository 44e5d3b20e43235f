"""Lists of the morning of things lent."""

from collections.abc import Mapping
from functools import partial

from concierge_desk.counter.cards.at_counter import MorningList
from concierge_desk.i18n import N_
from concierge_desk.mechanisms.lending.nature import LendingNature

LATE, DUE, AT_RISK, MOVED = "late", "due_today", "at_risk", "moved"
TO_CALL, RELEASE, CAUTION_OPEN = "to_call", "release", "caution_open"
TESTS_DUE, NOT_FOUND, NOT_COUNTED = "tests_due", "not_found", "not_counted"


def lists_of(nature: LendingNature) -> Mapping[str, MorningList]:
    """Return the lists of a nature; natures share their names."""
    command = partial("{}.{}".format, nature.code)
    lists = {
        LATE: MorningList(N_("Late: ask for them back"), command("remind")),
        DUE: MorningList(N_("Back today"), command("return")),
        AT_RISK: MorningList(N_("Late, and somebody has reserved it"), command("remind")),
        TO_CALL: MorningList(N_("Somebody waits for it: call"), command("call")),
        RELEASE: MorningList(N_("Not fetched: let it go"), command("release")),
        CAUTION_OPEN: MorningList(N_("Caution not taken yet")),
        TESTS_DUE: MorningList(N_("To be tested"), command("maintain")),
        MOVED: MorningList(N_("Due anew by other hours: tell whom it is about"), command("remind")),
        NOT_FOUND: MorningList(N_("Missing: look for them"), command("report_incident")),
    }
    if nature.authorised:
        # It is told once a day, beside what waits: nothing of it is a thing.
        label, count = N_("Not counted at the last closing"), command("count")
        lists[NOT_COUNTED] = MorningList(label, count, beside=True, leads=count, rare=True)
    return lists
