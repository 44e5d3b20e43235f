"""Wording in French of what La Poste's files say in codes: the columns that end in ``_fr``. Pure.

Each takes the row that it stands in, by column; what a list does not know any more stands for itself.

Source: docs/contract.md, "La Poste's daily file"; decision 0041.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Final

from concierge_desk.counter.texts.code_sentences import MESSAGES as COUNTER_MESSAGES
from concierge_desk.counter.texts.messages import low, render
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.domain.journal import Data, Posted
from concierge_desk.exporting.table_texts import WORDED
from concierge_desk.services.relay.messages import MESSAGES
from concierge_desk.services.relay.model.spelling import SPELLERS
from concierge_desk.services.relay.reports.columns import COLLECTORS, KINDS, MOVEMENTS, OPERATIONS_FR

_WORDS: Final = {**COUNTER_MESSAGES, **MESSAGES}
_TAKEN_BACK: Final = "annulation_"


def worded(column: str) -> Callable[[Mapping[str, Any]], str | None]:
    """Return what says in French, from a row, what a column ending in ``_fr`` says; None where there is nothing to say.

    It is given the values of the other columns, and of the column itself where the entry gave the words. It raises
    KeyError where the entry did not, and nothing else says the column.
    """
    code = column.removesuffix(WORDED)

    def french(row: Mapping[str, Any]) -> str | None:
        told = row.get(code)
        return row.get(column) if told is None or column in row else _SAID[column](told)

    return french


def remarks(entry: Posted) -> str | None:
    """Return the sentences that the concierge was warned by."""
    told = (
        render(item["code"], item["params"], _WORDS, "fr", SPELLERS)
        for item in entry.data.get("warnings", ())
    )
    return " ".join(told) or None


def product(entry: Posted, labels: Mapping[str, str]) -> str | None:
    """Return what an operation was about: as the ticket names it, as the stock sheet does, or the kind of a deposit."""
    data = entry.data
    if "line" in data:
        return str(data["line"]["label"])
    if "subject" in data:
        return label_of("complaint", data["subject"], "fr")
    code = data.get("product") or data.get("kind")
    return None if code is None else labels.get(code) or KINDS.get(code, code)


def stock_labels(report: Data) -> dict[str, str]:
    """Return what a statement calls its stamps; one of an older version calls them by their code."""
    return {row["product"]: row.get("label") or row["product"] for row in report["stock"]}


def _of(*lists: str) -> Callable[[str], str]:
    """Return what names a code of the first of these lists that knows it."""

    @lru_cache(maxsize=256)
    def said(code: str) -> str:
        found = (label_of(name, code, "fr") for name in lists)
        return next((label for label in found if label != code), code)

    return said


def movement_words(code: str) -> str:
    """Return what a word of ``custody.csv`` says in French."""
    word = code.removeprefix(_TAKEN_BACK)
    said = MOVEMENTS.get(word, word)
    return said if word == code else f"Annulation\u00a0: {low(said)}"


_SAID: Final[Mapping[str, Callable[[str], str]]] = {
    # As a text: a spreadsheet takes a bare number apart, cuts its zeros off or shows it rounded.
    "tracking_fr": "n°\u00a0{}".format,
    "operation_fr": lambda code: OPERATIONS_FR.get(code, code),
    "movement_fr": movement_words,
    "carrier_fr": _of("carrier"),
    "collector_fr": lambda code: COLLECTORS.get(code, code),
    "id_document_fr": _of("id_document"),
    "proxy_document_fr": _of("id_document"),
    "mandate_fr": _of("mandate"),
    "reason_fr": _of("refusal", "reversal", "correction"),
    "state_fr": _of("relay_state"),
    "means_fr": _of("means"),
}
