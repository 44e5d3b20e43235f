"""A practice shop that has been open for three weeks: lived as the demo is, until this morning.

Source: decision 0067.
"""

import secrets
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from concierge_desk.desk.commission import read_site_file
from concierge_desk.desk.options import Options, has_store
from concierge_desk.domain.clock import local_day
from concierge_desk.domain.errors import EnvironmentFailure, failure_of_system
from concierge_desk.jobs.demo.player import SITE, Beginning, DemoPlayer
from concierge_desk.paths import DataFolder, half_made_practice, reports_folder, sync_folder
from concierge_desk.signing.keys import way_of

LIVED = timedelta(weeks=3)
_SEED_BITS = 32


def live_in(
    options: Options, now: datetime, told: Callable[[int, int], None], stopping: Callable[[], bool]
) -> None:
    """Make a practice shop that has been open for three weeks; one that lies there makes room for it, whole or not at all.

    Args:
        options: How it will be opened.
        now: By this PC's clock.
        told: Told how many days of how many were lived.
        stopping: Whether to stop: the shop is not made then.

    Raises:
        EnvironmentFailure: Disk or key; ``keys.practice_mixed`` where what lies there is real; ``backup.cancelled`` where
            it was stopped. Nothing half-made stays.
    """
    home = options.data
    if has_store(DataFolder(home)) and way_of(DataFolder(home)) != "factice":
        raise EnvironmentFailure("keys.practice_mixed")
    today = local_day(now, ZoneInfo(read_site_file(SITE).desk["timezone"]))
    made = half_made_practice(home)
    forget_half_made(home)
    try:
        living = _lived(made, today, told, stopping)
        living.begin_morning(replace(options, data=made), today)
        _put_into_place(made, home)
    except OSError as error:
        raise failure_of_system(error) or EnvironmentFailure(
            "folder.cannot_make", folder=str(home)
        ) from error
    finally:
        forget_half_made(home)


def forget_half_made(home: Path) -> None:
    """Take away what somebody was making there when he was killed; what had to make room for it comes back."""
    before = _before(home)
    if before.exists() and not home.exists():
        with suppress(OSError):
            before.rename(home)
    for leftover in (half_made_practice(home), before):
        shutil.rmtree(leftover, ignore_errors=True)


def _put_into_place(made: Path, home: Path) -> None:
    if home.exists():
        home.rename(_before(home))
    made.rename(home)
    sync_folder(home.parent)


def _before(home: Path) -> Path:
    return home.with_name(f"{home.name}.avant")


def _lived(
    made: Path, today: date, told: Callable[[int, int], None], stopping: Callable[[], bool]
) -> DemoPlayer:
    first = today - LIVED
    reports = reports_folder(made, practice=True).name
    begins = Beginning(first, ".", reports, kept=True)
    living = DemoPlayer(made, secrets.randbits(_SEED_BITS), beginning=begins)
    while (day := living.next_day()) < today:
        if stopping():
            raise EnvironmentFailure("backup.cancelled")
        told((day - first).days, LIVED.days)
        # Each evening is closed: one that was forgotten would be the visitor's first task.
        living.live(last=True)
    told(LIVED.days, LIVED.days)
    return living
