"""Play every command of the program once and write down what it says at the foot of the window, in French.

``python docs/confirmations.py [--to FOLDER]`` writes ``confirmations.md``: the acts are those that the tests take back
(`tests/counter/samples.py`, `tests/services/<code>/samples.py`), each on a practice desk of its own.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from concierge_desk.counter.texts.entry_texts import outcome
from concierge_desk.counter.till.opening import ordered_words
from concierge_desk.jobs.entry_texts import tellings
from concierge_desk.store.unit import known_operation
from tests.counter.desks import Desks, Play
from tests.counter.samples import EVERY

HERE = Path(__file__).resolve().parent
NAME = "confirmations.md"
HEAD = """<!-- Made by docs/confirmations.py: change the code, then run `python3 dev.py docs`. -->

# What each act says

The foot of the window tells what was done in the words of the journal, with its amount, its count, its document or its number:
never the name of a button. Each row was played. Commands that write nothing say nothing there, but for the one that is waited for: the drawer.

| command | at the foot |
|---|---|
"""


def main() -> None:
    """Write the table into a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=HERE)
    with tempfile.TemporaryDirectory() as folder:
        rows = dict(said(Desks(Path(folder))))
    (parser.parse_args().to / NAME).write_text(page(rows), "utf-8")


def page(rows: Mapping[str, str]) -> str:
    """Return the page of a sentence by command."""
    return HEAD + "".join(f"| `{command}` | {words} |\n" for command, words in rows.items())


def said(desks: Desks) -> Iterator[tuple[str, str]]:
    """Yield each command that says something, with what it says."""
    for command, (act, _undone) in EVERY.items():
        with desks.desk() as play:
            play.open(float_cents=8000)
            words = _words(play, act(play))
        if words:
            yield command, words


def _words(play: Play, op: str | None) -> str:
    posted = [entry for entry in play.posted() if entry.op == op]
    if posted:
        return f"{outcome(posted, tellings(), 'fr')}."
    known = None if op is None else play.desk.store.read(lambda rows: known_operation(rows, op))
    ordered = "" if known is None else ordered_words(known.told, "fr")
    return f"{ordered}." if ordered else ""


if __name__ == "__main__":
    # A script sees its own folder alone.
    sys.path.insert(0, str(HERE.parent))
    main()
