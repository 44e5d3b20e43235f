"""Sentences of the entries of the relay's own stock. Pure.

Source: decisions 0023, 0078.
"""

from collections.abc import Mapping

from concierge_desk.counter.texts.entry_texts import Telling, Tellings
from concierge_desk.counter.texts.messages import say
from concierge_desk.counter.texts.speech import Speech
from concierge_desk.domain.journal import Posted
from concierge_desk.i18n import N_, NN_
from concierge_desk.services.relay.model.catalogue import product_name
from concierge_desk.services.relay.model.stock import kinds

_GONE: Mapping[str, str] = {
    kinds.SPOILT: N_("Spoilt: {pieces} × {product}"),
    "theft": N_("Stolen: {pieces} × {product}"),
    "loss": N_("Lost: {pieces} × {product}"),
    "expiry": N_("Out of date: {pieces} × {product}"),
    "returned": N_("Given back to La Poste: {pieces} × {product}"),
}


class _Stock:
    """Sentences that call a product by its name."""

    def __init__(self, labels: Mapping[str, str]) -> None:
        self._labels = labels

    def _name(self, code: str) -> str:
        return product_name(code, self._labels)

    def received(self, posted: Posted, lang: str) -> str:
        return self._pieces(N_("Stock received: {pieces} × {product}"), posted, lang)

    def gone(self, posted: Posted, lang: str) -> str:
        return self._pieces(_GONE[posted.data.get("reason", kinds.SPOILT)], posted, lang)

    def _pieces(self, message: str, posted: Posted, lang: str) -> str:
        data = posted.data
        return say(message, lang, pieces=abs(data["quantity"]), product=self._name(data["product"]))

    def counted(self, posted: Posted, lang: str) -> str:
        data = posted.data
        words = N_("Stock counted, {product}: {counted}, as it should be")
        if data["gap"]:
            words = N_("Stock counted, {product}: {counted} instead of {expected}")
        told = {name: data[name] for name in ("counted", "expected")}
        return say(words, lang, product=self._name(data["product"]), **told)

    def opened(self, posted: Posted, lang: str) -> str:
        data = posted.data
        words = N_("Opened: {count} × {product}, that is {pieces} × {piece}")
        told = {"count": abs(data["quantity"]), "pieces": abs(data["pieces"])}
        return say(words, lang, product=self._name(data["product"]), piece=self._name(data["piece"]), **told)


def _ordered(posted: Posted, lang: str) -> str:
    data = posted.data
    one, several = NN_("Order {number}: one product", "Order {number}: {count} products")
    return Speech(lang).count(one, several, len(data["rows"]), number=data["order"])


def _checked(posted: Posted, lang: str) -> str:
    data = posted.data
    pieces = sum(abs(line["quantity"]) for line in data["lines"])
    if data["order"] is None:
        return Speech(lang).count(
            "Delivery checked in: one piece", "Delivery checked in: {count} pieces", pieces
        )
    words = N_("Order {number}: {pieces} pieces came")
    if data["complete"]:
        words = N_("Order {number}: {pieces} pieces came, the rest will not")
    return say(words, lang, number=data["order"], pieces=pieces)


def stock_tellings(labels: Mapping[str, str]) -> Tellings:
    """Return how the kinds of the stock are told.

    Args:
        labels: What products are called, by their code: the entries hold no more than that.
    """
    stock = _Stock(labels)
    return {
        kinds.RECEIVED: Telling(stock.received),
        kinds.SPOILED: Telling(stock.gone),
        kinds.COUNTED: Telling(stock.counted),
        kinds.OPENED: Telling(stock.opened),
        kinds.ORDERED: Telling(_ordered),
        kinds.CHECKED: Telling(_checked),
    }
