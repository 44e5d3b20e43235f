"""Changes that mutants are made of, read from what mutmut leaves behind and from the list of those that may live.

Source: decision 0040.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

LIST = "docs/mutants.md"
"""Survivors that may live, each with its reason."""

_TICKED = r"(?:`[^`]*`|``.+?``)"
_ENTRY = re.compile(rf"- (?P<function>{_TICKED}): (?P<before>{_TICKED}) → (?P<after>{_TICKED})")


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """One mutant: where, and what stands there in place of what. A line goes by its text: numbers move with every edit."""

    file: str
    function: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"- `{self.function}`: {_quoted(self.before)} → {_quoted(self.after)}"


def change(copy: Path, file: str, mutant: str) -> Change:
    """Return what one mutant changes, from the function as it was and as it became."""
    mutated = copy / "mutants" / file
    spans = json.loads(mutated.with_name(f"{mutated.name}.spans").read_text("utf-8"))["spans"]
    lines = mutated.read_text("utf-8").splitlines()
    stem = mutant.rpartition("__mutmut_")[0]
    name = stem.removeprefix("x_").removeprefix("xǁ").replace("ǁ", ".")

    def body(which: str) -> list[str]:
        first, last = spans[which]
        text = "\n".join(lines[first - 1 : last])
        return re.sub(r"x[_ǁ][\wǁ]+?__mutmut_\w+", name.rpartition(".")[2], text).splitlines()

    before, after = body(f"{stem}__mutmut_orig"), body(mutant)
    while before and after and before[0] == after[0]:
        del before[0], after[0]
    while before and after and before[-1] == after[-1]:
        del before[-1], after[-1]
    return Change(file, name, _joined(before), _joined(after))


def line_of(source: str, function: str, text: str) -> int:
    """Return the number of the line at which a text begins in a function; 0 where it is not there."""
    found = _function(ast.parse(source), function)
    if found is None:
        return 0
    lines = source.splitlines()[found.lineno - 1 : found.end_lineno]
    for start in range(len(lines)):
        for end in range(start + 1, len(lines) + 1):
            joined = _joined(lines[start:end])
            if joined == text:
                return found.lineno + start
            if len(joined) > len(text):
                break
    return 0


def listed(text: str) -> dict[Change, str]:
    """Read the list: its mutants, each with the reason that stands above it, empty where there is none."""
    file, reason, found = "", "", {}
    paragraph: list[str] = []
    for line in [*text.splitlines(), ""]:
        if heading := re.fullmatch(r"## `(\S+)`", line):
            file, reason, paragraph = heading[1], "", []
        elif entry := _ENTRY.fullmatch(line):
            reason = " ".join(paragraph) or reason
            paragraph = []
            function, before, after = (entry[name].strip("`") for name in ("function", "before", "after"))
            found[Change(file, function, before.strip(), after.strip())] = reason
        elif line:
            paragraph.append(line)
    return found


def _quoted(text: str) -> str:
    return f"`` {text} ``" if "`" in text else f"`{text}`"


def _joined(lines: Iterable[str]) -> str:
    return " ".join(filter(None, (line.strip() for line in lines)))


def _function(tree: ast.AST, name: str) -> ast.FunctionDef | ast.AsyncFunctionDef | None:
    *classes, last = name.split(".")
    for one in classes:
        inside = [node for node in ast.iter_child_nodes(tree) if isinstance(node, ast.ClassDef)]
        tree = next((node for node in inside if node.name == one), ast.Module([], []))
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name == last:
            return node
    return None
