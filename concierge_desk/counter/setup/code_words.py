"""Codes of operators as the journal tells them; never a name, never a code. Pure.

Source: docs/wording.md, "How sentences are worded"; decision 0087.
"""

from collections.abc import Callable
from typing import Final

from concierge_desk.counter.setup.operator_codes import CODE_RESET, CODE_SET
from concierge_desk.counter.texts.entry_texts import OTHER, Telling, Tellings
from concierge_desk.counter.texts.messages import say
from concierge_desk.domain.journal import Posted


def _set(posted: Posted, lang: str) -> str:
    operator = posted.data["operator"]
    if posted.data["badge"]:
        return say("A code and a badge are asked of {operator}", lang, operator=operator)
    return say("A code is asked of {operator}", lang, operator=operator)


def _reset(posted: Posted, lang: str) -> str:
    operator = posted.data["operator"]
    if posted.data["recovery"]:
        return say("No code is asked of {operator} any more: by the recovery sheet", lang, operator=operator)
    return say("No code is asked of {operator} any more", lang, operator=operator)


def _failed(posted: Posted, lang: str) -> str:
    operator, tries = posted.data["operator"], posted.data["tries"]
    if operator is None:
        return say("{tries} times a badge that is nobody's", lang, tries=tries)
    return say("{tries} times a wrong code for {operator}", lang, tries=tries, operator=operator)


def for_responsible(words: Callable[[Posted, str], str]) -> Callable[[Posted, str], str]:
    """Return words that say, where it is so, that the responsible did not do it, and is to see it."""

    def told(posted: Posted, lang: str) -> str:
        said = words(posted, lang)
        if "for_responsible" not in posted.data:
            return said
        return say("{said} (for the responsible to see)", lang, said=said)

    return told


CODE_TELLINGS: Final[Tellings] = {
    CODE_SET: Telling(_set, OTHER),
    CODE_RESET: Telling(_reset, OTHER),
    "operator.code_failed": Telling(_failed, OTHER),
}
