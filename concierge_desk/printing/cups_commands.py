"""Commands of CUPS: they are run for what they say, in the one language that does not change.

Source: https://openprinting.github.io/cups/doc/options.html.
"""

import os
import subprocess

_PLAIN_ENGLISH = {"LC_ALL": "C.UTF-8", "LANGUAGE": ""}


def answered(*words: str, given: bytes, seconds: float) -> "subprocess.CompletedProcess[bytes]":
    """Run a command, and return what it says, however it ended.

    Args:
        words: The command and its words.
        given: What it reads.
        seconds: Longest wait for it.

    Raises:
        OSError: It is not there.
        subprocess.TimeoutExpired: It took longer, and was ended.
    """
    return subprocess.run(
        words, input=given, capture_output=True, check=False, timeout=seconds, env=os.environ | _PLAIN_ENGLISH
    )
