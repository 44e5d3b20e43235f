"""Cards of the codes of those who keep the counter, and of who may what: a code is asked, and never shown. Pure.

Source: decisions 0039, 0087.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from concierge_desk.counter.cards.offers import Ask, Now, Offer, OfferedAct
from concierge_desk.counter.cards.words import agreed, say
from concierge_desk.counter.core.ticket_cards import SERVICE
from concierge_desk.counter.rights.table import LIMIT, OWN, RIGHTS, ROLES, Right
from concierge_desk.counter.rights.unkept import RESET_CODE, SET_CODE
from concierge_desk.counter.texts.messages import low
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.i18n import N_

WHO_MAY = "operator.rights"
CHAPTER = "books:operators"
"""Where the handbook tells of it."""

_TOLD = {
    (False, False): N_("No code: whoever sits down can choose this name."),
    (True, False): N_("A code is asked."),
    (True, True): N_("A code or a badge is asked."),
}


@dataclass(frozen=True, slots=True)
class CodesSet:
    """What is asked of an operator.

    Attributes:
        code: A code.
        badge: A badge does as well.
    """

    code: bool = False
    badge: bool = False


def card_of(operator: str) -> str:
    """Return what the card of an operator's code is known by."""
    return f"code:{operator}"


def code_offers(names: Mapping[str, str], coded: Mapping[str, CodesSet], now: Now) -> tuple[Offer, ...]:
    """Return the card of each operator's code, and the one of who may what.

    Args:
        names: What each is called, by code.
        coded: What is asked of each, by code.
        now: See `Now`.
    """
    cards = [_code(operator, name, coded[operator], now.lang) for operator, name in names.items()]
    return (*cards, _rights(now))


def _code(operator: str, name: str, asked: CodesSet, lang: str) -> Offer:
    title = say("Code: {name}", lang, name=name)
    choose = N_("Choose another code") if asked.code else N_("Choose a code")
    code, badge = _typed(lang), (*_typed(lang), _badge(lang))
    fields = {"operator": operator}
    acts = [
        OfferedAct(say(choose, lang), SET_CODE, fields, code),
        OfferedAct(say("A code and a badge", lang), SET_CODE, fields, badge),
    ]
    if asked.code:
        gone = agreed(N_("From now on no code is asked under this name. Is it so?"), lang)
        acts += [
            OfferedAct(say("The code was forgotten", lang), RESET_CODE, fields, (gone,)),
            OfferedAct(
                say("Forgotten: by the recovery sheet", lang), RESET_CODE, fields, (_sheet(lang), gone)
            ),
        ]
    told = say(_TOLD[asked.code, asked.badge], lang)
    return Offer(SERVICE, card_of(operator), title, tuple(acts), detail=told)


def _typed(lang: str) -> tuple[Ask, Ask]:
    """Return the questions for a code: nobody sees what is typed, so that it is typed twice."""
    which = say("Which code? 4 to 12 figures or letters.", lang)
    again = say("The same code once more.", lang)
    return (
        Ask("code", which, "text", verbatim=True, secret=True),
        Ask("code", again, "text", verbatim=True, secret=True, repeats=True),
    )


def _badge(lang: str) -> Ask:
    return Ask("badge", say("Scan the badge.", lang), "text", scanned=True, verbatim=True, secret=True)


def _sheet(lang: str) -> Ask:
    question = say("Type what stands on the recovery sheet of this desk, or scan it.", lang)
    return Ask("recovery", question, "text", scanned=True, verbatim=True, secret=True)


def _rights(now: Now) -> Offer:
    lang = now.lang
    lines = tuple((label_of("role", role, lang), _of_role(role, now)) for role in ROLES)
    act = OfferedAct(say("Read the handbook", lang), leads=CHAPTER)
    return Offer(SERVICE, WHO_MAY, say("Who may what", lang), (act,), words=lines)


def _of_role(role: str, now: Now) -> str:
    said = (_of_right(right, role, now) for right in RIGHTS.values() if role in right.reach)
    return ", ".join(low(one) for one in said)


def _of_right(right: Right, role: str, now: Now) -> str:
    deed, reach = say(right.deed, now.lang), right.reach[role]
    if reach == LIMIT:
        return say("{deed} up to the limit that is set here", now.lang, deed=deed)
    return say("{deed} of one's own, the same day", now.lang, deed=deed) if reach == OWN else deed
