"""Words for what of a day is an operator's: on the page of the day, on the command line. Pure.

Source: docs/contract.md, "Figures of a day"; decision 0089.
"""

from collections.abc import Iterator, Mapping

from concierge_desk.counter.texts.speech import Speech
from concierge_desk.domain.money import format_amount


def operator_words(figures: Mapping[str, int], speech: Speech, *, blind: bool = False) -> str:
    """Return what is an operator's as one line.

    Args:
        figures: As `day status` tells them.
        speech: The language asked.
        blind: Leave the amount out: the drawer is still to be counted, and it would tell of its cash.
    """
    return " · ".join(_parts(figures, speech, blind=blind))


def _parts(figures: Mapping[str, int], speech: Speech, *, blind: bool) -> Iterator[str]:
    yield speech.count("{count} ticket", "{count} tickets", figures["tickets"])
    if figures["tickets"] and not blind:
        yield format_amount(figures["cents"])
    if figures["refunds"]:
        yield speech.count("{count} refund", "{count} refunds", figures["refunds"])
    if figures["corrections"]:
        yield speech.count("{count} correction", "{count} corrections", figures["corrections"])
