"""Progress, read from pip's own words."""

import io

import pytest

from provisioning.terminal import Progress

WORDS = """Looking in indexes: http://127.0.0.1:9/simple
Ignoring colorama: markers 'sys_platform == "win32"' don't match your environment
Collecting babel==2.18.0 (from -r run.txt (line 9))
  Downloading babel-2.18.0-py3-none-any.whl (10.2 MB)
Requirement already satisfied: click==8.5.1 in ./lib (from -r run.txt (line 1))
Collecting pyside6-essentials==6.11.3 (from -r run.txt (line 12))
  Downloading pyside6_essentials-6.11.3-cp310-abi3-manylinux_2_34_x86_64.whl (80.3 MB)
  WARNING: Connection interrupted while downloading.
  Downloading pyside6_essentials-6.11.3-cp310-abi3-manylinux_2_34_x86_64.whl (80.3 MB)
Collecting zipp==4.1.2
  Downloading zipp-4.1.2-py3-none-any.whl (10 kB)
Installing collected packages: zipp, pyside6-essentials, babel
Successfully installed babel-2.18.0
""".splitlines()


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(stream: io.StringIO) -> str:
    progress = Progress(5, stream)
    for line in WORDS:
        progress.read(line)
    progress.close()
    return stream.getvalue()


def test_one_line_is_kept_up_to_date() -> None:
    steps = shown(Terminal()).split("\r")
    assert [step.rstrip() for step in steps] == [
        "",
        "  1 sur 4 : babel…",
        "  1 sur 4 : babel (10 Mo)…",
        "  2 sur 4 : click…",
        "  3 sur 4 : pyside6-essentials…",
        "  3 sur 4 : pyside6-essentials (80 Mo)…",
        "  3 sur 4 : pyside6-essentials (80 Mo)…",
        "  4 sur 4 : zipp…",
        "  Tout est là ; mise en place…",
        "",
        "",
    ]
    # What was longer is wiped out, and at the end the line is empty.
    assert len(steps[3]) == len(steps[2])
    assert steps[-2].strip() == ""


def test_the_line_never_wraps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    assert max(len(step) for step in shown(Terminal()).split("\r")) == 19


def test_where_there_is_no_terminal_lines_are_few() -> None:
    assert shown(io.StringIO()).splitlines() == [
        "  1 sur 4 : babel…",
        "  1 sur 4 : babel (10 Mo)…",
        "  2 sur 4 : click…",
        "  3 sur 4 : pyside6-essentials…",
        "  3 sur 4 : pyside6-essentials (80 Mo)…",
        "  3 sur 4 : pyside6-essentials (80 Mo)…",
        "  4 sur 4 : zipp…",
        "  Tout est là ; mise en place…",
    ]
    assert len(few := long_lock()) <= 5, few


def long_lock() -> list[str]:
    stream = io.StringIO()
    progress = Progress(100, stream)
    for n in range(100):
        progress.read(f"Collecting library-{n}==1")
    progress.close()
    return stream.getvalue().splitlines()


def test_nothing_to_do_says_nothing() -> None:
    stream = Terminal()
    Progress(0, stream).close()
    assert stream.getvalue() == ""
