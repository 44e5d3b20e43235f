"""Sentences of operators and their rights: why something is refused, and what to do.

Source: docs/wording.md, "How sentences are worded".
"""

from collections.abc import Mapping
from typing import Final

from concierge_desk.i18n import N_

MESSAGES: Final[Mapping[str, str]] = {
    "operator.not_responsible": N_("Only the responsible may do this: let them do it."),
    "operator.not_allowed": N_("{right}: this takes {who}."),
    "operator.not_allowed+limit_cents": N_("{right}, more than {limit_cents}: this takes {who}."),
    "operator.not_allowed+own": N_("Take back what somebody else did, or on another day: this takes {who}."),
    "operator.code_needed": N_("{operator} has a code: it is needed first."),
    "operator.wrong_code": N_("That is not the code. The next try is in {wait_s} s."),
    "operator.wait": N_("Too early after a wrong code: try again in {wait_s} s."),
    "operator.code_weak": N_(
        "This code is guessed at once: take at least four signs that are not all the same and do not follow one another."
    ),
    "operator.recovery_wrong": N_("That is not what stands on the recovery sheet of this desk."),
    "operator.code_again": N_("A code is not taken back: set another one, or have it reset."),
    "operator.code_invalid": N_(
        "An operator's code is a letter and figures, such as o02: it stands in every entry, and is no name."
    ),
    "operator.last_responsible": N_(
        "Somebody has to be responsible here: make somebody else responsible first."
    ),
    "operator.nothing_changed": N_("That is what stands there already: nothing was changed."),
    "operator.unknown": N_("{operator} is not an operator of this desk."),
}
