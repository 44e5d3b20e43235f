"""Sources that can be opened: whatever the code names as its source is in this repository, or has an address."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOTS = ("concierge_desk", "provisioning", "tests", "bench", "docs")
QUOTED = re.compile(r'"([^"]+)"')
NUMBERED = re.compile(r"\bR-\d+\.\d+\b")
RULES = re.compile(r"\brules? ((?:\d+(?:, | and | to )?)+)")
DECISIONS = re.compile(r"decisions? (\d{4}(?:(?:, | and )\d{4})*)")
DOCUMENT = re.compile(r"docs/[\w-]+\.md")
PATH = re.compile(r"`([^`]+)`")
ADDRESS = re.compile(r"https://[^\s/]+\.[^\s]+")


@dataclass(frozen=True)
class Source:
    """One thing that a module names as its source, and where."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


def blocks(text: str) -> Iterator[tuple[int, str]]:
    """Return each ``Source:`` with its line, until the paragraph ends."""
    lines = text.splitlines()
    for number, line in enumerate(lines):
        at = line.find("Source: ")
        if at < 0 or '"Source: ' in line or "``Source:" in line:
            continue
        found = [line[at + len("Source: ") :]]
        for after in lines[number + 1 :]:
            if found[-1].rstrip().endswith('"""') or not after.strip() or after.strip().startswith('"""'):
                break
            found.append(after.strip().removeprefix("#:").removeprefix("#").strip())
        yield number + 1, " ".join(found).removesuffix('"""').strip()


def parts(text: str) -> list[str]:
    """Split at each semicolon that stands in no bracket."""
    found, depth = [""], 0
    for sign in text:
        depth += (sign == "(") - (sign == ")")
        if sign == ";" and not depth:
            found.append("")
        else:
            found[-1] += sign
    return [part.strip() for part in found]


def sources() -> list[Source]:
    """Return every source of the code."""
    found = []
    for root in ROOTS:
        for path in sorted((ROOT / root).rglob("*.py")):
            if path == Path(__file__):
                continue
            file = path.relative_to(ROOT).as_posix()
            for line, text in blocks(path.read_text("utf-8")):
                found += [Source(file, line, part) for part in parts(text)]
    return found


@cache
def headings(document: str) -> frozenset[str]:
    """Return the headings of a document."""
    text = (ROOT / document).read_text("utf-8")
    return frozenset(re.findall(r"^#+ (.+)$", text, re.MULTILINE))


@cache
def numbers(document: str) -> frozenset[str]:
    """Return what the headings of a document begin with: requirements and rules go by their number."""
    return frozenset(" ".join(heading.split()[:1]) for heading in headings(document)) | frozenset(
        " ".join(heading.split()[:2]) for heading in headings(document)
    )


def missing(source: str) -> str:
    """Return what of a source cannot be opened; empty where all of it can."""
    if ADDRESS.match(source):
        return ""
    if match := DECISIONS.match(source):
        known = {path.name[:4] for path in (ROOT / "docs/decisions").glob("*.md")}
        return ", ".join(sorted(set(re.findall(r"\d{4}", match[1])) - known))
    if match := DOCUMENT.match(source):
        if not (ROOT / match[0]).is_file():
            return match[0]
        named = source[match.end() :]
        lost = set(QUOTED.findall(named)) - headings(match[0])
        lost |= set(NUMBERED.findall(named)) - numbers(match[0])
        for rules in RULES.findall(named):
            lost |= {f"Rule {one}" for one in re.findall(r"\d+", rules)} - numbers(match[0])
        points = QUOTED.search(named) or NUMBERED.search(named) or RULES.search(named)
        return ", ".join(sorted(lost)) if points else f"{match[0]} without a heading"
    if match := PATH.match(source):
        return "" if (ROOT / match[1]).exists() else match[1]
    return source


SOURCES = sources()


def test_there_are_sources() -> None:
    assert len(SOURCES) > 300


@pytest.mark.parametrize("file", sorted({source.file for source in SOURCES}))
def test_every_source_can_be_opened(file: str) -> None:
    assert [(str(one), lost) for one in SOURCES if one.file == file and (lost := missing(one.text))] == []


@pytest.mark.parametrize(
    "source",
    [
        'docs/contract.md, "No Such Heading"',
        "docs/nowhere.md",
        "docs/requirements.md, R-99.01",
        "docs/trade.md, rule 99",
        "docs/contract.md",
        "decision 9999",
        "decisions 0001, 9999",
        "`nowhere/at_all.csv`",
        "the design, §4",
    ],
)
def test_what_cannot_be_opened_is_told(source: str) -> None:
    assert missing(source)


@pytest.mark.parametrize(
    "source",
    [
        'docs/contract.md, "Journal table", "Verifying"',
        "docs/requirements.md, R-2.02 (mentions of a ticket)",
        "docs/trade.md, rules 6 and 7",
        "decisions 0001, 0035",
        "https://www.rfc-editor.org/rfc/rfc8032",
        "`resources/laposte-zones.csv`, row by row",
    ],
)
def test_what_can_be_opened_is(source: str) -> None:
    assert missing(source) == ""
