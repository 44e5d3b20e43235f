"""Lines for a terminal of this PC, word for word.

Source: docs/contract.md, "Words".
"""

import os
import shlex
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path


def program() -> list[str]:
    """Return how this program is called in a terminal, wherever it stands."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    named = Path(sys.executable).with_name("concierge-desk.exe" if os.name == "nt" else "concierge-desk")
    return [str(named)] if named.is_file() else [sys.executable, "-m", "concierge_desk"]


def line(words: Sequence[str]) -> str:
    """Return words as one line of this PC's terminal, quoted where they have to be."""
    return subprocess.list2cmdline(words) if os.name == "nt" else shlex.join(words)
