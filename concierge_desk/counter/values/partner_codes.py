"""Kinds of values that say a partner, whose money cash is, in which drawer it lies, or to whom a card is paid."""

import re
from dataclasses import dataclass

from concierge_desk.counter.values.kinds import Kind, Text, Unreadable
from concierge_desk.domain.charge import ACCOUNT, ADVANCE, CAUTION, OWN, OWN_PAYEE
from concierge_desk.domain.override import override

_CODE = re.compile(r"[A-Z][A-Z0-9_]{1,15}")
_MANDATES = "MANDATE:…"
_FUNDS = (OWN, ADVANCE, ACCOUNT, CAUTION)
_KNOWN = ", ".join(f"`{fund}`" for fund in _FUNDS)


@dataclass(frozen=True, slots=True)
class PartnerCode(Kind):
    """Code of a partner, whatever the case it is typed in: 2 to 16 letters and figures, a letter first."""

    label: str = "code of a partner: 2 to 16 letters, figures and underscores, a letter first"

    @override
    def read(self, raw: object) -> str:
        return _code(raw, "input.partner")


@dataclass(frozen=True, slots=True)
class FundCode(Kind):
    """Code of a fund; whether there is such a one, the decision says."""

    label: str = f"{_KNOWN}, or `MANDATE:` and the code of a partner under mandate"

    @override
    def read(self, raw: object) -> str:
        if not isinstance(raw, str):
            raise Unreadable("input.choice", words=", ".join((*_FUNDS, _MANDATES)))
        return raw


@dataclass(frozen=True, slots=True)
class DrawerCode(Kind):
    """Code of a drawer, in capitals: 2 to 16 letters and figures, a letter first."""

    label: str = "code of a drawer: 2 to 16 letters, figures and underscores, a letter first"

    @override
    def read(self, raw: object) -> str:
        text = Text(max_length=40).read(raw)
        # The site file may call the first one as it likes: such a code is known to the letter.
        return text.upper() if _CODE.fullmatch(text.upper()) else text


@dataclass(frozen=True, slots=True)
class PayeeCode(Kind):
    """Code of a payee, whatever the case it is typed in; `OWN_PAYEE` is the site itself."""

    label: str = f"code of a payee, such as a partner's; `{OWN_PAYEE}` is the site itself"

    @override
    def read(self, raw: object) -> str:
        return _code(raw, "input.payee")


def _code(raw: object, otherwise: str) -> str:
    text = Text(max_length=40).read(raw).upper()
    if not _CODE.fullmatch(text):
        raise Unreadable(otherwise)
    return text
