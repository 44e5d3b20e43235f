"""Longer answers of the command line as plain sentences and small tables."""

from collections.abc import Mapping
from typing import Any

from concierge_desk.bootstrap import wiring
from concierge_desk.cli.frame import Frame
from concierge_desk.counter.codelists import label_of
from concierge_desk.counter.papers import fund_label
from concierge_desk.domain.document import PRACTICE_MARK
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import N_

_STATES = {"open": N_("open"), "closed": N_("closed")}
_FAULTS = {
    "gap": N_("entries are missing from {seq} on"),
    "moved": N_("entry {seq} stands in the place of another"),
    "prev": N_("entry {seq} does not follow the one before it"),
    "payload": N_("the content of entry {seq} was changed"),
    "digest": N_("the digest of entry {seq} was changed"),
    "hash": N_("the hash of entry {seq} was changed"),
    "aud": N_("the audience of entry {seq} was changed"),
    "column": N_("the columns of entry {seq} do not say what it holds ({detail})"),
    "canonical": N_("entry {seq} is not written in the canonical form"),
    "order": N_("entry {seq} is dated before the one before it"),
    "signature": N_("a signature does not hold ({seq}{detail})"),
    "purge": N_("the content of entry {seq} is gone, and nothing says why"),
    "trigger": N_("the protection {detail} was removed or changed"),
    "tail": N_("the end was cut off: entries are missing from {seq} on"),
    "anchor": N_("the anchor does not hold: entry {seq} is not what was printed"),
    "key": N_("the key is another one ({detail})"),
    "projection": N_("the table {detail} was not what the journal makes of it; it was made anew"),
    "rebuild": N_("the tables cannot be made anew: {detail}"),
    "withheld": N_("entry {seq} belongs to the reader and is withheld"),
    "not_yours": N_("entry {seq} belongs to somebody else"),
    "missing": N_("{detail} is missing"),
    "additional": N_("{detail} does not belong into the file"),
    "changed": N_("{detail} was changed"),
}


def verdict_lines(told: Mapping[str, Any], frame: Frame) -> str:
    """Return what `verify` found, in plain words."""
    lines = [frame.say("{entries} entries read, {signatures_checked} signatures checked.", **told)]
    if told["signatures_left_out"]:
        lines.append(frame.say("{signatures_left_out} signatures were left out.", **told))
    lines.append(frame.say("Anchor: {anchor}. Key: {key}.", **told))
    for fault in told["faults"]:
        source = _FAULTS.get(fault["code"])
        if source is None:
            lines.append(f"- {frame.render(fault['code'], {'member': fault['detail']})}")
        else:
            seq = "" if fault["seq"] is None else fault["seq"]
            lines.append("- " + frame.say(source, seq=seq, detail=fault["detail"]))
    lines.append(
        frame.say("Everything holds.")
        if told["ok"]
        else frame.say("Something does not hold: keep everything as it is and call for help.")
    )
    return "\n".join(lines)


def status_lines(told: Mapping[str, Any], frame: Frame) -> str:
    """Return the figures of a day as a small table."""
    rows = [
        (frame.say("Day"), f"{told['day']} ({frame.say(_STATES[told['state']])})"),
        (frame.say("Closing"), told["number"] or "—"),
        (frame.say("Anchor"), told["anchor"] or "—"),
        (frame.say("Tickets"), f"{told['tickets']} ({frame.say('{lines} lines', **told)})"),
        *[(fund_label(fund, frame.lang), format_amount(cents)) for fund, cents in told["funds"].items()],
        *[
            (label_of("means", means, frame.lang), format_amount(cents))
            for means, cents in told["means"].items()
        ],
        *_cash(told["cash"], frame),
        *[
            (frame.say(label), value)
            for service in wiring.services()
            if service.report is not None
            for label, value in service.report.lines(told)
        ],
    ]
    width = max(len(label) for label, _ in rows)
    lines = [f"{label:<{width}}  {value}" for label, value in rows]
    return "\n".join([PRACTICE_MARK, *lines] if told["practice"] else lines)


def _cash(cash: Mapping[str, int | None], frame: Frame) -> list[tuple[str, str]]:
    names = (
        ("float_cents", N_("Float")),
        ("expected_cents", N_("Expected in the drawer")),
        ("counted_cents", N_("Counted")),
        ("gap_cents", N_("Gap")),
    )
    shown = [(label, cash[name]) for name, label in names]
    return [(frame.say(label), "—" if cents is None else format_amount(cents)) for label, cents in shown]
