"""The words of the command line, played in this process; what they told is kept in a file for each word."""

import contextlib
import os
import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path

from click import Group
from click.testing import CliRunner, Result

from concierge_desk.cli import main
from tests.golden.pinned import Dice, without_drawn

JSON, FRENCH = "json", "french"
FORMS = {JSON: ("--json",), FRENCH: ()}
"""How a word answers: by the name of its folder, what is asked for beside it."""

WIDTH = 100


def told(words: Sequence[str], stdin: bytes = b"") -> Result:
    """Play a word, whatever comes of it; what nobody foresaw ends the run."""
    result = CliRunner().invoke(main, list(words), stdin, prog_name="concierge-desk", terminal_width=WIDTH)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


class Words:
    """Plays the words of one desk in one form and keeps what they told."""

    def __init__(self, dice: Dice, play: str, folder: Path, form: str, desk: str) -> None:
        """Begin.

        Args:
            dice: Thrown anew before each word.
            play: What is played: the same play draws the same codes in each form.
            folder: Where the answers go.
            form: `JSON` or `FRENCH`.
            desk: Folder of the desk.
        """
        self.form = form
        self.drawn = False
        """Whether what is told rests on what cannot be pinned; see `without_drawn`."""
        self._dice, self._play, self._desk = dice, play, desk
        self._folder = folder / form
        self._folder.mkdir(parents=True, exist_ok=True)
        self._count = 0

    def __call__(self, *words: str, data: str | None = "", stdin: bytes = b"") -> str:
        """Play a word and return what stood on its standard output.

        Args:
            words: The word and what goes with it.
            data: Folder of another desk; None for a word that has none.
            stdin: What it reads.
        """
        self._count += 1
        self._dice.begin(f"{self._play}/{self._count}")
        desk = () if data is None else ("--data", data or self._desk)
        line = (*words, *FORMS[self.form], *desk)
        result = told(line, stdin)
        text = f"$ {shlex.join(line)}\n{result.stdout}"
        if result.stderr:
            text += f"(standard error)\n{result.stderr}"
        text += f"(status {result.exit_code})\n\n"
        with (self._folder / f"{_name_of(words)}.txt").open("a", encoding="utf-8", newline="") as file:
            file.write(without_drawn(text) if self.drawn else text)
        return result.stdout


def _name_of(words: Sequence[str]) -> str:
    grouped = isinstance(main.commands.get(words[0]), Group)
    return "-".join(words[:2]) if grouped else words[0].strip("-")


@contextlib.contextmanager
def inside(folder: Path) -> Iterator[None]:
    """Stand in a folder meanwhile: the paths that a word tells are those it was given."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def take(made: Path, folder: Path) -> None:
    """Take what was made out of the folder it was made in."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(made.iterdir()):
        path.rename(folder / path.name)


def keep_help(folder: Path) -> None:
    """Keep the help of every word."""
    folder.mkdir(parents=True)
    for words in ((), *_all_words(main)):
        name = "-".join(("concierge-desk", *words))
        (folder / f"{name}.txt").write_text(told((*words, "--help")).stdout, "utf-8", newline="")


def _all_words(group: Group, before: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found = []
    for name, word in sorted(group.commands.items()):
        found.append((*before, name))
        if isinstance(word, Group):
            found += _all_words(word, (*before, name))
    return found
