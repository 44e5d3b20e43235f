"""The language that is shown: a program has one, as it has one theme.

Source: docs/contract.md, "Texts and resources".
"""

from concierge_desk.counter.texts.speech import Speech
from concierge_desk.i18n import DEFAULT


class _Spoken:
    """The language that is shown."""

    speech = Speech(DEFAULT)


def lang() -> str:
    """Return the code of the language that is shown."""
    return _Spoken.speech.lang


def use(lang: str) -> None:
    """Let what is built from now on be worded in a language."""
    _Spoken.speech = Speech(lang)


def say(source: str, **values: object) -> str:
    """Return a source sentence in the language that is shown, filled."""
    return _Spoken.speech.say(source, **values)


def count(one: str, many: str, n: int, **values: object) -> str:
    """Return the sentence for so many, filled: see `Speech.count`."""
    return _Spoken.speech.count(one, many, n, **values)
