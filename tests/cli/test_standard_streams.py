"""A program that was started without standard streams: nothing is written where a file of ours lies."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.driver import environment

CLOSED = 'exec "$@" {closed}'
TELLS = """
import os, sys
from concierge_desk.cli.standard_streams import hold_closed
hold_closed()
opened = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT, 0o600)
os.write(opened, b"ours\\n")
for stream in (1, 2):
    os.write(stream, b"a complaint of some library\\n")
sys.exit(opened)
"""


@pytest.mark.skipif(os.name != "posix", reason="the shell closes them")
@pytest.mark.parametrize("closed", ["<&- >&- 2>&-", ">&- 2>&-", "2>&-", "<&-", ""])
def test_what_is_complained_of_gets_into_no_file(tmp_path: Path, closed: str) -> None:
    ours = tmp_path / "ours"
    done = subprocess.run(
        ["/bin/sh", "-c", CLOSED.format(closed=closed), "x", sys.executable, "-c", TELLS, str(ours)],
        env=environment(),
        capture_output=True,
        check=False,
    )
    assert done.returncode > 2, "the numbers of the streams are taken"
    assert ours.read_bytes() == b"ours\n"


@pytest.mark.skipif(os.name != "posix", reason="the shell closes them")
def test_words_run_without_streams(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "concierge_desk", "--data", str(tmp_path / "poste")]
    init = [*words, "init", "--site", "ampere", "--practice"]
    for word, status in ((init, 0), ([*words, "verify"], 0), (init, 3)):
        done = subprocess.run(
            ["/bin/sh", "-c", CLOSED.format(closed="<&- >&- 2>&-"), "x", *word],
            env=environment(),
            capture_output=True,
            check=False,
        )
        assert done.returncode == status
