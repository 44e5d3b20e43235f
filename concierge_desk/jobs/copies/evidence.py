"""Evidence for a restore: epochs that are taken, names that were erased, what would be lost.

Source: docs/contract.md, "Epochs", "Restore".
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from concierge_desk.domain.anchors import KeptAnchor, read_anchor, read_anchors
from concierge_desk.domain.contents import Contents
from concierge_desk.domain.copies.names import ERASURES
from concierge_desk.domain.epochs import rank
from concierge_desk.domain.erasures import last_at, read_erasures
from concierge_desk.jobs.copies.backup import ANCHORS
from concierge_desk.jobs.copies.erasure_list import bytes_of
from concierge_desk.store.leaving.erasures import NOTHING_ERASED, KnownErasures
from concierge_desk.store.restore import Restored


@dataclass(frozen=True, slots=True)
class Evidence:
    """Knowledge of lives of the desk beside the copy's.

    Attributes:
        told: What the restore is told.
        alone: Nothing at hand is younger than the copy, or cannot be read: nobody knows whether it was restored
            elsewhere.
    """

    told: Restored
    alone: bool

    @classmethod
    def of(
        cls,
        places: Sequence[Path],
        copied: Contents,
        present: Contents | None,
        here: KnownErasures = NOTHING_ERASED,
    ) -> "Evidence":
        """Look at what lies at hand.

        Args:
            places: The folder of the desk, and that of the copy.
            copied: What the copy holds.
            present: What the store in the folder holds; None where there is none, or it cannot be read.
            here: What that store knows to be erased: some of it may not be noted beside it yet.

        Raises:
            IntegrityFailure: ``erasures.unreadable``; EnvironmentFailure: ``file.missing``.
        """
        kept, unreadable = _anchors([place / ANCHORS for place in places], copied.desk)
        anchors = [read_anchor(one.anchor) for one in kept]
        erasures = [erasure for place in places for erasure in read_erasures(bytes_of(place / ERASURES))]
        unlisted = here.but({erasure.ref for erasure in erasures})
        erasures += unlisted.erasures
        lived = [(anchor.epoch, anchor.seq) for anchor in anchors]
        days = [one.at[:10] for one in kept]
        if present is not None:
            lived.append((present.epoch, present.seq))
            days += [present.last_day] if present.last_day else []
        told = Restored(
            epochs=tuple(epoch for epoch, _seq in lived),
            erased=tuple(erasures),
            erased_by=max(filter(None, (last_at(erasures), unlisted.by)), default=None),
            lost_until=max(
                (day for day in days if copied.last_day is None or day > copied.last_day), default=None
            ),
            last_z_on_paper=present.last_number if present is not None else None,
        )
        return cls(told, alone=unreadable or not any(map(_younger_than(copied), lived)))


def _younger_than(contents: Contents) -> Callable[[tuple[str, int]], bool]:
    """Return what says whether an entry was written after a copy.

    What is as old as the copy itself, or older, lay beside every other copy of it: it cannot know of a sister.
    """
    copied = (rank(contents.epoch), contents.seq)
    return lambda place: (rank(place[0]), place[1]) > copied


def _anchors(files: Sequence[Path], desk: str) -> tuple[list[KeptAnchor], bool]:
    """Return the anchors of a desk, and whether a line that cannot be read may be another one."""
    read = [read_anchors(bytes_of(path)) for path in files]
    return (
        [anchor for kept, _unreadable in read for anchor in kept if anchor.desk == desk],
        any(unreadable for _kept, unreadable in read),
    )
