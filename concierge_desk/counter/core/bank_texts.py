"""Entries of the bank, and of what is paid over, in words.

Source: docs/contract.md, "The bank's lines", "Remittances"; decisions 0079, 0082.
"""

from concierge_desk.counter.texts.entry_texts import DRAWER, LEADS, Telling, Tellings, always
from concierge_desk.counter.texts.messages import say
from concierge_desk.counter.texts.paper_dates import owner_label
from concierge_desk.counter.texts.speech import Speech
from concierge_desk.domain.accounting.bank import IMPORTED, MATCHED, MOVE, REMOVED, UNMATCHED
from concierge_desk.domain.accounting.remittance import BY_BANK, REMITTED
from concierge_desk.domain.charge import mandate_of
from concierge_desk.domain.journal import Posted
from concierge_desk.i18n import N_


def _imported(posted: Posted, lang: str) -> str:
    return Speech(lang).count(
        "One line of the bank's statement taken in",
        "{count} lines of the bank's statement taken in",
        len(posted.data["lines"]),
    )


def _removed(posted: Posted, lang: str) -> str:
    return Speech(lang).count(
        "One line of a bank's statement taken out again",
        "{count} lines of a bank's statement taken out again",
        len(posted.data["lines"]),
    )


def _matched(posted: Posted, lang: str) -> str:
    refs = dict.fromkeys(_name(due["ref"], lang) for due in posted.data["of"])
    if not refs:
        return say(N_("The bank's line is nothing of the desk's"), lang)
    return say(N_("The bank's line is {what}"), lang, what=", ".join(refs))


def _name(ref: str, lang: str) -> str:
    return say(N_("a movement of the drawer"), lang) if ref.startswith(f"{MOVE}:") else ref


def _remitted(posted: Posted, lang: str) -> str:
    data = posted.data
    names = {data["principal"]: data["name"]}
    words = N_("Paid over to {whom} by the bank, {slip}") if data["by"] == BY_BANK else _PAID_OVER
    return say(words, lang, whom=owner_label(mandate_of(data["principal"]), lang, names), slip=data["slip"])


_PAID_OVER = N_("Paid over to {whom} in cash, {slip}")


BANK_TELLINGS: Tellings = {
    REMITTED: Telling(_remitted, DRAWER, lambda posted: -int(posted.data["cents"]), weight=LEADS),
    IMPORTED: Telling(_imported, DRAWER),
    REMOVED: Telling(_removed, DRAWER),
    MATCHED: Telling(_matched, DRAWER, lambda posted: int(posted.data["cents"])),
    UNMATCHED: Telling(
        always(N_("The bank's line is matched no more")), DRAWER, lambda posted: int(posted.data["cents"])
    ),
}
