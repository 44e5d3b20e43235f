"""Her hands at the closing, without a window, on a real desk and a folder that passes for a stick."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from concierge_desk.domain.errors import DeskError
from concierge_desk.media.system import Partition
from concierge_desk.pages.counter.desk import FrontFace
from concierge_desk.pages.day.desk import DayDesk
from concierge_desk.pages.day.evening import Evening
from concierge_desk.pages.day.state import EveningState
from tests.counter.desks import Play
from tests.ui.front.desk import run_now

PASSPHRASE = "quatre mots que personne ne devine"


@dataclass
class Plugged:
    """A machine whose sticks are folders: hardware that is not there."""

    sticks: list[Path] = field(default_factory=list)

    def partitions(self) -> Iterator[Partition]:
        for stick in self.sticks:
            yield Partition(
                device=f"/dev/{stick.name}", mount=stick, filesystem="vfat", options=frozenset({"rw"})
            )

    def comes_out(self, _partition: Partition) -> bool:
        return True

    def room(self, partition: Partition) -> tuple[int, int]:
        found = shutil.disk_usage(partition.mount)
        return found.total, found.free

    def label(self, partition: Partition) -> str:
        return partition.mount.name

    def identifier(self, partition: Partition) -> str:
        return partition.mount.name


def long_now(
    job: Callable[..., Any],
    done: Callable[[Any], None],
    failed: Callable[[DeskError], None],
    progress: Callable[[int, int], None],
) -> Callable[[], None]:
    """Run a long job at once."""
    try:
        result = job(progress, lambda: False)
    except DeskError as failure:
        failed(failure)
    else:
        done(result)
    return lambda: None


class Hands:
    """What she presses and types; what she reads is `state`."""

    def __init__(self, day: DayDesk, face: FrontFace, run: Any) -> None:
        self.face = face
        self.day = day
        self.seen: list[EveningState] = []
        self.evening = Evening(day, run, long_now, self.seen.append)
        self.evening.look()

    @property
    def state(self) -> EveningState:
        return self.evening.state

    def pieces(self, pieces: dict[int, int]) -> None:
        for face, count in pieces.items():
            self.evening.type_pieces(face, str(count))
            self.evening.keep_typed()

    def on(self) -> EveningState:
        self.evening.forward()
        return self.state


@contextmanager
def at_evening(
    play: Play, plugged: Plugged, run: Any = run_now, operator: str | None = None
) -> Iterator[Hands]:
    """Sit down before a desk; the clock of the test is the desk's."""
    desk = replace(play.desk, counter=play.counter, clock=play.hands)
    face = FrontFace(desk, "fr", operator)
    try:
        yield Hands(DayDesk(desk, face, operator, plugged), face, run)
    finally:
        face.close()
