"""OFX of a bank: the lines of an account, out of the tree of its elements.

Banks write OFX 1 as they like: headers that no reader knows, elements without a closing, empty ones, bare ampersands. So the
tree is read, never the strict models, and the header only for its letters.

Source: https://www.ofx.net/downloads.html (OFX 1.6 and 2.2, 11.4.4.1 STMTTRN); decision 0082.
"""

import html
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from concierge_desk.domain.errors import Refused
from concierge_desk.domain.money import NotAnAmount
from concierge_desk.exporting.statements.lines import BankFileLine, BankStatement, iso_day, signed_cents

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_BODY: Final = re.compile(rb"<OFX>", re.IGNORECASE)
# Elements that may be empty, and that some banks then do not close.
_EMPTY: Final = re.compile(
    r"<(NAME|MEMO|CHECKNUM|REFNUM|PAYEEID|SIC|FITID|DTUSER|DTAVAIL|BRANCHID|ACCTKEY|LANGUAGE|MESSAGE|ORG|FID|INTU\.[A-Z.]+)>"
    r"\s*(?=<(?!/\1>))"
)
_TAG: Final = re.compile(r"<(/?[A-Za-z0-9._]+)>")
_DAY: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")


def is_ofx(data: bytes) -> bool:
    """Say whether a file is OFX, by what it holds."""
    return _BODY.search(data) is not None


def read_ofx(data: bytes) -> BankStatement:
    """Return the lines of the account in a file.

    Raises:
        Refused: ``bank.file_unreadable``, ``bank.file_nothing``, ``bank.file_accounts``, ``bank.file_currency``,
            ``bank.file_day``, ``bank.file_amount``.
    """
    root = _tree(data)
    accounts = {(found.text or "").strip() for found in root.iter("ACCTID")}
    if len(accounts) > 1:
        raise Refused("bank.file_accounts", count=len(accounts))
    currency = next(((found.text or "").strip() for found in root.iter("CURDEF")), "EUR")
    if currency.upper() != "EUR":
        raise Refused("bank.file_currency", currency=currency[:3])
    lines = tuple(_lines(root))
    if not lines:
        raise Refused("bank.file_nothing")
    return BankStatement(lines)


def _tree(data: bytes) -> "Element":
    # With its models it is large, and most days no statement is read.
    from ofxtools.Parser import ParseError, TreeBuilder  # noqa: PLC0415

    start = _BODY.search(data)
    if start is None:
        raise Refused("bank.file_unreadable")
    body = _TAG.sub(lambda tag: f"<{tag[1].upper()}>", _decoded(data[start.start() :]))
    builder = TreeBuilder()
    try:
        builder.feed(_EMPTY.sub("", body).strip())
        root: Element = builder.close()
    except (ParseError, AssertionError, ValueError, LookupError) as error:
        raise Refused("bank.file_unreadable") from error
    return root


def _decoded(body: bytes) -> str:
    """Return the text: as UTF-8 where it is that, whatever its header says, else as Windows writes it."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace")


def _lines(root: "Element") -> Iterator[BankFileLine]:
    for place, told in enumerate(root.iter("STMTTRN"), start=1):
        day, amount = _text(told, "DTPOSTED"), _text(told, "TRNAMT")
        found = _DAY.match(day)
        iso = None if found is None else iso_day(*map(int, found.groups()))
        if iso is None:
            raise Refused("bank.file_day", line=place, value=day)
        try:
            cents = signed_cents(amount)
        except NotAnAmount as error:
            raise Refused("bank.file_amount", line=place, value=amount) from error
        words = dict.fromkeys(word for word in (_text(told, "NAME"), _text(told, "MEMO")) if word)
        yield BankFileLine(iso, cents, _text(told, "FITID") or None, " ".join(words) or None)


def _text(told: "Element", name: str) -> str:
    return " ".join(html.unescape(told.findtext(name) or "").split())
