"""Identity of a taker: what has to be shown, by carrier and kind of item, and what a proxy needs.

The rules are dated rows, each with its source and how sure it is; where no source says, the strict one is asked. What
was shown is kept as a kind of document, never as its number; of a pickup code only that it was right.

Source: docs/trade.md, "Hand-over", rules 13 and 14; docs/requirements.md, R-4.03; decisions 0014, 0042.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

from concierge_desk.domain import dated
from concierge_desk.domain.errors import Refused

NONE = "none"
DOCUMENT = "document"
DOCUMENT_OR_CODE = "document_or_code"
REQUIREMENTS = (NONE, DOCUMENT, DOCUMENT_OR_CODE)

DOCUMENTS = "documents"
MANDATE = "mandate"
CODE = "code"
PROXIES = (DOCUMENTS, MANDATE, CODE)
"""Means by which somebody else may take an item: both original documents and nothing written; a mandate with what goes
with it; the pickup code too, where the item goes against one."""

BOTH = "both"
PROXY_ONLY = "proxy"
MANDATE_DOCUMENTS = (BOTH, PROXY_ONLY)

ANY = "*"

INFERRED = "I"
"""Confidence of a rule that no source says.

Source: docs/trade.md, "Marks of confidence".
"""


@dataclass(frozen=True, slots=True)
class IdentityRow:
    """Rule for what has to be shown for an item.

    Attributes:
        carrier: Code of the carrier.
        prefix: First characters of the number; ``*`` for whatever number.
        signature: The row is for items that are handed over against a signature.
        requirement: ``none``, ``document``, or ``document_or_code``.
        valid_from: First day.
        valid_to: Last day, included; None while no end is known.
        source: Where it is said.
        confidence: ``V``, ``S`` or ``I`` as in docs/trade.md, "Marks of confidence".
        binding: An act that does not fulfil it is refused; else it is asked at the counter and printed, no more.
    """

    carrier: str
    prefix: str
    signature: bool
    requirement: Annotated[str, dated.Holds(words=REQUIREMENTS)]
    valid_from: date
    valid_to: date | None
    source: str = ""
    confidence: str = ""
    binding: bool = True

    @property
    def beginning(self) -> str:
        """First characters of the numbers that it is for."""
        return self.prefix.removesuffix(ANY)


@dataclass(frozen=True, slots=True)
class ProxyRow:
    """Rule of a carrier for whoever comes for somebody else: one of `PROXIES`."""

    carrier: str
    proxy: Annotated[str, dated.Holds(words=PROXIES)]
    valid_from: date
    valid_to: date | None
    source: str = ""
    confidence: str = ""
    binding: bool = True


@dataclass(frozen=True, slots=True)
class MandateRow:
    """Rule for a kind of mandate: documents of the proxy alone, or the addressee's too."""

    mandate: str
    documents: Annotated[str, dated.Holds(words=MANDATE_DOCUMENTS)]
    valid_from: date
    valid_to: date | None
    source: str = ""
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class IdentityRules:
    """Every rule, whatever its days."""

    items: tuple[IdentityRow, ...]
    mandates: tuple[MandateRow, ...]
    proxies: tuple[ProxyRow, ...] = ()

    @property
    def binding(self) -> "IdentityRules":
        """Those by which an act is refused: what was handed over is true, whatever should have been asked."""
        return replace(
            self,
            items=tuple(row for row in self.items if row.binding),
            proxies=tuple(row for row in self.proxies if row.binding),
        )


@dataclass(frozen=True, slots=True)
class Demand:
    """What is asked of whoever comes for an item on a day.

    Attributes:
        requirement: Of the addressee, one of `REQUIREMENTS`.
        proxy: Of somebody else, one of `PROXIES`; `CODE` only where the requirement admits one.
        confirmed: A source says both.
    """

    requirement: str
    proxy: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class IdentifiedItem:
    """Facts of an item that decide who may take it."""

    carrier: str
    tracking: str | None
    signature: bool


