"""Sentences of codes: rendered in the language asked, with what they are filled with.

Source: docs/wording.md, "How sentences are worded".
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias

from concierge_desk.domain.dated import ISO_DAY
from concierge_desk.domain.errors import Param
from concierge_desk.domain.inscriptions import without_words
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import translate

_CENTS, _AMOUNT = "cents", "_cents"

Speller: TypeAlias = Callable[[str, str], str]
"""Says a code in a language, as its label: (code, language) -> what is read."""

_NO_SPELLERS: Mapping[str, Speller] = MappingProxyType({})


def render(
    code: str,
    params: Mapping[str, Param],
    messages: Mapping[str, str],
    lang: str,
    spellers: Mapping[str, Speller] = _NO_SPELLERS,
) -> str:
    """Return the sentence of a code in a language; the same code and parameters, the same bytes.

    Args:
        code: Of a refusal, warning or failure.
        params: What it is filled with; amounts in cents are written as amounts.
        messages: English sentence of each code, and of ``code+parameter`` where a parameter brings its own.
        lang: ``fr`` or ``en``.
        spellers: By the name of a parameter that is a code, what says it as whoever reads knows it.
    """
    # What a parameter tells may deserve a sentence of its own: the code is the same.
    said = (name for name, value in params.items() if value is not None)
    told = next((f"{code}+{name}" for name in said if f"{code}+{name}" in messages), code)
    sentence = translate(messages[told], lang) if told in messages else told
    spelt = {
        name: spellers[name](str(value), lang)
        for name, value in params.items()
        if name in spellers and value is not None
    }
    return fill(sentence, {**params, **spelt}, lang)


def fill(sentence: str, values: Mapping[str, object], lang: str) -> str:
    """Return a sentence with its values: amounts as amounts, days as days."""
    return sentence.format_map(_Missing({name: _shown(name, value, lang) for name, value in values.items()}))


def say(source: str, lang: str, /, **values: object) -> str:
    """Return a source sentence in a language, filled."""
    return fill(translate(source, lang), values, lang)


def low(text: str) -> str:
    """Return a text as it goes on within a sentence; what begins with a code, such as ``VELO-1``, stays as it is."""
    word, *_ = text.split(" ", 1)
    is_code = any(sign.isupper() or sign.isdigit() for sign in word[1:])
    return text if is_code else text[:1].lower() + text[1:]


class _Missing(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "?"


_LISTED = ("means", "operation")
"""Parameters that are codes of the list of their name."""
_PAYEES = ("payee", "payees")
"""Parameters that are codes of whoever is paid."""
_INSTANT = "clock_at"
"""Parameter that is a local instant, in ISO form."""


def _shown(name: str, value: object, lang: str) -> str:
    if (name == _CENTS or name.endswith(_AMOUNT)) and isinstance(value, int):
        return format_amount(value)
    if value is None:
        return "—"
    if name in (*_LISTED, *_PAYEES):
        return _labelled(name, str(value), lang)
    if name == _INSTANT:
        from concierge_desk.counter.texts.short_dates import said_instant  # noqa: PLC0415  (as above)

        return said_instant(str(value), lang)
    if lang == "fr" and isinstance(value, str) and ISO_DAY.fullmatch(value):
        return "/".join(reversed(value.split("-")))
    return without_words(str(value))


def _labelled(name: str, value: str, lang: str) -> str:
    # Most sentences name no code.
    from concierge_desk.counter.texts.paper_dates import payee_label  # noqa: PLC0415
    from concierge_desk.counter.values.codelists import label_of  # noqa: PLC0415

    if name in _PAYEES:
        return ", ".join(payee_label(payee, lang) for payee in value.split(", "))
    return low(label_of(name, value, lang))
