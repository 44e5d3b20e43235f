"""Sentences of the relay's entries: an item by the end of its number, never by anybody's name. Pure.

Source: docs/contract.md, "Papers seen in the shop"; decision 0023.
"""

from collections.abc import Callable, Mapping

from concierge_desk.counter.core.entry_texts import line_cents, line_words
from concierge_desk.counter.texts.entry_texts import BESIDE, OTHER, SALES, Telling, Tellings, always
from concierge_desk.counter.texts.messages import low, say
from concierge_desk.counter.texts.speech import Speech
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.domain.journal import Data, Posted
from concierge_desk.domain.money import format_amount
from concierge_desk.domain.tracking import ending
from concierge_desk.i18n import N_, NN_
from concierge_desk.mechanisms.custody.model import DAMAGE, FIND, LOSE, MISS
from concierge_desk.services.relay.model import states
from concierge_desk.services.relay.model.catalogue import product_name
from concierge_desk.services.relay.model.compared import comparing
from concierge_desk.services.relay.model.postage.tariff import GIVEN
from concierge_desk.services.relay.reports.bag_texts import BAGS
from concierge_desk.services.relay.reports.compared_words import acts_otherwise
from concierge_desk.services.relay.reports.pay_texts import PAY
from concierge_desk.services.relay.reports.stock_texts import stock_tellings

_INCIDENTS: Mapping[str, str] = {
    DAMAGE: N_("{item}: damaged"),
    MISS: N_("{item}: cannot be found"),
    states.MISROUTE: N_("{item}: came here by mistake"),
    FIND: N_("{item}: found again"),
    LOSE: N_("{item}: lost for good"),
}
_DEPOSITS: Mapping[str, tuple[str, str]] = {
    "letter": NN_("One letter left for the postman", "{count} letters left for the postman"),
    "registered": NN_(
        "One registered letter left for the postman", "{count} registered letters left for the postman"
    ),
    "parcel": NN_("One parcel left for the postman", "{count} parcels left for the postman"),
    "prepaid_return": NN_(
        "One prepaid return left for the postman", "{count} prepaid returns left for the postman"
    ),
}
"""Of each kind of deposit: one of them, and several."""
_REVERSED: Mapping[str, str] = {
    "relay.received": N_("{item}: taken in"),
    "relay.handed_over": N_("{item}: handed over"),
    "relay.refused": N_("{item}: refused"),
    "relay.reminded": N_("{item}: reminded"),
    "relay.slip_prepared": N_("Slip {slip} prepared"),
    "relay.complaint_forwarded": N_("Complaint {number} passed on"),
    "relay.complaint_answered": N_("Complaint {number}: answer received"),
    "relay.complaint_closed": N_("Complaint {number} closed"),
    "relay.announced": N_("Bag {bag} announced"),
}
"""What was taken back, by the kind of its entry; an incident says which it was."""


def _item(data: Data, lang: str) -> str:
    """Return what an item is called in a list: its network, the end of its number."""
    number = data.get("tracking") or data.get("custody")
    carrier = data.get("carrier")
    named = label_of("carrier", carrier, lang) if carrier else say("Item", lang)
    return f"{named} {ending(number)}" if number else named


def _by_item(message: str) -> Callable[[Posted, str], str]:
    """Return what tells an entry of one item by a sentence and some of its fields."""

    def tell(posted: Posted, lang: str) -> str:
        data = posted.data
        places = {name: data.get(name) for name in ("shelf", "from_shelf", "slip")}
        return say(message, lang, item=_item(data, lang), **places)

    return tell


def _handed_over(posted: Posted, lang: str) -> str:
    data = posted.data
    seen = label_of("id_document", data["id_document"], lang) if data.get("id_document") else ""
    words = N_("{item}: handed over, {document} seen") if seen else N_("{item}: handed over")
    if data.get("collector") != "addressee":
        words = N_("{item}: handed over to somebody else, {document} seen") if seen else words
    return say(words, lang, item=_item(data, lang), document=low(seen))


