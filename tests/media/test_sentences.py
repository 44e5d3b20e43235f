"""Every code of the media has its sentence, filled with what it is raised with, and says what to do next."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import concierge_desk.media
from concierge_desk.media.messages import MESSAGES

PACKAGE = Path(concierge_desk.media.__file__).parent
FAILURES = {"Refused", "EnvironmentFailure"}


def raised() -> Iterator[tuple[str, set[str]]]:
    for path in PACKAGE.glob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in FAILURES:
                named = {str(keyword.arg) for keyword in call.keywords}
                for text in ast.walk(call.args[0]):
                    if isinstance(text, ast.Constant) and isinstance(text.value, str):
                        yield text.value, named


def holes(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_every_code_has_a_sentence_and_every_sentence_a_code() -> None:
    assert {code for code, _ in raised()} == set(MESSAGES)


def test_a_sentence_is_filled_with_what_it_is_raised_with() -> None:
    assert {
        code: holes(MESSAGES[code]) - named for code, named in raised() if holes(MESSAGES[code]) - named
    } == {}


def test_a_neighbour_says_what_to_do_next() -> None:
    for code, sentence in MESSAGES.items():
        # Behind a colon, or in a sentence of its own.
        assert re.search(r"[:.] \w", sentence), code
        assert not re.search("error|exception", sentence, re.IGNORECASE), code
        assert sentence.endswith("."), code
