"""Step of the shop: what its tickets say of it."""

from concierge_desk.frame.first_start.answers import Answers
from concierge_desk.frame.first_start.face import Surroundings
from concierge_desk.frame.first_start.site_form import PLACE, site_problem
from concierge_desk.frame.first_start.step import Asked, FirstStep, Problem
from concierge_desk.i18n import N_

_FIELDS = (
    Asked("desk.name", N_("Name of the shop"), N_("As it shall stand on tickets")),
    Asked("desk.legal", N_("Legal name and form"), N_("Such as: association Les Lilas, SCIC, SCOP")),
    Asked("desk.street", N_("Number and street")),
    Asked("desk.town", N_("Postcode and town")),
    Asked("desk.siret", N_("SIRET"), N_("14 figures, on every letter of the tax office")),
    Asked("desk.vat_number", N_("VAT number"), N_("If there is one: FR and 11 figures")),
    Asked("desk.rcs", N_("Town of the register"), N_("If registered with the RCS")),
    Asked("desk.code", N_("Code of the desk"), N_("In names of files; left empty, it is made of the name")),
)
_WORDS = {
    "desk.name": N_("Give the shop its name."),
    "desk.legal": N_("Here is a sign that cannot be printed: type it anew."),
    "desk.address": N_("Here is a sign that cannot be printed: type it anew."),
    "desk.rcs": N_("Here is a sign that cannot be printed: type it anew."),
    "desk.siret": N_(
        "This is no SIRET: 14 figures of which the last checks the others. Compare it with the letter, figure by figure."
    ),
    "desk.vat_number": N_("This number does not belong to that SIRET: FR, two figures, and the SIRET's first nine."),
    "desk.code": N_("Two to twelve capitals and figures, a letter first, such as AMP1."),
}  # fmt: skip
_ADDRESS = N_("A ticket says where the shop stands: type it.")


def _problem(answers: Answers, around: Surroundings) -> Problem | None:
    found = site_problem(answers, around, PLACE, _WORDS)
    if found is not None:
        return found
    # Of the two, only the window asks for it: released site files may say nothing.
    missing = next((name for name in ("desk.street", "desk.town") if not answers.text(name)), None)
    return Problem(missing, _ADDRESS) if missing else None


STEP = FirstStep(
    PLACE,
    N_("The shop"),
    N_("Who is the shop?"),
    N_("It stands on every ticket. All but the code can be changed later."),
    "form",
    fields=lambda _around: _FIELDS,
    problem=_problem,
    offered=lambda answers, _around: answers.kind != "practice",
    needed=lambda _answers, _around: True,
)
