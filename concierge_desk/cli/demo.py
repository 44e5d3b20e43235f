"""``demo``: a practice shop that lives so many days, and what to open afterwards.

Source: docs/contract.md, "Words", "Set-up and code rules".
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from concierge_desk.cli.frame import Invocation, guarded, start_log
from concierge_desk.cli.options import global_options
from concierge_desk.counter.texts.paper_dates import fund_label
from concierge_desk.domain.document import PRACTICE_MARK
from concierge_desk.domain.errors import IntegrityFailure
from concierge_desk.domain.money import format_amount
from concierge_desk.jobs.demo.demo import Lived, play
from concierge_desk.jobs.demo.player import DESK, DemoPlayer
from concierge_desk.paths import DataFolder

WEEK = 6
"""Days of a week on which the shop is open."""
SEED = 1
_MOST_DAYS = 4000


@click.command("demo")
@click.option(
    "--days",
    default=WEEK,
    show_default=True,
    type=click.IntRange(1, _MOST_DAYS),
    help="Combien de jours d'ouverture.",
)
@click.option("--seed", default=SEED, show_default=True, help="Même graine, mêmes journées.")
@click.option("--to", "folder", required=True, type=click.Path(path_type=Path, file_okay=False))
@global_options
@guarded
def demo_word(frame: Invocation, days: int, seed: int, folder: Path) -> None:
    """Simuler des journées plausibles sur un comptoir d'entraînement, et laisser de quoi regarder."""
    live(frame, folder, days, seed)


def live(frame: Invocation, home: Path, days: int, seed: int) -> None:
    """Live a demo in a folder and tell what is there.

    Raises:
        Refused: ``init.exists``.
        EnvironmentFailure: Disk or key.
        SystemExit: Status 5 when the journal does not hold: the program is broken.
    """
    living = DemoPlayer(home, seed)
    start_log(DataFolder(living.options.data).logs)
    watched = sys.stderr is not None and sys.stderr.isatty()
    with click.progressbar(length=days, file=sys.stderr, hidden=not watched) as progress:
        lived = play(living, days, after_day=lambda _day: progress.update(1))
    frame.tell(_object(lived, seed), lambda: "\n".join(summary(lived, seed, frame)))
    if lived.faults:
        raise SystemExit(IntegrityFailure.exit_status)


def summary(lived: Lived, seed: int, frame: Invocation) -> Iterator[str]:
    """Yield the lines that say what was lived, and what is worth opening."""
    closed = lived.diary.closed
    yield PRACTICE_MARK
    yield frame.say(
        "{days} days lived in a practice shop, from {first_day} to {last_day} (seed {seed}).",
        days=len(closed),
        first_day=closed[0][0].isoformat(),
        last_day=closed[-1][0].isoformat(),
        seed=seed,
    )
    yield ""
    yield from _aligned(_table(lived.days, frame))
    yield ""
    yield frame.say(
        "{acts} acts at the counter, and {refusals} that were rightly refused: {entries} entries.",
        acts=lived.diary.acts,
        refusals=lived.diary.refusals,
        entries=lived.entries,
    )
    holds = frame.say("Something does not hold: keep everything as it is and call for help.")
    yield holds if lived.faults else frame.say("Everything holds.")
    yield f"{frame.say('Anchor')}  {lived.anchor}"
    yield ""
    yield frame.say("To open, in {folder}:", folder=lived.home)
    for thing in lived.left:
        more = f"  (× {thing.count})" if thing.count > 1 else ""
        yield f"  {_below(thing.path, lived.home)}{more}"
    yield ""
    yield frame.say("To look around: concierge-desk --data {folder} day status", folder=lived.home / DESK)


def _table(days: Sequence[dict[str, Any]], frame: Invocation) -> list[tuple[str, ...]]:
    funds = list(dict.fromkeys(fund for day in days for fund in day["funds"]))
    head = (
        *(frame.say("Day"), frame.say("Closing"), frame.say("Tickets")),
        *(fund_label(fund, frame.lang) for fund in funds),
        frame.say("Gap"),
    )
    return [head, *[_row(day, funds) for day in days]]


def _row(day: dict[str, Any], funds: Sequence[str]) -> tuple[str, ...]:
    gap = day["cash"]["gap_cents"]
    return (
        *(day["day"], day["number"], str(day["tickets"])),
        *(format_amount(day["funds"].get(fund, 0)) for fund in funds),
        "—" if gap is None else format_amount(gap),
    )


def _aligned(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Yield lines with aligned columns: words to the left, figures to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [
            cell.ljust(width) if place <= 1 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()


def _below(path: Path, home: Path) -> Path:
    return path.relative_to(home) if path.is_relative_to(home) else path


def _object(lived: Lived, seed: int) -> dict[str, Any]:
    return {
        "ok": not lived.faults,
        "folder": str(lived.home),
        "seed": seed,
        "days": [{"day": day.isoformat(), "number": number} for day, number in lived.diary.closed],
        "acts": lived.diary.acts,
        "refusals": lived.diary.refusals,
        "entries": lived.entries,
        "anchor": lived.anchor,
        "faults": list(lived.faults),
        "left": [{"what": thing.what, "path": str(thing.path), "count": thing.count} for thing in lived.left],
    }
