"""Epochs of a journal: letters that tell one life of a desk from the next, after a restore.

Source: docs/contract.md, "Epochs"; docs/requirements.md, "Numbers and epochs".
"""

from collections.abc import Iterable
from string import ascii_uppercase

from concierge_desk.domain.numbers import FIRST_EPOCH


def is_epoch(text: str) -> bool:
    """Say whether a text is an epoch: ``A`` to ``Z``, then ``AA``, ``AB`` and so on."""
    return bool(text) and set(text) <= set(ascii_uppercase)


def rank(epoch: str) -> tuple[int, str]:
    """Return what epochs are ordered by: ``Z`` comes before ``AA``."""
    return len(epoch), epoch


def next_epoch(known: Iterable[str]) -> str:
    """Return the epoch of a restore: the one after the highest known; after ``Z`` comes ``AA``.

    Args:
        known: Epochs of the backup, the present store and the anchors at hand. Without any, the first
            epoch is known: every desk began with it.

    Raises:
        ValueError: For a text that is no epoch.
    """
    found = {FIRST_EPOCH, *known}
    strange = sorted(epoch for epoch in found if not is_epoch(epoch))
    if strange:
        raise ValueError(f"no epochs: {strange}")
    return _letters(_place(max(found, key=rank)) + 1)


def _place(epoch: str) -> int:
    place = 0
    for letter in epoch:
        place = place * 26 + ascii_uppercase.index(letter) + 1
    return place


def _letters(place: int) -> str:
    letters = ""
    while place:
        place, letter = divmod(place - 1, 26)
        letters = ascii_uppercase[letter] + letters
    return letters
