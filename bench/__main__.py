"""``python -m bench``: live the histories, measure, report; exit status 1 when something costs too much."""

import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from bench.acts import measure_acts
from bench.copies import measure_copies
from bench.demo import DAYS, LEAST_DAYS, measure_demo
from bench.history import LEAST_ACTS, Life, shop
from bench.papers import measure_days, measure_ticket
from bench.people import measure_people
from bench.report import Row, as_json, as_table, holds, in_order
from bench.rolls import measure_rolls
from bench.whole import measure_whole
from bench.window import measure_starts


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is measured.

    Attributes:
        entries: Of the journals, the smallest first.
        rounds: Of quick acts.
        repeats: Of long ones.
        acts: Of the day that is closed.
        starts: Of the window; none, where it is not measured.
        demo_days: Of the demo; none, where it is not measured.
    """

    entries: tuple[int, ...]
    rounds: int
    repeats: int
    acts: int
    starts: int = 0
    demo_days: int = 0


def measure(sizes: Sizes, folder: Path) -> list[Row]:
    """Live a history of each size below a folder and measure over all of them."""
    with ExitStack() as stack:
        lives: list[Life] = []
        for number, entries in enumerate(sizes.entries):
            life = stack.enter_context(shop(folder / f"desk{number}"))
            tell(f"living until {entries} entries")
            life.until(entries)
            lives.append(life)
        return _measured(lives, sizes, folder)


def _measured(lives: Sequence[Life], sizes: Sizes, folder: Path) -> list[Row]:
    tell("verify and rebuild")
    whole = measure_whole(lives, sizes.repeats, folder)
    tell("tickets")
    ticket = measure_ticket(lives, sizes.rounds)
    tell("days")
    days = measure_days(lives, sizes.acts, sizes.repeats, folder)
    tell("acts")
    acts = measure_acts(lives, sizes.rounds, folder)
    tell("rolls")
    rolls = measure_rolls(lives, sizes.rounds, folder)
    tell("backups")
    copies = measure_copies(lives, sizes.repeats, folder)
    tell("people")
    people = measure_people(lives, sizes.rounds)
    window: list[Row] = []
    if sizes.starts:
        tell("windows")
        window = measure_starts(lives, sizes.starts, folder)
        # It loads Qt, which the windows would share with this process.
        from bench.lending import measure_lending  # noqa: PLC0415
        from bench.looks import measure_looks  # noqa: PLC0415
        from bench.pages import measure_pages  # noqa: PLC0415
        from bench.tags import measure_tags  # noqa: PLC0415

        window += measure_looks(lives, sizes.rounds)
        tell("pages")
        window += measure_pages(lives, sizes.rounds, folder)
        tell("tags")
        window += measure_tags(lives, sizes.rounds)
        tell("things lent")
        # Last: what is lent stands in the tables alone, and in no journal.
        window += measure_lending(lives, max(1, sizes.rounds // 5))
    demo = []
    if sizes.demo_days:
        tell(f"a demo of {sizes.demo_days} days")
        demo = measure_demo(sizes.demo_days, folder)
    return in_order([*acts, *ticket, *rolls, *days, *whole, *copies, *people, *window, *demo])


def tell(what: str) -> None:
    """Say on standard error what is being done: a run takes minutes."""
    click.echo(f"{what} …", err=True)


def _entries(_context: click.Context, _parameter: click.Parameter, value: str) -> tuple[int, ...]:
    try:
        found = tuple(sorted({int(text) for text in value.split(",")}))
    except ValueError as error:
        raise click.BadParameter("10000,100000") from error
    if found[0] < 1:
        raise click.BadParameter("10000,100000")
    return found


def _demo_days(_context: click.Context, _parameter: click.Parameter, value: int) -> int:
    if 0 < value < LEAST_DAYS:
        raise click.BadParameter(f"0, or {LEAST_DAYS} at least")
    return value


@click.command()
@click.option(
    "--entries", default="10000,100000", show_default=True, callback=_entries, help="Sizes of the journals."
)
@click.option("--rounds", default=500, show_default=True, type=click.IntRange(1), help="Of quick acts.")
@click.option("--repeats", default=5, show_default=True, type=click.IntRange(1), help="Of long ones.")
@click.option(
    "--acts", default=500, show_default=True, type=click.IntRange(LEAST_ACTS), help="Of the day closed."
)
@click.option(
    "--starts",
    default=10,
    show_default=True,
    type=click.IntRange(0),
    help="Of the window; 0: it is not measured.",
)
@click.option(
    "--demo-days",
    default=DAYS,
    show_default=True,
    type=click.IntRange(0),
    callback=_demo_days,
    help="Of the demo; 0: none.",
)
@click.option("--json", "only_json", is_flag=True, help="JSON only, no table.")
@click.option("--to", type=click.Path(path_type=Path, dir_okay=False), help="Write the JSON into a file.")
def main(*, only_json: bool, to: Path | None, **sizes: Any) -> None:
    """Measure what the program costs, each figure as a ratio to a floor of the same run."""
    with tempfile.TemporaryDirectory(prefix="concierge-desk-bench-") as folder:
        rows = measure(Sizes(**sizes), Path(folder))
    told = as_json(rows)
    click.echo(told if only_json else as_table(rows))
    if to is not None:
        to.write_text(told + "\n", encoding="utf-8")
    elif not only_json:
        click.echo("\n" + told)
    sys.exit(0 if holds(rows) else 1)


if __name__ == "__main__":
    main()
