"""Step of a visit as it is saved: so that a power cut or another customer loses none.

What is found again by its code is not saved: a card is looked up anew, for the world went on meanwhile.

Source: decision 0019.
"""

from collections.abc import Callable, Mapping
from dataclasses import astuple
from datetime import tzinfo
from typing import Any

from concierge_desk.counter.cards.offers import Offer, OfferedAct
from concierge_desk.counter.texts.short_dates import short_hour
from concierge_desk.domain.journal import instant_of
from concierge_desk.domain.visit import Visit
from concierge_desk.pages.counter.face import Means, SavedVisit
from concierge_desk.pages.counter.state import HandwrittenLine, Part, State
from concierge_desk.ui.presenter.asking import Asking, Sought, with_answers

FOUND, NAMED, ARRIVES, FAVOURITES = "found", "named", "arrives", "favourites"


def step_of(state: State) -> dict[str, Any]:
    """Return the step the visit stands at, empty where it stands at none."""
    step: dict[str, Any] = {}
    if state.parts:
        step["parts"] = [_said(part) for part in state.parts]
    if state.written is not None:
        step["written"] = list(astuple(state.written))
    asking = state.asking
    if asking is None or asking.sought is None or any(ask.secret for ask in asking.act.asks):
        # What nobody is to see is typed anew.
        return step
    return step | {
        "mode": state.mode,
        "how": asking.sought.how,
        "text": asking.sought.text,
        "ref": asking.offer.ref,
        "act": _name_of(asking.act),
        "op": asking.op,
        "before_op": asking.before_op,
        "answers": list(asking.answers),
        "typed": asking.typed,
    }


def sought_of(step: Mapping[str, Any]) -> Sought | None:
    """Return how the card of a saved step is found again, None where the step asked nothing."""
    return Sought(step["how"], step["text"]) if "how" in step else None


def asking_of(step: Mapping[str, Any], offers: tuple[Offer, ...]) -> Asking | None:
    """Return the asking of a saved step, None where its card is not there any more."""
    found = [act for offer in offers if offer.ref == step["ref"] for act in offer.acts]
    offer = next((one for one in offers if one.ref == step["ref"]), None)
    act = next((one for one in found if _name_of(one) == step["act"]), None)
    if offer is None or act is None:
        return None
    answers, typed = tuple(step["answers"]), step["typed"]
    act = with_answers(act, answers)
    if len(answers) >= len(act.asks):
        return None
    # A step of an older release says nothing of a command before.
    before = step.get("before_op", "")
    return Asking(offer, act, step["op"], answers, typed, sought=sought_of(step), before_op=before)


def _name_of(act: OfferedAct) -> list[str]:
    """Return what tells an act from the others of its card, whichever of them come and go."""
    return [act.do, act.label]


def _said(part: Part) -> list[Any]:
    """Return a part; a payee with what the way to pay him is called."""
    payee = [part.means.payee, part.means.label] if part.means.payee else []
    return [part.means.code, part.cents, *payee]


def parts_of(step: Mapping[str, Any], means: tuple[Means, ...]) -> tuple[Part, ...]:
    """Return what was said to be paid by other means."""
    known = {one.code: one for one in means}
    return tuple(
        Part(Means(code, payee[1], payee[0]) if payee else known[code], cents)
        for code, cents, *payee in step.get("parts", ())
        if code in known
    )


def written_of(step: Mapping[str, Any]) -> HandwrittenLine | None:
    """Return the line of a paper sheet that was being entered."""
    return HandwrittenLine(*step["written"]) if "written" in step else None


def saved_visit(
    visit: Visit, zone: tzinfo, lang: str, found: Callable[[str], tuple[Offer, ...]]
) -> SavedVisit:
    """Return a visit as the counter takes it up again.

    Args:
        visit: As it was saved.
        zone: Of the shop.
        lang: Language of what is shown.
        found: Says what a card is.
    """
    since = short_hour(instant_of(visit.saved_at).astimezone(zone).time(), lang)
    said = visit.who or {}
    card, person = said.get("card", ""), said.get("name", "")
    if card:
        person = next((offer.person or "" for offer in found(card) if offer.private), "")
    return SavedVisit(visit.visit, visit.acts, visit.step, since, card, person)
