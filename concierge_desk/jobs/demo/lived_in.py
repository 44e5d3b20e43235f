"""A practice shop that has been open for three weeks: lived as the demo is, until this morning.

Source: decision 0067.
"""

import secrets
import shutil
from collections.abc import Callable
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
from concierge_desk.store.locks import ExclusiveUse

LIVED = timedelta(weeks=3)
_SEED_BITS = 32
_WHOLE, _EMPTIED = "entier", "place-faite"
"""Beside what was made: it is whole and takes the place of another one; that one is out of its way."""


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
    """Take away what somebody was making there when he was killed; one that was whole is put into its place.

    Raises:
        EnvironmentFailure: ``store.locked``: another process is at work in what has to make room.
    """
    made = half_made_practice(home)
    if (made / _WHOLE).exists() or (made / _EMPTIED).exists():
        _change_over(made, home)
    elif made.exists():
        shutil.rmtree(made, ignore_errors=True)


def _put_into_place(made: Path, home: Path) -> None:
    if home.exists():
        (made / _WHOLE).touch()
        sync_folder(made)
        _change_over(made, home)
    else:
        made.rename(home)
        sync_folder(home.parent)


def _change_over(made: Path, home: Path) -> None:
    """Empty a folder and fill it with another one's things: whoever is killed at it goes on where he was.

    The folder itself stays: its window and its log hold files in it.
    """
    folder = DataFolder(home)
    stay = {folder.locks.name, folder.logs.name}
    with ExclusiveUse(folder.locks):
        if (made / _WHOLE).exists():
            for old in home.iterdir():
                if old.name not in stay:
                    _remove(old)
            sync_folder(home)
            (made / _WHOLE).rename(made / _EMPTIED)
        # Without its store nobody takes it for a desk.
        for new in sorted(made.iterdir(), key=lambda path: path.name == folder.store.name):
            if new.name not in {*stay, _EMPTIED}:
                new.rename(home / new.name)
        sync_folder(home)
        shutil.rmtree(made, ignore_errors=True)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


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
