"""Cheques in the books: each comes with a ticket, and leaves once, on a sheet or back to whoever drew it.

Source: docs/contract.md, "Cheques", "The books"; decision 0062.
"""

from dataclasses import replace

from concierge_desk.counter.books.reading import Data
from concierge_desk.domain.charge import OWN_PAYEE
from concierge_desk.domain.ticket import CHEQUE, HERE, PAID_IN, WAS, Cheque, gives_back, moved_by, received


class Cheques:
    """Every cheque as the entries so far leave it."""

    def __init__(self) -> None:
        """Begin without any."""
        self._known: dict[str, Cheque] = {}
        self._left_out = False

    def leave_out(self) -> None:
        """Take note that an entry cannot be read: it may have brought a cheque, or taken one away."""
        self._left_out = True

    def next_day(self) -> None:
        """Forget what was paid in before the day was closed: no sheet is taken back any more."""
        self._known = {code: cheque for code, cheque in self._known.items() if cheque.state != PAID_IN}

    def here(self) -> dict[str, int] | None:
        """Return what each cheque that is here is made out for, in cents; None where nobody knows."""
        if self._left_out:
            return None
        return {cheque.code: cheque.cents for cheque in self._known.values() if cheque.is_here}

    def paid(self, data: Data) -> list[str]:
        """Take in the cheques of a ticket, or of a correction of its means; return what does not hold."""
        holds = all(self._payment(item, data) for item in data["payments"] if "cheque" in item)
        return [] if holds or self._left_out else ["payments"]

    def _payment(self, item: Data, data: Data) -> bool:
        known = self._known.get(item["cheque"])
        if WAS in item and known is None:
            # It was paid in before the day was closed: that is forgotten by then.
            return bool(item["means"] == CHEQUE and item[WAS] == PAID_IN)
        try:
            if known is None:
                now: Cheque | None = received(item, data["ticket"], seq=0, day="")
            else:
                now = moved_by(known, item, data)
        except ValueError:
            return False
        # What a visit gives back had come with a ticket before; so had what comes in again when that is taken back.
        elsewhere = data.get("due_cents", 0) > 0 if "refunds" in data else gives_back(data)
        its = known is None or elsewhere or known.ticket in (data["ticket"], data.get("refunds"))
        if now is None:
            del self._known[item["cheque"]]
        else:
            self._known[item["cheque"]] = now
        payee = item.get("payee", OWN_PAYEE)
        its = its and (known is None or known.paid_to == payee)
        return its and bool(item["means"] == CHEQUE)

    def paid_in(self, data: Data) -> list[str]:
        """Put cheques on a sheet, or lay them back; return what does not hold."""
        told = {item["cheque"]: item["cents"] for item in data["cheques"]}
        back = "corrects" in data
        before, after, sign = (PAID_IN, HERE, -1) if back else (HERE, PAID_IN, 1)
        holds = len(told) == len(data["cheques"])
        for code, cents in told.items():
            known = self._known.get(code)
            fits = known is not None and known.state == before and known.cents == sign * cents
            fits = fits and (known is None or known.paid_to == data.get("payee", OWN_PAYEE))
            holds = holds and fits and (not back or known is None or known.sheet == data["sheet"])
            if known is not None:
                sheet = None if back else data["sheet"]
                self._known[code] = replace(known, state=after, sheet=sheet)
        wrong = [] if holds or self._left_out else ["cheques"]
        if data["cheques_cents"] != sum(told.values()):
            wrong.append("cheques_cents")
        pieces = data["denominations"]
        if (
            pieces is not None
            and sum(row["face_cents"] * row["pieces"] for row in pieces) != data["cash_cents"]
        ):
            wrong.append("denominations")
        return wrong