def _refused(posted: Posted, lang: str) -> str:
    why = label_of("refusal", posted.data["reason"], lang)
    return say("{item}: refused ({why})", lang, item=_item(posted.data, lang), why=low(why))


_DIFFERENCES = NN_("Compared with {whose}: one difference", "Compared with {whose}: {count} differences")


def _compared(posted: Posted, lang: str) -> str:
    """Return how much of a comparison differs, and which acts do: which items stands in the entry, and on their cards."""
    data = posted.data
    whose = label_of("principal", data["principal"], lang)
    count = comparing.differences(data)
    if not count:
        agree = data["agree"]
        return say("Compared with {whose}: all of it agrees ({agree})", lang, whose=whose, agree=agree)
    said = Speech(lang).count(*_DIFFERENCES, count, whose=whose)
    acts = acts_otherwise(data, lang)
    return f"{said} ({acts})" if acts else said


def _incident(posted: Posted, lang: str) -> str:
    return say(_INCIDENTS[posted.data["incident"]], lang, item=_item(posted.data, lang))


def _reversed(posted: Posted, lang: str) -> str:
    data = posted.data
    if data.get("state") == states.MISDELIVERED and data["of"] == "relay.handed_over":
        return say("{item}: handed to the wrong person", lang, item=_item(data, lang))
    if data["of"] == "relay.incident_noted":
        return _incident(posted, lang)
    told = {"slip": data.get("slip"), "number": data.get("complaint"), "bag": data.get("bag")}
    return say(_REVERSED[data["of"]], lang, item=_item(data, lang), **told)


def _complaint(posted: Posted, lang: str) -> str:
    about, number = low(label_of("complaint", posted.data["subject"], lang)), posted.data.get("complaint")
    if number is None:
        # One of an older version has no number in its entry.
        return say("Complaint: {about}", lang, about=about)
    return say("Complaint {number}: {about}", lang, number=number, about=about)


def _complaint_forwarded(posted: Posted, lang: str) -> str:
    to = low(label_of("complaint_to", posted.data["to"], lang))
    return say("Complaint {number} passed on: {to}", lang, number=posted.data["complaint"], to=to)


def _complaint_closed(posted: Posted, lang: str) -> str:
    how = low(label_of("complaint_end", posted.data["outcome"], lang))
    return say("Complaint {number} closed: {how}", lang, number=posted.data["complaint"], how=how)


def _by_complaint(message: str) -> Callable[[Posted, str], str]:
    return lambda posted, lang: say(message, lang, number=posted.data["complaint"])


def _deposited(posted: Posted, lang: str) -> str:
    data = posted.data
    said = Speech(lang).count(*_DEPOSITS[data["kind"]], abs(data["count"]))
    return f"{said} ({ending(data['tracking'])})" if data["tracking"] else said


def _franked(posted: Posted, lang: str) -> str:
    said = line_words(posted, lang)
    number = posted.data.get("tracking")
    return f"{said} ({ending(number)})" if number else said


def _slip(one: str, several: str) -> Callable[[Posted, str], str]:
    def tell(posted: Posted, lang: str) -> str:
        data = posted.data
        count = sum(item["count"] for item in data["items"])
        return Speech(lang).count(one, several, count, slip=data["slip"])

    return tell


def _taken_back(posted: Posted, lang: str) -> str:
    data = posted.data
    if data["custody"] is not None:
        return _by_item(N_("{item}: still here, off slip {slip}"))(posted, lang)
    words = N_("Left for the postman and still here, off slip {slip}: {count}")
    return say(words, lang, slip=data["slip"], count=data["count"])


def _reported(posted: Posted, lang: str) -> str:
    return say("Statement for {whose}", lang, whose=label_of("principal", posted.aud, lang))


def _rows(one: str, several: str) -> Callable[[Posted, str], str]:
    """Return what tells an entry by how many rows it holds."""
    return lambda posted, lang: Speech(lang).count(one, several, len(posted.data["rows"]))


