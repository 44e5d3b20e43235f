"""Words of the entries that say what the shop chose; pure.

Source: docs/wording.md, "How sentences are worded"; decision 0023.
"""

from collections.abc import Mapping
from typing import Any

from concierge_desk.counter.choices.changing import CHANGED, values_of
from concierge_desk.counter.choices.switching import SWITCHED
from concierge_desk.counter.core.setting_words import value_words
from concierge_desk.counter.settings.values import AnySetting
from concierge_desk.counter.texts.entry_texts import OTHER, Telling, Tellings
from concierge_desk.counter.texts.messages import low, say
from concierge_desk.domain.journal import Posted
from concierge_desk.i18n import N_


def settings_tellings(settings: Mapping[str, AnySetting], services: Mapping[str, str]) -> Tellings:
    """Return how entries of what the shop chose are told.

    Args:
        settings: Every setting, by its code.
        services: English source of each service's name, by its code.
    """

    def changed(posted: Posted, lang: str) -> str:
        before = values_of(posted.data["before"])
        told = (
            _changed(settings.get(code), code, before[code], value, lang)
            for code, value in values_of(posted.data["values"]).items()
        )
        return ". ".join(told)

    def switched(posted: Posted, lang: str) -> str:
        data = posted.data
        name = say(services[data["service"]], lang) if data["service"] in services else data["service"]
        words = (
            N_("{service} is offered from {from_day} on")
            if data["enabled"]
            else N_("{service} is not offered from {from_day} on")
        )
        return say(words, lang, service=name, from_day=data["from_day"])

    return {CHANGED: Telling(changed, OTHER), SWITCHED: Telling(switched, OTHER)}


def _changed(setting: AnySetting | None, code: str, before: Any, value: Any, lang: str) -> str:
    """Return one change; of a setting that this version does not know, as its entry has it."""
    if setting is None:
        return say(_INSTEAD, lang, what=code, after=value, before=before)
    first, then = (low(value_words(setting, one, lang)) for one in (before, value))
    return say(_INSTEAD, lang, what=say(setting.label, lang), after=then, before=first)


_INSTEAD = N_("{what}: {after} instead of {before}")
