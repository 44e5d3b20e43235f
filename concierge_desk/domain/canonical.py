"""CJ-1, the canonical JSON of the journal: one value, one sequence of bytes.

Source: docs/contract.md, "Canonical encoding"; https://www.rfc-editor.org/rfc/rfc8785 (a strict subset of it).
"""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TypeAlias

Json: TypeAlias = "None | bool | int | str | Sequence[Json] | Mapping[str, Json]"

MAX_INTEGER = 2**53
_KEY = re.compile(r"[a-z0-9_]+")


class NotCanonical(ValueError):
    """The value or the bytes lie outside CJ-1."""


def encode(value: Json) -> bytes:
    """Return the canonical bytes of a value; texts are normalised to NFC.

    Raises:
        NotCanonical: As `encoded`.
    """
    return encoded(value)[0]


def encoded(value: Json) -> tuple[bytes, Json]:
    """Return the canonical bytes of a value, and the value that is read of them.

    Raises:
        NotCanonical: For a float, an integer beyond ±2^53, a key outside ``[a-z0-9_]``, a lone
            surrogate, any other type, or a nesting too deep to follow.
    """
    try:
        clean = _clean(value)
        return _as_it_stands(clean).encode(), clean
    except UnicodeEncodeError as error:
        raise NotCanonical("a text holds a lone surrogate") from error
    except RecursionError as error:
        raise NotCanonical("nested too deeply") from error


def decode(data: bytes) -> Json:
    """Return the value of canonical bytes.

    Raises:
        NotCanonical: When the bytes are not exactly what ``encode`` makes of their value.
    """
    try:
        text = data.decode()
        value: Json = _read(text)
        # Keys and numbers were looked at as they were read. Whatever stands within an NFC text is NFC
        # (https://www.unicode.org/reports/tr15/, "closed under substringing").
        again = _written(value).encode() if unicodedata.is_normalized("NFC", text) else encode(value)
    except (ValueError, RecursionError) as error:
        raise NotCanonical(str(error)) from error
    if again != data:
        raise NotCanonical("the bytes are not in canonical form")
    return value


def _clean(value: object) -> Json:
    """Return a value as it is read again: of plain types alone, its texts in NFC, its keys in their order."""
    # What an entry says most often comes first.
    if isinstance(value, str):
        return unicodedata.normalize("NFC", str.__str__(value))
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return int(_within(value))
    if isinstance(value, dict | Mapping):
        return {key: _clean(value[key]) for key in sorted(map(_key, value))}
    if isinstance(value, list | tuple):
        return [_clean(item) for item in value]
    raise NotCanonical(f"not a CJ-1 type: {type(value).__name__}")


@lru_cache(maxsize=1024)
def _key(key: object) -> str:
    if not isinstance(key, str) or not _KEY.fullmatch(key):
        raise NotCanonical(f"not a CJ-1 key: {key!r}")
    return key


def _unique(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotCanonical("a key stands twice")
    for key in found:
        _key(key)
    return found


def _within(value: int) -> int:
    if abs(value) > MAX_INTEGER:
        raise NotCanonical(f"integer beyond 2^53: {value}")
    return value


def _integer(text: str) -> int:
    return _within(int(text))


def _no_float(text: str) -> Json:
    raise NotCanonical(f"a float: {text}")


_read = json.JSONDecoder(object_pairs_hook=_unique, parse_float=_no_float, parse_int=_integer).decode
_written = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode
_as_it_stands = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode
