"""Verdicts on the mutants of a part, as mutmut keeps them: killed, survived, out of time, not tried yet.

Source: decision 0040.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from provisioning.mutants.change import Change, change
from provisioning.mutants.part import Part

_LIVED = (0, 5, 33)
"""Exit codes that mutmut keeps: every test passed, none was left to run, none reaches the function."""
_TIMED_OUT = (24, 36, 152, -24, -9)
_NOT_TRIED = (None, 2, 255)
"""Not yet, interrupted, or not by pytest, which was asked for something that it does not know."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a part's mutants."""

    name: str
    tried: int
    killed: int
    timed_out: int
    left: int
    survivors: tuple[Change, ...]

    def row(self) -> str:
        """Return its line of the table."""
        counts = (self.tried, self.killed, len(self.survivors), self.timed_out, self.left)
        return f"{self.name:<44}" + "".join(f"{count:>12}" for count in counts)


HEAD = f"{'partie':<44}" + "".join(
    f"{word:>12}" for word in ("mutants", "tués", "survivants", "hors délai", "à essayer")
)


def verdict(copy: Path, part: Part) -> Verdict:
    """Read what mutmut has found so far."""
    codes: Counter[str] = Counter()
    survivors = []
    for meta in sorted((copy / "mutants").rglob("*.py.meta")):
        file = meta.relative_to(copy / "mutants").as_posix().removesuffix(".meta")
        for name, code in json.loads(meta.read_text("utf-8"))["exit_code_by_key"].items():
            word = _word(code)
            codes[word] += 1
            if word == "lived":
                survivors.append(change(copy, file, name.rpartition(".")[2]))
    return Verdict(
        part.name, codes.total(), codes["killed"], codes["timed out"], codes["left"], tuple(sorted(survivors))
    )


def forget(copy: Path, words: Collection[str]) -> None:
    """Have the mutants tried again that ``lived`` or are ``left``."""
    for meta in (copy / "mutants").rglob("*.py.meta"):
        kept = json.loads(meta.read_text("utf-8"))
        codes = kept["exit_code_by_key"]
        kept["exit_code_by_key"] = {
            name: None if _word(code) in words else code for name, code in codes.items()
        }
        meta.write_text(json.dumps(kept), encoding="utf-8")


def _word(code: int | None) -> str:
    if code in _NOT_TRIED:
        return "left"
    if code in _TIMED_OUT:
        return "timed out"
    return "lived" if code in _LIVED else "killed"
