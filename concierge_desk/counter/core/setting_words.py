"""Words of a value that the shop chose, as its card and its entries have it; pure.

Source: docs/wording.md, "How sentences are worded".
"""

from concierge_desk.counter.settings.values import AnySetting, Value
from concierge_desk.counter.texts.messages import say
from concierge_desk.counter.texts.speech import Speech
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import N_


def value_words(setting: AnySetting, value: Value, lang: str) -> str:
    """Return a value of a setting as it is read: with its unit, or what its option is called."""
    if setting.kind == "choice":
        return say(setting.options[str(value)], lang) if value in setting.options else str(value)
    if setting.kind == "flag":
        return say(N_("Yes") if value else N_("No"), lang)
    if setting.kind == "cents":
        return format_amount(int(value))
    if setting.kind == "days":
        return Speech(lang).count("{count} day", "{count} days", int(value))
    return Speech(lang).count("{count} second", "{count} seconds", int(value))
