"""Two folders that `tests.golden.play` filled, compared: what differs, and how.

``python -m tests.golden.compare BEFORE AFTER``: exit status 1 if anything does.
"""

import argparse
import difflib
import json
import sys
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.golden.play import group_of, manifest_of

LINES = 40
_SHOWN_CHARACTERS = 400


def differences(before: Path, after: Path, lines: int = LINES) -> Iterator[str]:
    """Yield what differs between two folders, line by line.

    Args:
        before: Filled by one commit.
        after: Filled by another.
        lines: How many are shown of one file.
    """
    was, now = manifest_of(before), manifest_of(after)
    for name in sorted(was.keys() | now.keys()):
        if name not in now:
            yield f"only before: {name}"
        elif name not in was:
            yield f"only after: {name}"
        elif was[name] != now[name]:
            yield f"differs: {name}"
            shown = [f"  {line}" for line in _how(before / name, after / name)]
            yield from shown[:lines]
            if len(shown) > lines:
                yield f"  … and {len(shown) - lines} lines more (--lines)"


def _how(before: Path, after: Path) -> Iterator[str]:
    """Yield a unified diff of two files, as far as there is text in them."""
    was, now = _lines(before), _lines(after)
    found = list(difflib.unified_diff(was, now, "before", "after", n=1, lineterm=""))
    yield from map(_short, found or ["no line of its text: its bytes alone"])


def _short(line: str) -> str:
    return line if len(line) <= _SHOWN_CHARACTERS else f"{line[:_SHOWN_CHARACTERS]} …"


def _lines(path: Path) -> list[str]:
    """Return a file as lines that can be compared: an archive by its members, a PDF by its words."""
    content = path.read_bytes()
    if path.suffix == ".zip":
        return list(_members(path))
    if path.suffix == ".pdf":
        return list(_words(content))
    if path.suffix == ".bin":
        return [repr(line) for line in content.splitlines(keepends=True)]
    return list(_split(content.decode("utf-8", "backslashreplace").splitlines()))


def _split(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines; an object of JSON that stands on one of them key by key."""
    for line in lines:
        try:
            value = json.loads(line)
        except ValueError:
            yield line
        else:
            yield from json.dumps(value, ensure_ascii=False, indent=1).splitlines()


def _members(path: Path) -> Iterator[str]:
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            yield f"[{name}]"
            content = archive.read(name)
            if name.endswith(".pdf"):
                yield from _words(content)
            else:
                yield from _split(content.decode("utf-8", "backslashreplace").splitlines())


def _words(content: bytes) -> Iterator[str]:
    """Yield the words of a PDF, page by page."""
    import pypdfium2

    with pypdfium2.PdfDocument(content) as document:
        for number in range(len(document)):
            yield f"[page {number + 1}]"
            yield from document[number].get_textpage().get_text_range().splitlines()


def main() -> None:
    """Compare, and tell."""
    asked = argparse.ArgumentParser(prog="python -m tests.golden.compare", description=__doc__)
    asked.add_argument("before", type=Path)
    asked.add_argument("after", type=Path)
    asked.add_argument("--lines", type=int, default=LINES, help="shown of one file (%(default)s)")
    given = asked.parse_args()
    groups: Counter[str] = Counter()
    for line in differences(given.before, given.after, given.lines):
        sys.stdout.write(f"{line}\n")
        if not line.startswith(" "):
            groups[group_of(line.partition(": ")[2])] += 1
    told = ", ".join(f"{group} ({files})" for group, files in groups.items())
    sys.stdout.write(f"differ, with so many files: {told}\n" if groups else "nothing differs\n")
    raise SystemExit(bool(groups))


if __name__ == "__main__":
    main()
