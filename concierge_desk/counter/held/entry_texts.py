"""Sentences of entries about money that is held or owed: never whose it is. Pure.

Source: docs/wording.md, "How sentences are worded"; decision 0023.
"""

from collections.abc import Callable

from concierge_desk.counter.texts.entry_texts import BESIDE, SALES, Telling, Tellings
from concierge_desk.counter.texts.messages import say
from concierge_desk.domain.held import things as held
from concierge_desk.domain.journal import Posted
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import N_


def _cents(posted: Posted) -> int:
    """Return what its line comes to; of a cheque in the safe, what it is made out for."""
    line = posted.data.get("line")
    return int(posted.data["cents"] if line is None else line["cents"])


def _taken(posted: Posted, lang: str) -> str:
    data = posted.data
    cheque = data["kept"] == held.BY_CHEQUE
    if data["of"] is None:
        return say(N_("Caution: a cheque kept in the safe") if cheque else N_("Caution taken"), lang)
    words = N_("Caution for {of}: a cheque kept in the safe") if cheque else N_("Caution for {of} taken")
    return say(words, lang, of=data["of"])


def _returned(posted: Posted, lang: str) -> str:
    data = posted.data
    if data.get("kept") == held.BY_CHEQUE:
        return say("Cheque of a caution given back", lang)
    left = data.get("left_cents")
    if not left:
        return say("Caution given back", lang)
    return say("Caution given back in part, {left_cents} left", lang, left_cents=format_amount(left))


def _either(arrhes: str, acompte: str) -> Callable[[Posted, str], str]:
    """Return what tells an advance by what it is."""
    return lambda posted, lang: say(arrhes if posted.data["as"] == held.ARRHES else acompte, lang)


def _plain(message: str) -> Callable[[Posted, str], str]:
    return lambda _posted, lang: say(message, lang)


def _indemnified(posted: Posted, lang: str) -> str:
    words = N_("Indemnity to us") if posted.data["direction"] == "in" else N_("Indemnity from us")
    return say(words, lang)


_WHY = {"note": N_("Reason")}


def _line(message: str, *, why: bool = False) -> Telling:
    return Telling(_plain(message), SALES, _cents, BESIDE, words=_WHY if why else {})


HELD_TELLINGS: Tellings = {
    held.CAUTION_TAKEN: Telling(_taken, SALES, _cents),
    held.CAUTION_CASHED: _line(N_("Cheque of a caution paid in")),
    held.CAUTION_RETURNED: Telling(_returned, SALES, _cents),
    held.CAUTION_KEPT: _line(N_("Caution kept, all or a part"), why=True),
    held.ADVANCE_TAKEN: Telling(_either(N_("Arrhes taken"), N_("Part payment taken")), SALES, _cents, BESIDE),
    held.ADVANCE_USED: _line(N_("Paid out of what was paid ahead")),
    held.ADVANCE_KEPT: _line(N_("The customer withdraws: what was paid ahead is kept")),
    held.ADVANCE_EARNED: _line(N_("Part payment kept as the price")),
    held.ADVANCE_RETURNED: _line(N_("What was paid ahead given back")),
    held.ACCOUNT_OWED: _line(N_("Put on the slate")),
    held.ACCOUNT_PAID: _line(N_("Slate paid")),
    held.ACCOUNT_WRITTEN_OFF: _line(N_("Slate written off"), why=True),
    held.CHEQUE_UNPAID: _line(N_("Unpaid cheque, put on the slate")),
    held.INDEMNIFIED: Telling(_indemnified, SALES, _cents, BESIDE, _WHY),
}
"""How each kind is told."""