def _switched(posted: Posted, lang: str) -> str:
    words = (
        N_("Offered from now on: {operation}") if posted.data["on"] else N_("No longer offered: {operation}")
    )
    return say(words, lang, operation=low(label_of("operation", posted.data["operation"], lang)))


def _each(posted: Posted, lang: str, message: str, told: Callable[[Data, Data], Mapping[str, object]]) -> str:
    """Return what each row of an entry says, with what held before."""
    rows = zip(posted.data["rows"], posted.data["before"], strict=True)
    return ". ".join(say(message, lang, day=row["valid_from"], **told(row, before)) for row, before in rows)


def _par(labels: Mapping[str, str]) -> Callable[[Posted, str], str]:
    def tell(posted: Posted, lang: str) -> str:
        def told(row: Data, before: Data) -> dict[str, object]:
            product = product_name(row["product"], labels)
            return {"product": product, "par": row["par"], "before": before["par"]}

        words = N_("{product} that should be in stock from {day} on: {par} instead of {before}")
        return _each(posted, lang, words, told)

    return tell


def _holding(posted: Posted, lang: str) -> str:
    if "before" not in posted.data:
        return say("How long items are kept was written down", lang)

    def told(row: Data, before: Data) -> dict[str, object]:
        carrier = label_of("carrier", row["carrier"], lang)
        return {"carrier": carrier, "days": _days(row["days"], lang), "before": _days(before["days"], lang)}

    words = N_("{carrier}, kept from {day} on: {days} instead of {before}")
    return _each(posted, lang, words, told)


def _days(count: int | None, lang: str) -> str | None:
    return None if count is None else Speech(lang).count("{count} day", "{count} days", count)


def _principals(posted: Posted, lang: str) -> str:
    def owner(code: str | None) -> str:
        return say("nobody", lang) if code is None else label_of("principal", code, lang)

    def told(row: Data, before: Data) -> dict[str, object]:
        carrier = label_of("carrier", row["carrier"], lang)
        return {"carrier": carrier, "whose": owner(row["principal"]), "before": owner(before["principal"])}

    words = N_("{carrier}, kept from {day} on for {whose} instead of {before}")
    return _each(posted, lang, words, told)


def _mandate_recorded(posted: Posted, lang: str) -> str:
    return say("A company's mandate noted, until {day}", lang, day=posted.data["valid_until"])


def _visit(posted: Posted, lang: str) -> str:
    data = posted.data
    what = label_of("office_visit", data["kind"], lang)
    if data["minutes"] is None:
        return say("{what} on {day}", lang, what=what, day=data["day"])
    return say("{what} on {day}, {minutes} min", lang, what=what, day=data["day"], minutes=data["minutes"])


_WAYS = {
    "phone": N_("{item}: reminded by phone"),
    "letter": N_("{item}: reminded by letter"),
    "email": N_("{item}: reminder by mail"),
}
"""By which way somebody was reminded; an entry may say of none."""


def _reminded(posted: Posted, lang: str) -> str:
    words = _WAYS.get(posted.data.get("by", ""), N_("{item}: reminded"))
    return _by_item(words)(posted, lang)


_SHOWN = {
    "reserves_note": N_("Reserves"),
    "id_note": N_("Document"),
    "proxy.id_note": N_("Document of who came"),
    "proxy.mandate_note": N_("Mandate"),
}

