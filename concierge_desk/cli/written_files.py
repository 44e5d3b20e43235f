"""Files that were written for somebody, as they are told: where one lies, and the other that had its name."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

from concierge_desk.cli.frame import Invocation


class Written(Protocol):
    """File that lies in its folder."""

    @property
    def path(self) -> Path:
        """Where."""

    @property
    def sha256(self) -> str:
        """Of its bytes."""

    @property
    def kept(self) -> Path | None:
        """Where another file that lay there under its name lies now."""


def told_of(made: Written, **more: Any) -> dict[str, Any]:
    """Return what is told of a file, with what else there is to tell."""
    kept = {} if made.kept is None else {"kept": str(made.kept)}
    return {"path": str(made.path), "sha256": made.sha256, **more, **kept}


def lines_of(frame: Invocation, sentence: str, told: Mapping[str, Any]) -> list[str]:
    """Return what is told of a file as lines: where it lies, by a sentence, then the other that had its name."""
    lines = [frame.say(sentence, **told)]
    if "kept" in told:
        lines.append(frame.say("Another file had that name: it is kept as {path}.", path=told["kept"]))
    return lines
