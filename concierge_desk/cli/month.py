"""``month PERIOD``: what a month or a fiscal year came to, as tables; as one CSV for whoever keeps the accounts.

Source: docs/contract.md, "Words", "Months and fiscal years".
"""

from pathlib import Path

import click

from concierge_desk.cli.frame import Invocation, guarded, opened
from concierge_desk.cli.options import global_options, storable
from concierge_desk.counter.periods.sheet import PeriodSheet, PeriodTable, SheetWords, tables
from concierge_desk.desk.period_sheets import known_periods, period_sheet
from concierge_desk.jobs.period_csv import told_of, write_csv
from concierge_desk.store import partners


@click.command("month")
@click.argument("period", required=False, callback=storable, metavar="[2026-11|2026]")
@click.option("--to", "target", type=click.Path(path_type=Path), help="Écrire un fichier CSV.")
@global_options
@guarded
def month_word(frame: Invocation, period: str | None, target: Path | None) -> None:
    """Dire ce qu'un mois ou un exercice comptable a donné (par défaut, le dernier mois)."""
    with opened(frame, watch=False, asks=False) as desk:
        settings = desk.settings
        asked = period or desk.store.read(lambda rows: (known_periods(rows).months or ("",))[-1])
        sheet = desk.store.read(lambda rows: period_sheet(rows, asked, settings))
        words = SheetWords(frame.lang, desk.store.read(partners.names))
        if target is not None:
            write_csv(sheet, words.names, target)
    told = {"ok": True, **told_of(sheet), **({} if target is None else {"path": str(target)})}
    frame.tell(told, lambda: "\n".join(_lines(sheet, words, frame, target)))


def _lines(sheet: PeriodSheet, words: SheetWords, frame: Invocation, target: Path | None) -> list[str]:
    if target is not None:
        return [frame.say("{period} written: {path}", period=sheet.title(frame.lang), path=target)]
    state = ", ".join(sheet.numbers) if sheet.numbers else frame.say("not closed yet")
    if sheet.numbers and sheet.goes_on:
        state = frame.say("{numbers}, and what goes on since", numbers=state)
    lines = [f"{sheet.title(frame.lang)} · {state}"]
    for table in tables(sheet, words):
        lines += ["", table.title, *_rows(table)]
    return lines


def _rows(table: PeriodTable) -> list[str]:
    rows = [table.columns, *table.rows, *([table.total] if table.total else [])]
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    return [
        "  "
        + "  ".join(
            cell.ljust(width) if n < table.texts else cell.rjust(width)
            for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
