"""Every paper of a desk, printed in every form."""

import itertools
from collections.abc import Sequence
from pathlib import Path

from tests.golden.stores import Kept
from tests.golden.words import Words

PAPER = Path("papier")
FORMS = {"text": "txt", "escpos": "bin", "pdf": "pdf"}


def papers_of(data: Path) -> list[str]:
    """Return the name of every paper of a desk."""
    with Kept(data) as kept:
        return kept.papers()


def print_all(words: Sequence[Words], names: Sequence[str], folder: Path) -> None:
    """Print papers in every form; what cannot be printed is told among the answers.

    Args:
        words: Who prints, in turn.
        names: Of the papers.
        folder: Where the papers go, a folder for each form.
    """
    asked = [(name, form) for name in names for form in FORMS]
    for (name, form), word in zip(asked, itertools.cycle(words), strict=False):
        print_one(word, name, form, folder)


def print_one(words: Words, name: str, form: str, folder: Path, *more: str) -> None:
    """Print a paper into a file of its own, beside what was printed of it before; none where it is refused."""
    words("print", name, "--as", form, "--to", str(PAPER), *more)
    if not PAPER.exists():
        return
    file = folder / form / name.replace(":", "-")
    file.parent.mkdir(parents=True, exist_ok=True)
    before = len(list(file.parent.glob(f"{file.name}.[0-9].*")))
    PAPER.rename(file.with_name(f"{file.name}.{before}.{FORMS[form]}"))
