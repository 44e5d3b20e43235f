"""Names of the files that leave, for people.

Source: docs/contract.md, "Deliveries".
"""

from concierge_desk.counter.deliveries.fields import LETTERS, OF_PARTNER
from concierge_desk.counter.texts.messages import say
from concierge_desk.counter.values.codelists import label_of


def export_name(export: str, lang: str) -> str:
    """Return what a daily file is called, whose it is in it."""
    if export == LETTERS:
        return say("Mails to people", lang)
    word, _, code = export.partition("-")
    principal = code.upper() if word == OF_PARTNER else export.upper()
    return say("Report for {whose}", lang, whose=label_of("principal", principal, lang))