_ITEMS: Tellings = {
    "relay.received": Telling(_by_item(N_("{item}: taken in, shelf {shelf}"))),
    "relay.moved": Telling(_by_item(N_("{item}: from {from_shelf} to {shelf}"))),
    "relay.reminded": Telling(_reminded),
    "relay.email_noted": Telling(_by_item(N_("{item}: address noted, to be told by mail"))),
    "relay.email_forgotten": Telling(_by_item(N_("{item}: address erased"))),
    "relay.incident_noted": Telling(_incident, words={"note": N_("What was seen")}),
    "relay.slots_moved": Telling(
        _rows(*NN_("One last day to collect moved", "{count} last days to collect moved")), weight=BESIDE
    ),
    "relay.handed_over": Telling(_handed_over, words=_SHOWN),
    "relay.refused": Telling(_refused, words={"reason_note": N_("Reason")}),
    "relay.reversed": Telling(_reversed),
    comparing.KIND: Telling(_compared),
    "relay.complaint_noted": Telling(
        _complaint, words={"note": N_("What was said"), "subject_note": N_("Subject")}
    ),
    "relay.complaint_forwarded": Telling(_complaint_forwarded),
    "relay.complaint_answered": Telling(
        _by_complaint(N_("Complaint {number}: answer received")), words={"note": N_("What was answered")}
    ),
    "relay.complaint_closed": Telling(_complaint_closed, words={"outcome_note": N_("How it ended")}),
    "relay.visit_noted": Telling(_visit, words={"note": N_("What was said")}),
    "relay.mandate_recorded": Telling(_mandate_recorded),
    "relay.mandate_ended": Telling(always(N_("A company's mandate ended"))),
}
_LEAVING: Tellings = {
    "relay.deposited": Telling(_deposited),
    "relay.slip_prepared": Telling(
        _slip(*NN_("Slip {slip} prepared: one item", "Slip {slip} prepared: {count} items"))
    ),
    "relay.handed_to_postman": Telling(
        _slip(
            *NN_(
                "Slip {slip} signed by the postman: one item",
                "Slip {slip} signed by the postman: {count} items",
            )
        )
    ),
    "relay.taken_back": Telling(_taken_back),
    "relay.day_reported": Telling(_reported, weight=BESIDE),
}
_SELLING: Tellings = {
    "relay.franked": Telling(_franked, SALES, line_cents, BESIDE),
    "relay.sold": Telling(line_words, SALES, line_cents, BESIDE),
}


def _prices(posted: Posted, lang: str) -> str:
    first = posted.data["rows"][0]
    if first.get("source") == GIVEN:
        told = {
            "product": first["label"],
            "amount": format_amount(first["cents"]),
            "from_day": first["valid_from"],
        }
        return say("Price of {product} given at the counter: {amount}, from {from_day} on", lang, **told)
    return _rows(*NN_("One postal price noted", "{count} postal prices noted"))(posted, lang)


def _office(posted: Posted, lang: str) -> str:
    data, before = posted.data, posted.data["before"]
    names = (
        ("office", N_("Parent post office: {now} in place of {before}")),
        ("regate", N_("REGATE code: {now} in place of {before}")),
    )
    changed = [
        say(words, lang, now=data[name] or "—", before=before[name] or "—")
        for name, words in names
        if data[name] != before[name]
    ]
    return ". ".join(changed)


_SETTINGS: Tellings = {
    "relay.settings_set": Telling(always(N_("What the relay is was written down")), OTHER),
    "relay.switched": Telling(_switched, OTHER),
    "tariff.imported": Telling(_prices, OTHER),
    "relay.holding_set": Telling(_holding, OTHER),
    "relay.principals_set": Telling(_principals, OTHER),
    "relay.products_set": Telling(
        _rows(*NN_("One postal product described", "{count} postal products described")), OTHER
    ),
    "relay.office_set": Telling(_office, OTHER),
    "relay.places_set": Telling(always(N_("Places of the shelves listed")), OTHER),
}


def tellings(labels: Mapping[str, str]) -> Tellings:
    """Return how the relay's kinds are told.

    Args:
        labels: What products are called, by their code: entries of the stock hold no more than that.
    """
    par = {"relay.par_set": Telling(_par(labels), OTHER)}
    return {**_ITEMS, **BAGS, **_LEAVING, **_SELLING, **stock_tellings(labels), **par, **_SETTINGS, **PAY}
