"""Days of the demo: lived by its word, then every act of them told again, every day looked at, every paper printed."""

import inspect
import json
import mmap
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.golden.papers import papers_of, print_all
from tests.golden.pinned import Dice
from tests.golden.stores import Kept
from tests.golden.words import FORMS, Words, inside, take

DESK, STATEMENTS, PAPERS = Path("demo/poste"), Path("demo/releves"), Path("demo/papiers")
SEED, OTHER_SEED = "1", "2"
SHOWN_DAYS = "1"
"""Of another demo, whose summary is told in French; it makes a copy and puts it back."""

PLAYED = ["self", "raw", "operator"]
"""What the one method takes through which every act at the counter goes, wherever it stands."""

_LARGE_BYTES = 1 << 28


def play(dice: Dice, folder: Path, work: Path, days: int) -> None:
    """Live so many days and keep everything of them.

    Args:
        dice: Pinned.
        folder: Where everything goes.
        work: Where the shop lives meanwhile.
        days: How many.
    """
    work.mkdir(parents=True)
    words = [Words(dice, "demo", folder, form, str(DESK)) for form in FORMS]
    in_json, in_french = words
    with inside(work):
        with _acts_played() as acts, _little_memory():
            in_json("demo", "--days", str(days), "--seed", SEED, "--to", "demo", data=None)
        in_json("demo", "--days", "1", "--to", "demo", data=None)
        in_french("demo", "--days", SHOWN_DAYS, "--seed", OTHER_SEED, "--to", "other", data=None)
        with Kept(DESK) as kept:
            kept.write(Path("kept"))
            opened = kept.days()
        for word in words:
            _tell_again(word, acts)
            _look(word, opened)
        in_json("export", "everything", "--to", "exports/everything")
        STATEMENTS.rename("exports/laposte")
        PAPERS.rename("exports/papers")
        print_all(words, papers_of(DESK), Path("papers"))
        in_french("verify", "--signatures", "--rebuild")
    for name in ("kept", "exports", "papers"):
        take(work / name, folder)


def _tell_again(words: Words, acts: Sequence[bytes]) -> None:
    """Play every act once more, on a copy: what is known is answered as the first time."""
    shutil.copytree(DESK, "again")
    words("record", "-", data="again", stdin=b"".join(acts))
    shutil.rmtree("again")


def _look(words: Words, days: Sequence[str]) -> None:
    words("verify")
    words("day", "status")
    for day in days:
        words("day", "status", "--day", day)
        words("day", "morning", "--day", day)
    for text in ("mme", "kel", "Z-2026-0001", "T-2026-000001", "B-2026-0001"):
        words("look", text)


@contextmanager
def _acts_played() -> Iterator[list[bytes]]:
    """Write down each act that is played meanwhile, as a line that can be recorded.

    Raises:
        LookupError: Acts go another way now: `PLAYED`.
    """
    found = {
        known
        for name, module in tuple(sys.modules.items())
        if name.startswith("concierge_desk.")
        for known in vars(module).values()
        if inspect.isclass(known) and known.__module__ == name and _plays(known)
    }
    if len(found) != 1:
        raise LookupError(f"not one class plays acts: {found}")
    counter: Any = found.pop()
    execute: Callable[..., Any] = counter.execute
    acts: list[bytes] = []

    def noted(self: Any, raw: Any, operator: str | None = None) -> Any:
        acts.append(json.dumps(raw, ensure_ascii=False).encode() + b"\n")
        return execute(self, raw, operator)

    counter.execute = noted
    try:
        yield acts
    finally:
        counter.execute = execute


def _plays(known: type) -> bool:
    execute = vars(known).get("execute")
    return inspect.isfunction(execute) and list(inspect.signature(execute).parameters) == PLAYED


@contextmanager
def _little_memory() -> Iterator[None]:
    """Leave too little memory for the keys of a copy: nothing pins them, and the demo does without a copy then."""
    whole: Any = mmap
    given = mmap.mmap

    def little(handle: int, length: int, *more: Any, **named: Any) -> Any:
        if handle == -1 and length >= _LARGE_BYTES:
            raise OSError("no memory")
        return given(handle, length, *more, **named)

    whole.mmap = little
    try:
        yield
    finally:
        whole.mmap = given
