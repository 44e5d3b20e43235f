"""First steps of any new shop: what was left for later, its first day, what hangs on this PC, copies, the sheet, an icon.

Source: decision 0073.
"""

from concierge_desk.counter.context import Settings
from concierge_desk.counter.shop_steps import UNNAMED, ShopStep, StepFacts, marked
from concierge_desk.desk import catalogue
from concierge_desk.domain.errors import Refused
from concierge_desk.i18n import LANGUAGES, N_, translate
from concierge_desk.store import backups, day, records
from concierge_desk.store.settings import settings_in_force
from concierge_desk.store.unit import View

SCANNER, SHEET, ICON = "scanner", "sheet", "icon"
PRINTED, REHEARSED = "printed", "rehearsed"
"""What is noted where it happens: a trial page came out, a copy was read back to its last entry."""

_FIRST = "o01"
"""Code of whoever keeps a shop from its first day on."""

_MADE = N_("The copy is made. Is it good? On the page Copies, F5 opens it as if it were put back.")
_NONE = N_("No copy was made yet.")
_ON_PC = N_("The last copy lies on this PC, and is lost with it: make one on a stick.")


def _has_hours(facts: StepFacts) -> bool:
    return bool(catalogue.calendar(facts.rows, Settings.of(View(facts.rows).settings())).grid)


def _has_names(facts: StepFacts) -> bool:
    shop = settings_in_force(facts.rows)
    names = {records.operator_name(facts.rows, shop, code) for code in shop["operators"]}
    return not names <= {translate(UNNAMED, lang) for lang in LANGUAGES}


def _was_opened(facts: StepFacts) -> bool:
    try:
        day.latest_day(facts.rows)
    except Refused:
        return False
    return True


def _is_carried(facts: StepFacts) -> bool:
    last = backups.best_backup(facts.rows)
    return last is not None and last.medium != "pc"


def _is_rehearsed(facts: StepFacts) -> bool:
    return REHEARSED in facts.marks and _is_carried(facts)


def _how_copied(facts: StepFacts) -> str:
    if _is_rehearsed(facts):
        return ""
    if _is_carried(facts):
        return translate(_MADE, facts.lang)
    return translate(_NONE if backups.best_backup(facts.rows) is None else _ON_PC, facts.lang)


STEPS = (
    ShopStep(
        "hours",
        10,
        N_("The hours"),
        N_("when the door is open"),
        N_(
            "They say until when a parcel can be fetched, and when a day ends. The week is set under Settings."
        ),
        _has_hours,
        go=N_("Set the hours"),
        leads="settings",
        card="calendar.week",
    ),
    ShopStep(
        "people",
        20,
        N_("Who keeps the counter"),
        N_("their first names"),
        N_(
            "What is done bears the name of whoever did it. First names are enough; they are set under Settings."
        ),
        _has_names,
        go=N_("Say who"),
        leads="settings",
        card=f"operator:{_FIRST}",
    ),
    ShopStep(
        "day",
        40,
        N_("The first day, and its float"),
        N_("what lies in the drawer, counted"),
        N_(
            "Count the coins and notes that lie in the drawer: that is its float. Then open the day; from then on"
            " everything is sold, taken in and counted."
        ),
        _was_opened,
        go=N_("To the day"),
        leads="day",
        ticked=False,
    ),
    ShopStep(
        "printer",
        50,
        N_("The printer"),
        N_("found, and tried with a page"),
        N_(
            "Switch it on and plug it in. The list shows what was found; then F5 prints a trial page, and asks what is"
            " to be seen on it. Without a printer of rolls, tick it off."
        ),
        marked(PRINTED),
        go=N_("Look for the printer"),
        look="printer",
    ),
    ShopStep(
        SCANNER,
        60,
        N_("The scanner"),
        N_("tried in both keyboard layouts"),
        N_(
            "Scan the code below; one that reads no screens scans any label. Then switch the keyboard of this PC to its"
            " other layout and scan once more: the same has to come. Where it has only one, tick it off after the first."
        ),
        marked(SCANNER),
        look="scanner",
    ),
    ShopStep(
        "copy",
        100,
        N_("A first copy on a stick"),
        N_("made, and opened to see that it is good"),
        N_(
            "Plug a stick in; on the page Copies, / makes the copy. The words that open the copies are chosen there."
            " Then F5 opens it as if it were put back, and says whether it is good."
        ),
        _is_rehearsed,
        go=N_("To the copies"),
        leads="copies",
        told=_how_copied,
        ticked=False,
    ),
    ShopStep(
        SHEET,
        110,
        N_("The recovery sheet"),
        N_("printed, and two groups typed back"),
        N_(
            "Whoever forgets the words opens the copies with this sheet alone. It is shown, F12 prints it; then two of"
            " its groups are typed back from the paper: so it can be read. Keep it in an envelope, away from here."
        ),
        marked(SHEET),
        go=N_("Show the sheet"),
        look="sheet",
        ticked=False,
    ),
    ShopStep(
        ICON,
        120,
        N_("Icon and start with the PC"),
        N_("so that the counter opens by itself"),
        N_(
            "An icon on the desktop and in the menu opens the counter. Where it starts with the PC, it is there in the"
            " morning without a click. Both are taken away here again."
        ),
        marked(ICON),
        look="icon",
    ),
)
