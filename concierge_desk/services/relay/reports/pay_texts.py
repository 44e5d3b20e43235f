"""Sentences of the entries about what principals pay."""

from concierge_desk.counter.texts.entry_texts import OTHER, Telling, Tellings
from concierge_desk.counter.texts.messages import say
from concierge_desk.counter.texts.speech import Speech
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.domain.journal import Posted
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import N_
from concierge_desk.services.relay.model.pay.rows import read_row
from concierge_desk.services.relay.model.pay.words import month_name, row_words


def _pay_set(posted: Posted, lang: str) -> str:
    whose = label_of("principal", posted.data["principal"], lang)
    told = [
        say(N_("{code}: nothing any more from {day} on"), lang, code=row["code"], day=row["valid_from"])
        if row["basis"] is None
        else row_words(read_row(row), lang)
        for row in posted.data["rows"]
    ]
    return say(N_("{whose} pays: {rows}"), lang, whose=whose, rows=". ".join(told))


def _noted(posted: Posted, lang: str) -> str:
    data = posted.data
    return Speech(lang).count(
        "Statement of {whose} for {month} noted: one line differs from the {amount} expected",
        "Statement of {whose} for {month} noted: {count} lines differ from the {amount} expected",
        len(data["differences"]),
        whose=label_of("principal", data["principal"], lang),
        month=month_name(data["month"], lang),
        amount=format_amount(data["ht_cents"]),
    )


PAY: Tellings = {
    "relay.pay_set": Telling(_pay_set, OTHER),
    "relay.statement_noted": Telling(_noted, OTHER),
}
