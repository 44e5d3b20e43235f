"""Summary of a week or a month as files: a workbook and a table, made anew whenever they are asked for.

Source: docs/contract.md, "Summary for La Poste"; decision 0081.
"""

import hashlib
from pathlib import Path
from typing import Any

from concierge_desk.desk import catalogue
from concierge_desk.desk.desk import Desk
from concierge_desk.desk.files import whole_file
from concierge_desk.exporting import tables
from concierge_desk.exporting.workbook import to_xlsx


def write_period(desk: Desk, period: str, folder: Path) -> tuple[tuple[Path, str], ...]:
    """Write the summary of a period into a folder, and return its files with their SHA-256; no entry is written.

    Args:
        desk: The open desk.
        period: ``2026-W48`` or ``2026-11``.
        folder: Where they go; one of that name that lies there is replaced.

    Raises:
        Refused: ``relay.period_invalid``, ``relay.period_empty``.
        EnvironmentFailure: ``file.cannot_write``.
    """
    report = catalogue.period_report()
    state: Any = desk.store.read(lambda rows: report.load(rows, period))
    table = report.table(state)
    name = f"{report.file}-{desk.identity.desk}-{period}"
    files = (
        (folder / f"{name}.xlsx", to_xlsx(report.workbook(state, desk.identity.practice))),
        (folder / f"{name}.csv", tables.to_csv(table.spec, table.rows)),
    )
    for path, content in files:
        with whole_file(path) as file:
            file.write(content)
    return tuple((path, hashlib.sha256(content).hexdigest()) for path, content in files)
