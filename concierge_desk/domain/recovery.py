"""The identity that opens backups, as the recovery sheet prints it and as a hand types it back.

Source: docs/contract.md, "Recovery sheet"; https://age-encryption.org/v1 (identities in Bech32);
https://www.iso.org/standard/31531.html (ISO 7064, hybrid systems).
"""

import re
import unicodedata
from dataclasses import dataclass, field

PREFIX = "AGE-SECRET-KEY-1"
ALPHABET = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L"
"""The signs of Bech32: neither I nor O nor B nor 1, which are read as others."""

LENGTH = 58
_LINE, _GROUP = 12, 4
_MOST_STRAY = 2
"""Signs too many or too few for which the wrong line is still looked for."""

_IDENTITY = re.compile(rf"{PREFIX}([{ALPHABET}]{{{LENGTH}}})")
_PREFIX = re.compile(r"\A\s*AGE\W*SECRET\W*KEY\W*1?")
_COMMENT = re.compile(r"^\s*#.*$", re.MULTILINE)
_BETWEEN = re.compile(r"[\W_]")


class WrongLine(ValueError):
    """A line of the sheet was typed otherwise than it is printed.

    Attributes:
        number: Which one, from 1.
    """

    def __init__(self, number: int) -> None:
        super().__init__(f"line {number}")
        self.number = number


def sheet_lines(identity: str) -> tuple[str, ...]:
    """Return the lines of an identity in groups of four, each line with its check: ``ECY5 A96G 5NTL S``.

    The check holds the number of its line as well: two lines that changed places are found.

    Raises:
        ValueError: For a text that is no identity.
    """
    found = _IDENTITY.fullmatch(identity)
    if found is None:
        # Never the text itself: it may be the secret but for one sign.
        raise ValueError("not an identity")
    return tuple(
        " ".join([*_cut(line, _GROUP), _check(number, line)])
        for number, line in enumerate(_cut(found[1], _LINE), 1)
    )


def read_identity(text: str) -> str:
    """Return the identity of a text: whole as a square code holds it, or typed line by line with the checks.

    Any case, with or without spaces and dashes between the groups, the beginning and the ends of lines; an
    O is read as 0. Of an identity without the checks only the form is known: its own sum is the library's.

    Raises:
        WrongLine: For the first line that is not what its check says.
        ValueError: For a text that is no identity.
    """
    plain = _plain(_COMMENT.sub("", unicodedata.normalize("NFKC", text)))
    lines = [
        signs
        for line in _PREFIX.sub("", plain).splitlines()
        if (signs := _BETWEEN.sub("", line).replace("O", "0"))
    ]
    body = "".join(lines)
    if body.startswith("AGE1"):
        # For whom is sealed, which opens nothing: not a mistyped line.
        raise ValueError("not an identity")
    if len(body) != LENGTH:
        body = _checked(lines, body)
    if not set(body) <= set(ALPHABET):
        raise ValueError("not an identity")
    return PREFIX + body


@dataclass(frozen=True, slots=True)
class SheetGroup:
    """A group of four signs of the sheet, and where it stands.

    Attributes:
        line: Its line, from 1.
        place: Its place in the line, from 1.
        signs: The four.
    """

    line: int
    place: int
    signs: str = field(repr=False)

    def is_typed(self, text: str) -> bool:
        """Say whether a text is this group, read as the whole sheet is: any case, spaces or none, an O for a 0."""
        return _BETWEEN.sub("", _plain(text)).replace("O", "0") == self.signs


def groups_of(identity: str) -> tuple[SheetGroup, ...]:
    """Return the whole groups of an identity as the sheet prints them; the short one at its end is none.

    Raises:
        ValueError: For a text that is no identity.
    """
    return tuple(
        SheetGroup(number, place, signs)
        for number, line in enumerate(sheet_lines(identity), 1)
        for place, signs in enumerate(line.split(" ")[:-1], 1)
        if len(signs) == _GROUP
    )


def _plain(text: str) -> str:
    """Return a text in capitals: a compatible form of a sign, such as one of double width, is the sign."""
    return unicodedata.normalize("NFKC", text).upper()


def _checked(lines: list[str], body: str) -> str:
    count = -(-LENGTH // _LINE)
    if abs(len(body) - LENGTH - count) > _MOST_STRAY:
        raise ValueError("not an identity")
    if len(lines) != count:
        # Typed in one go: a sign too many or too few shows in the line where it is.
        whole = _LINE + 1
        lines = [
            *(body[at * whole : (at + 1) * whole] for at in range(count - 1)),
            body[(count - 1) * whole :],
        ]
    told = []
    for number, line in enumerate(lines, 1):
        signs, check = line[:-1], line[-1:]
        length = min(_LINE, LENGTH - (number - 1) * _LINE)
        if len(signs) != length or not set(signs) <= set(ALPHABET) or _check(number, signs) != check:
            raise WrongLine(number)
        told.append(signs)
    return "".join(told)


def _check(number: int, line: str) -> str:
    """Return the check of a line, as ISO 7064 MOD 37,36 makes it, over the signs of Bech32."""
    modulus = len(ALPHABET)
    check = modulus // 2
    for sign in ALPHABET[number] + line:
        check = ((check or modulus) * 2 % (modulus + 1) + ALPHABET.index(sign)) % modulus
    return ALPHABET[(1 - (check or modulus) * 2 % (modulus + 1)) % modulus]


def _cut(text: str, length: int) -> list[str]:
    return [text[at : at + length] for at in range(0, len(text), length)]
