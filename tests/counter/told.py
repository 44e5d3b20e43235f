"""Sentences of refusals and warnings as she reads them: no date of machines, no code, no English word.

`tests/counter/desks.py` holds every answer that is played anywhere in the tests to it.
"""

import re
from collections.abc import Mapping
from functools import cache

from concierge_desk.counter.values import codelists
from concierge_desk.desk import catalogue
from concierge_desk.domain.countries import ALPHA_2
from concierge_desk.domain.errors import Param
from concierge_desk.services.relay.tables.shipped import products

ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

ENGLISH = frozenset(
    [
        "the",
        "and",
        "was",
        "were",
        "with",
        "from",
        "which",
        "that",
        "there",
        "not",
        "has",
        "have",
        "of",
        "it",
        "be",
        "already",
        "is",
        "are",
        "this",
        "these",
        "day",
        "days",
        "item",
        "letter",
        "letters",
        "goods",
        "parcel",
        "price",
        "prices",
        "number",
        "cannot",
        "must",
        "who",
        "what",
        "when",
        "before",
        "after",
        "unknown",
        "by",
        "to",
        "cash",
        "cheque",
    ]
)
"""Words that are no French ones, as far as a sentence is concerned."""

FOR_PROGRAMS = {
    "input.day+field": "says how a date is written in a command",
    "input.moment": "says how an instant is written in a command",
    "input.choice": "names the words that a field of a command takes",
    "input.product": "names a code as an example",
    "till.payment_fields": "names the field that a payment lacks",
    "tariff.incomplete": "names the column that a row lacks",
}
"""Codes whose sentence is for whoever writes commands: the window asks in another way."""

AS_THEY_ARE = frozenset(
    [
        "article",
        "barcode",
        "desk",
        "document",
        "file",
        "folder",
        "medium",
        "names",
        "shelf",
        "slip",
        "ticket",
        "tracking",
        "visit",
    ]
)
"""Parameters that she knows as they are: typed, printed, or on a label of hers."""


def faults(code: str, params: Mapping[str, Param]) -> list[str]:
    """Return what a sentence holds that is not said to people; nothing where all is well."""
    shown = (
        {name: value for name, value in params.items() if name != "field"}
        if code.startswith("input.")
        else params
    )
    said = catalogue.sentence(code, shown, "fr")
    words = re.findall(r"\w+", said)
    found = [f"a date of machines: {day}" for day in ISO_DAY.findall(said)]
    # An article may be called THE.
    named = {word for value in shown.values() for word in re.findall(r"\w+", str(value))}
    found += [f"an English word: {word}" for word in words if word.lower() in ENGLISH and word not in named]
    for name, value in shown.items():
        raw = str(value)
        if isinstance(value, str) and name not in AS_THEY_ARE and raw in _codes() and raw in words:
            found.append(f"a code: {raw}")
    if code in FOR_PROGRAMS or (code.startswith("input.") and "{field}" in catalogue.messages()[code]):
        return []
    return [f"{fault} in « {said} »" for fault in found]


@cache
def _codes() -> frozenset[str]:
    """Return every code that has a label."""
    return frozenset(
        {code for name in codelists.names() for code in codelists.codes(name)}
        | {product.product for product in products()}
        | ALPHA_2
    )