@dataclass(frozen=True, slots=True)
class ShownDocument:
    """Document shown at the counter: its kind, never its number.

    Attributes:
        by_proxy: Somebody else collects.
        document: Kind of the addressee's document.
        pickup_code: The code of the item was right.
        proxy_document: Kind of the proxy's own document.
        mandate: Kind of the mandate.
    """

    by_proxy: bool
    document: str | None
    pickup_code: bool
    proxy_document: str | None = None
    mandate: str | None = None


def read_identity_rules(items_csv: str, mandates_csv: str, proxies_csv: str) -> IdentityRules:
    """Return the rules of ``relay-identity.csv``, ``relay-mandates.csv`` and ``relay-proxies.csv`` of the resources.

    Raises:
        BadRow: With the number of the first wrong line.
    """
    return IdentityRules(
        dated.table(items_csv, IdentityRow, "carrier", "prefix", "signature"),
        dated.table(mandates_csv, MandateRow, "mandate"),
        dated.table(proxies_csv, ProxyRow, "carrier"),
    )


def demand_of(rules: IdentityRules, item: IdentifiedItem, day: date) -> Demand:
    """Return what is asked of whoever comes for an item on a day.

    What no row knows needs a document, and somebody else a mandate: a mistake in the table must not give other
    people's mail away.
    """
    row = _row_of(rules.items, item, day)
    requirement = DOCUMENT if row is None else row.requirement
    theirs = dated.latest((one for one in rules.proxies if one.carrier == item.carrier), day)
    proxy = MANDATE if theirs is None else theirs.proxy
    if proxy == CODE and requirement != DOCUMENT_OR_CODE:
        proxy = MANDATE
    said = (row.confidence if row else INFERRED, theirs.confidence if theirs else INFERRED)
    return Demand(requirement, proxy, confirmed=INFERRED not in said)


def _row_of(rules: Iterable[IdentityRow], item: IdentifiedItem, day: date) -> IdentityRow | None:
    """Return the row of the longest prefix that holds on a day; one for signed items only for them."""
    number = item.tracking or ""
    fitting = [
        row
        for row in rules
        if row.carrier == item.carrier
        and number.startswith(row.beginning)
        and (item.signature or not row.signature)
    ]
    for rank in sorted({_rank(row) for row in fitting}, reverse=True):
        row = dated.latest((row for row in fitting if _rank(row) == rank), day)
        if row is not None:
            return row
    return None


def check_identity(rules: IdentityRules, item: IdentifiedItem, shown: ShownDocument, day: date) -> None:
    """Let an item go to whoever showed what is asked, or at least what the binding rules need.

    Raises:
        Refused: ``relay.mandate_needed``, ``relay.document_needed``.
    """
    try:
        _check(demand_of(rules, item, day), rules.mandates, shown, day)
    except Refused:
        _check(demand_of(rules.binding, item, day), rules.mandates, shown, day)


def _check(demand: Demand, mandates: Sequence[MandateRow], shown: ShownDocument, day: date) -> None:
    if demand.requirement == NONE:
        return
    if shown.by_proxy:
        _check_proxy(demand.proxy, mandates, shown, day)
    elif shown.document is None and not (demand.requirement == DOCUMENT_OR_CODE and shown.pickup_code):
        raise Refused("relay.document_needed", whose="addressee")


def _check_proxy(proxy: str, mandates: Sequence[MandateRow], shown: ShownDocument, day: date) -> None:
    if proxy == CODE and shown.pickup_code:
        return
    if proxy != DOCUMENTS and shown.mandate is None:
        raise Refused("relay.mandate_needed")
    if shown.proxy_document is None:
        raise Refused("relay.document_needed", whose="proxy")
    row = dated.latest((row for row in mandates if row.mandate == shown.mandate), day)
    both = proxy == DOCUMENTS or row is None or row.documents == BOTH
    if both and shown.document is None:
        raise Refused("relay.document_needed", whose="addressee")


def _rank(row: IdentityRow) -> tuple[bool, int]:
    return (row.signature, len(row.beginning))
