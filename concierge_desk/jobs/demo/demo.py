"""The demo: so many days are lived, then what is worth opening is left in a folder.

Source: docs/contract.md, "Words".
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

from concierge_desk.counter.papers import posters
from concierge_desk.desk import catalogue, overview
from concierge_desk.desk.desk import Desk
from concierge_desk.domain.errors import EnvironmentFailure, Refused
from concierge_desk.jobs.copies.backup import back_up, target_of
from concierge_desk.jobs.copies.restore import look_into, restore
from concierge_desk.jobs.demo.player import STATEMENTS, DemoPlayer, Diary
from concierge_desk.jobs.papers import PrintFormat, papers_known, print_document
from concierge_desk.jobs.verdict import VerifyRequest
from concierge_desk.jobs.verify import verify_desk
from concierge_desk.store.copies import UNWATCHED

PAPERS = "papiers"
BACKUPS = "sauvegardes"
RESTORED = "poste-restaure"
PASSPHRASE = "rien que pour s'exercer"  # noqa: S105
"""Of the demo's backup; it lies beside it, for everything in it is invented."""

_SHOWN_DAYS = 6
"""A week: of a longer demo its last one."""


@dataclass(frozen=True, slots=True)
class Left:
    """File in the folder of a demo that is worth opening.

    Attributes:
        what: Kind of paper, word of an export, or what a step calls it.
        path: Where it lies.
        count: How many of its kind lie beside it, itself included.
    """

    what: str
    path: Path
    count: int = 1


Step: TypeAlias = Callable[[DemoPlayer], Iterable[Left]]
"""What is done once the days are over. The desk is closed then: a step opens it by `DemoPlayer.opened`, or works on its file."""


@dataclass(frozen=True, slots=True)
class Lived:
    """Result of a demo.

    Attributes:
        home: Its folder.
        diary: What was lived, in figures.
        days: Figures of the last days, as ``day status`` tells them.
        left: What is worth opening, in the order in which it was made.
        entries: Of the journal, when the days were over.
        anchor: Of its last entry then.
        faults: What `verify` found: nothing, or the demo is broken.
    """

    home: Path
    diary: Diary
    days: tuple[dict[str, Any], ...]
    left: tuple[Left, ...]
    entries: int
    anchor: str
    faults: tuple[dict[str, Any], ...]


def papers(living: DemoPlayer) -> Iterable[Left]:
    """Print the last paper of each kind that was offered, and what hangs on the wall."""
    offered = living.diary.offered
    wanted = [tuple(reversed(offered[prefix])) for prefix in papers_known() if prefix in offered]
    with living.opened() as desk:
        for names in (*wanted, *((f"poster:{name}",) for name in posters.NAMES)):
            yield from _first_of(desk, names, living.home / PAPERS)


def _first_of(desk: Desk, names: Sequence[str], folder: Path) -> Iterable[Left]:
    """Print the first of some papers that can be printed: a notice, while the item waits."""
    for name in names:
        file = folder / f"{name.replace(':', '-')}.pdf"
        try:
            printed = print_document(desk, name, PrintFormat("pdf"), file, None)
        except Refused:
            continue
        yield Left(name.partition(":")[0], printed.path)
        return


def statements(living: DemoPlayer) -> Iterable[Left]:
    """Say where the principals' daily files lie: each was written on its evening."""
    for code in (export.code for export in catalogue.exports()):
        found = sorted((living.home / STATEMENTS).glob(f"{code}-*.zip"))
        if found:
            yield Left(code, found[-1], len(found))


def copies(living: DemoPlayer) -> Iterable[Left]:
    """Make a backup, and restore it beside: a shop that was restored goes on in an epoch of its own."""
    folder = living.home / BACKUPS
    folder.mkdir(exist_ok=True)
    phrase = folder / "phrase-d-exercice.txt"
    phrase.write_text(f"{PASSPHRASE}\n", "utf-8")
    try:
        with living.opened() as desk:
            made = back_up(desk, target_of(desk, folder), PASSPHRASE, None, UNWATCHED)
    except EnvironmentFailure as failure:
        if failure.code != "backup.memory":
            raise
        # A PC that small still shows everything else.
        return
    yield Left("backup", made.path)
    options = replace(living.options, data=living.home / RESTORED)
    restore(look_into(made.path, options), PASSPHRASE, options, None)
    yield Left("restored", options.data)


AFTER_DAYS: tuple[Step, ...] = (papers, statements, copies)
"""A step each, in the order in which they are done."""


def play(
    living: DemoPlayer,
    days: int,
    *,
    steps: Sequence[Step] = AFTER_DAYS,
    after_day: Callable[[date], None] = lambda _day: None,
) -> Lived:
    """Live so many opening days, then do the steps.

    Args:
        living: A shop on the eve of its first day.
        days: How many, at least one.
        steps: What is done afterwards.
        after_day: Told after each day.

    Raises:
        EnvironmentFailure: Disk; what was lived before stands.
    """
    for n in range(days):
        after_day(living.live(last=n + 1 == days))
    with living.opened() as desk:
        # Before anything that is drawn anew each time: the same seed ends with the same anchor.
        lived = verify_desk(desk, VerifyRequest())
    left = tuple(thing for step in steps for thing in step(living))
    with living.opened() as desk:
        verdict = verify_desk(desk, VerifyRequest())
        shown = living.diary.closed[-_SHOWN_DAYS:]
        told = tuple(overview.day_status(desk, day.isoformat()) for day, _ in shown)
    return Lived(
        home=living.home,
        diary=living.diary,
        days=told,
        left=left,
        entries=lived.entries,
        anchor=lived.anchor,
        faults=tuple(verdict.faults),
    )
