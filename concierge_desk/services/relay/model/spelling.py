"""Spelling of the codes that the relay's sentences are filled with: products, zones, countries, carriers.

A product is called as the shipped catalogue calls it: what a desk described for itself stands for itself.

Source: docs/wording.md, "How sentences are worded".
"""

import csv
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Final

from concierge_desk import paths
from concierge_desk.counter.texts.messages import Speller
from concierge_desk.counter.texts.paper_dates import day_text
from concierge_desk.counter.texts.short_dates import said_day
from concierge_desk.counter.values.codelists import codes, label_of
from concierge_desk.domain.dated import ISO_DAY
from concierge_desk.i18n import N_, translate
from concierge_desk.services.relay.model.catalogue import product_name

_ZONES: Final = {
    "FR": N_("France"),
    "OM": N_("overseas France"),
    "INT": N_("abroad"),
}


@cache
def _labels() -> dict[str, str]:
    rows = csv.DictReader(paths.resource_text("laposte-products.csv").splitlines())
    return {row["product"]: row["label_fr"] for row in rows}


def _product(code: str, _lang: str) -> str:
    return product_name(code, _labels())


def _zone(code: str, lang: str) -> str:
    named = _ZONES.get(code)
    return translate(N_("zone {zone}"), lang).format(zone=code) if named is None else translate(named, lang)


def country_name(code: str, lang: str) -> str:
    """Return what a country is called, by its code; one that has no name stands for itself."""
    # The names of the world are read when one is to be said.
    from babel import Locale  # noqa: PLC0415

    return str(Locale.parse(lang).territories.get(code, code))


def _source(text: str, lang: str) -> str:
    return ISO_DAY.sub(lambda found: day_text(found[0]), text) if lang == "fr" else text


SPELLERS: Mapping[str, Speller] = {
    "product": _product,
    "option": _product,
    "band": _product,
    "zone": _zone,
    "country": country_name,
    "carrier": lambda code, lang: label_of(
        "carrier" if code in codes("carrier") else "principal", code, lang
    ),
    "valid_from": lambda iso, lang: said_day(date.fromisoformat(iso), lang),
    "source": _source,
}
"""By the name of a parameter, what says it."""
