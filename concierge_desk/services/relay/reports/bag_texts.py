"""Sentences of the entries of bags and of the room on the shelves. Pure.

Source: docs/contract.md, "Bags"; decision 0023.
"""

from concierge_desk.counter.texts.entry_texts import OTHER, Telling, Tellings
from concierge_desk.counter.texts.messages import say
from concierge_desk.counter.texts.speech import Speech
from concierge_desk.counter.values.codelists import codes, label_of
from concierge_desk.domain.journal import Posted
from concierge_desk.i18n import N_, NN_
from concierge_desk.services.relay.model.bags import bag, fullness


def _whose(posted: Posted, lang: str) -> str:
    code = posted.data["carrier"]
    return label_of("carrier" if code in codes("carrier") else "principal", code, lang)


def _announced(posted: Posted, lang: str) -> str:
    one, many = NN_("Bag {bag}, {whose}: one item announced", "Bag {bag}, {whose}: {count} items announced")
    data = posted.data
    return Speech(lang).count(one, many, data["announced"], bag=data["bag"], whose=_whose(posted, lang))


def _closed(posted: Posted, lang: str) -> str:
    data = posted.data
    told = {name: data[name] for name in ("bag", "received", "announced")}
    return say("Bag {bag} closed: {received} scanned, {announced} announced", lang, **told)


def _capacities(posted: Posted, lang: str) -> str:
    words = N_("{place} holds {items} instead of {before}")
    rows = zip(posted.data["rows"], posted.data["before"], strict=True)
    told = [say(words, lang, **_figures(row["place"], row["items"], was["items"])) for row, was in rows]
    return ". ".join(told)


def _figures(place: str, items: int | None, before: int | None) -> dict[str, object]:
    return {
        "place": place,
        "items": "—" if items is None else items,
        "before": "—" if before is None else before,
    }


def _cap(posted: Posted, lang: str) -> str:
    data = posted.data
    told = {"whose": _whose(posted, lang), "day": data["valid_from"]}
    if data["a_day"] is None and data["held"] is None:
        return say("{whose}: nothing is agreed any more from {day} on", lang, **told)
    words = {"a_day": N_("{count} a day"), "held": N_("{count} at a time")}
    agreed = [say(word, lang, count=data[name]) for name, word in words.items() if data[name] is not None]
    return say("Agreed with {whose} from {day} on: {agreed}", lang, **told, agreed=", ".join(agreed))


def _warned(posted: Posted, lang: str) -> str:
    words = N_("{whose} told that the shelves are full: {held} items here")
    return say(words, lang, whose=_whose(posted, lang), held=posted.data["held"])


BAGS: Tellings = {
    bag.ANNOUNCED_KIND: Telling(_announced),
    bag.CLOSED_KIND: Telling(_closed),
    fullness.CAPACITIES: Telling(_capacities, OTHER),
    fullness.CAP: Telling(_cap, OTHER),
    fullness.WARNED: Telling(_warned),
}
