"""``pay``: what a principal should pay for a month, beside its own statement; as an answer, as a file.

Source: docs/contract.md, "Words"; decision 0077.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from concierge_desk.cli.frame import Invocation, guarded, leave, opened
from concierge_desk.cli.options import global_options, storable
from concierge_desk.counter.values.kinds import Unreadable
from concierge_desk.counter.values.months import Month
from concierge_desk.desk import catalogue
from concierge_desk.desk.desk import Desk
from concierge_desk.desk.files import whole_file
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import N_
from concierge_desk.jobs import pay_months


@dataclass(frozen=True, slots=True)
class PayAsked:
    """What is asked of a month.

    Attributes:
        principal: Who pays, by its code.
        month: Such as ``2026-11``.
        acts: Tell the acts behind each line.
        statement: File with the principal's own statement; None to take what was noted.
        note: Note it.
        to: File that the month is written to as CSV; None for none.
    """

    principal: str
    month: str
    acts: bool
    statement: Path | None
    note: bool
    to: Path | None


def _tell_pay(frame: Invocation, asked: PayAsked) -> None:
    """Tell a month; where it is asked for, note a statement first, and write the month as a file.

    Raises:
        DeskError: As `pay_months` does.
    """
    with opened(frame) as desk:
        warnings = _noted(frame, desk, asked)
        month = pay_months.pay_month(desk, asked.principal, asked.month)
        told = {"ok": True, **catalogue.pay_reckoning().told(month, frame.lang, acts=asked.acts)}
        file = catalogue.pay_reckoning().file(month)
    if asked.statement is not None:
        told |= {"noted": asked.note, **({} if asked.note else _beside(told, asked.statement))}
    if asked.to is not None:
        with whole_file(asked.to) as whole:
            whole.write(file)
        told["path"] = str(asked.to)
    frame.tell(told, lambda: "\n".join([*_lines(frame, told), *warnings]))


def _noted(frame: Invocation, desk: Desk, asked: PayAsked) -> list[str]:
    """Note the statement of a file, where it is asked for; return what was warned of."""
    if asked.statement is None or not asked.note:
        return []
    lines = pay_months.read_statement(asked.statement)
    answer = pay_months.note_statement(desk, asked.principal, asked.month, lines, frame.operator)
    if answer.refused is not None:
        leave(frame, answer.refused)
    return [frame.render(warned.code, warned.params) for warned in answer.warnings]


def _beside(told: Mapping[str, Any], statement: Path) -> dict[str, Any]:
    """Return what a statement says, and where it differs, before it is noted."""
    lines = pay_months.read_statement(statement)
    ours: dict[str, int] = {}
    for line in told["lines"]:
        ours[line["code"]] = ours.get(line["code"], 0) + line["cents"]
    theirs = {str(line["code"]).upper(): line["cents"] for line in lines}
    found = [
        {"code": code, "expected_cents": ours.get(code, 0), "cents": theirs.get(code, 0)}
        for code in {**ours, **theirs}
    ]
    differ = [one for one in found if one["expected_cents"] != one["cents"]]
    return {"statement": lines, "differences": differ}


def _lines(frame: Invocation, told: Mapping[str, Any]) -> Iterator[str]:
    yield frame.say("{name}, {month}: an estimation", name=told["name"], month=told["month"])
    for line in told["lines"]:
        count = "" if line["count"] is None else f" × {line['count']}"
        yield f"{line['code']}  {line['what']}{count}  {line['rate']}  {format_amount(line['cents'])}"
        for act in line.get("acts", ()):
            yield f"    {act['seq']}  {act['at']}  {act['what']}  {act['count']}  {format_amount(act['cents'])}"
    sums = {name: format_amount(told[f"{name}_cents"]) for name in ("ht", "vat", "ttc")}
    yield frame.say("Without VAT {ht}, VAT {vat}, with VAT {ttc}", **sums)
    for one in told["differences"]:
        yield frame.say(
            "{code} differs: expected {ours}, their statement {theirs}",
            code=one["code"],
            ours=format_amount(one["expected_cents"]),
            theirs=format_amount(one["cents"]),
        )
    if told["statement"] is None:
        yield frame.say("Their statement was not noted yet.")
    elif not told["differences"]:
        yield frame.say("Their statement says the same.")
    if told["hour_cents"] is not None:
        yield frame.say("An hour pays {amount}", amount=format_amount(told["hour_cents"]))
    if "path" in told:
        yield frame.say(_LIES, path=told["path"])


_LIES = N_("The month lies in {path}, as a table.")


def _month(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    try:
        return Month().read(value)
    except Unreadable as error:
        raise click.BadParameter("2026-11") from error


@click.command("pay")
@click.option("--principal", required=True, callback=storable, metavar="CODE", help="Qui paie : LAPOSTE.")
@click.option("--month", required=True, callback=_month, metavar="AAAA-MM", help="Le mois.")
@click.option("--acts", is_flag=True, help="Dire aussi les actes derrière chaque ligne.")
@click.option(
    "--statement",
    type=click.Path(path_type=Path, dir_okay=False, readable=False),
    help="Leur relevé (CSV : code;count;cents ou montant), comparé ligne à ligne.",
)
@click.option("--note", is_flag=True, help="Noter ce relevé, après l'avoir regardé.")
@click.option(
    "--to", type=click.Path(path_type=Path, dir_okay=False), help="Écrire le mois en CSV, à facturer."
)
@global_options
@guarded
def pay(frame: Invocation, principal: str, **asked: Any) -> None:
    """Dire ce qu'un mandant devrait payer pour un mois, à côté de son relevé."""
    if asked["note"] and asked["statement"] is None:
        raise click.UsageError(frame.say("--note goes with --statement."))
    _tell_pay(frame, PayAsked(principal.upper(), **asked))
