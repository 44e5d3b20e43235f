"""Say which tests hold which requirement of the law.

``python docs/conformity.py [--to FOLDER]`` writes ``conformity.md``: a row for each requirement of `docs/requirements.md`,
with the tests whose docstring, or whose module's, names its number.
"""

import argparse
import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
NAME = "conformity.md"
NUMBER = re.compile(r"\bR-\d+\.\d+\b")

LATER = "later"
APART = "not of the program"
IN_PART = "in part"
REASONS = {
    **dict.fromkeys(("R-1.03", "R-1.51", "R-5.05"), LATER),
    **dict.fromkeys(("R-6.01", "R-6.02", "R-6.04"), LATER),
    **dict.fromkeys(("R-1.04", "R-3.02", "R-7.01", "R-7.02"), APART),
}
"""Why no test holds a requirement: it is not built yet, or it asks nothing of this program."""

HEAD = """<!-- Made by docs/conformity.py: change what a test's docstring names, then run `python3 dev.py docs`. -->

# Conformity

Which tests hold which [requirement of the law](requirements.md): those whose docstring, or whose module's, names its number.
`in part`: what is built is held, and the requirement says what is not yet. `later`: what it asks for is not built yet.
`not of the program`: a duty of whoever keeps the shop or publishes the program, or one that does not arise here.

"""

_TITLES = "| requirement | asks for | held by | |\n|---|---|---|---|\n"
_REQUIREMENT = re.compile(r"^### (R-\d+\.\d+) (.+)\n((?:(?!#).*\n)*)", re.MULTILINE)
"""Number, title, and what stands below them up to the next heading."""
_NOT_YET = re.compile(r"\bnot\s+yet\b")


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement as docs/requirements.md tells it."""

    number: str
    title: str
    text: str

    @property
    def lacks_something(self) -> bool:
        """Whether it says of something that it is not built yet."""
        return _NOT_YET.search(self.text) is not None


@dataclass(frozen=True, slots=True)
class Held:
    """One test that names a requirement; without a name all of its file."""

    file: str
    name: str

    @property
    def link(self) -> str:
        """Link from this folder, called by the test's name."""
        return f"[`{self.name or self.file}`](../{self.file})"


def main() -> None:
    """Write the table into a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=HERE)
    (parser.parse_args().to / NAME).write_text(page(requirements(), holding(), REASONS), "utf-8")


def requirements() -> tuple[Requirement, ...]:
    """Return the requirements of docs/requirements.md, in its order."""
    found = _REQUIREMENT.findall((HERE / "requirements.md").read_text("utf-8"))
    return tuple(Requirement(number, title, text.strip()) for number, title, text in found)


def holding() -> dict[str, list[Held]]:
    """Return the tests that name a requirement, by its number, in the order of their files."""
    found: dict[str, list[Held]] = {}
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        file = path.relative_to(ROOT).as_posix()
        for name, text in _told(ast.parse(path.read_text("utf-8"))):
            for number in dict.fromkeys(NUMBER.findall(text)):
                found.setdefault(number, []).append(Held(file, name))
    return found


def _told(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield the docstring of a module of tests and of each test in it, under its name."""
    yield "", ast.get_docstring(tree) or ""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and node.name.lower().startswith("test"):
            yield node.name, ast.get_docstring(node) or ""


def page(asked: Sequence[Requirement], held: Mapping[str, Sequence[Held]], reasons: Mapping[str, str]) -> str:
    """Return the table of a row for each requirement.

    Args:
        asked: The requirements, in the order of the rows.
        held: The tests of each, by its number.
        reasons: Why there is none, by its number.

    Raises:
        ValueError: When a requirement has neither a test nor a reason, or both, or when a test or a reason
            is for none that there is.
    """
    known = {one.number for one in asked}
    if unknown := sorted((held.keys() | reasons.keys()) - known):
        raise ValueError(f"no such requirement: {', '.join(unknown)}")
    if wrong := sorted(number for number in known if (number in held) == (number in reasons)):
        raise ValueError(f"either tests or a reason why there are none: {', '.join(wrong)}")
    rows = [
        (
            one.number,
            one.title,
            ", ".join(test.link for test in held.get(one.number, ())),
            _word(one, reasons),
        )
        for one in asked
    ]
    in_part = sum(word == IN_PART for *_, word in rows)
    counted = f"Of {len(rows)} requirements {len(held)} are held by tests, {in_part} of them in part.\n\n"
    lines = [f"| {number} | {title} | {tests or '—'} | {word} |\n" for number, title, tests, word in rows]
    return HEAD + counted + _TITLES + "".join(lines)


def _word(asked: Requirement, reasons: Mapping[str, str]) -> str:
    return reasons.get(asked.number, IN_PART if asked.lacks_something else "")


if __name__ == "__main__":
    main()
