"""Charges of a visit as they would be now: decided by the same rules, and written nowhere."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from concierge_desk.counter.context import Context
from concierge_desk.counter.rows import Rows
from concierge_desk.counter.service import AnyCommand
from concierge_desk.counter.texts.paper_dates import fund_label, owner_label, payee_label, rate_text
from concierge_desk.counter.till.notes import charges_of, note_is_needed
from concierge_desk.counter.till.setting_off import Share, columns_of
from concierge_desk.counter.till.visits import Decided, decided_one_by_one
from concierge_desk.counter.values.codelists import codes
from concierge_desk.domain.charge import OWN, OWN_PAYEE, THOUSAND, Charge, bears_tax, by_payee, is_mandate
from concierge_desk.domain.errors import Param, Refused
from concierge_desk.domain.journal import Posted
from concierge_desk.domain.money import format_amount, summed
from concierge_desk.i18n import N_, translate
from concierge_desk.ui.presenter.prices import PayeePart, Priced, PricedLine

_OURS = N_("Our own")


class Pricing:
    """Prices visits, in one language."""

    def __init__(
        self,
        commands: Mapping[str, AnyCommand],
        sentence: Callable[[str, Mapping[str, Param], str], str],
        lang: str,
    ) -> None:
        """Bind the commands, what says why one is refused, and the language."""
        self._commands = commands
        self._said = sentence
        self._lang = lang

    def priced(
        self, rows: Rows, acts: Sequence[Mapping[str, Any]], context: Context, note: Posted | None
    ) -> Priced:
        """Return what acts come to; what would be refused says why and costs nothing.

        Args:
            rows: The store.
            acts: Charged acts in order.
            context: See `Context`.
            note: The visit's last note of services.
        """
        decided = decided_one_by_one(self._commands, rows, acts, context)
        lines = tuple(self._line(act, made) for act, made in zip(acts, decided, strict=True))
        charges = [charge for made in decided for charge in charges_of(made.events)]
        funds = summed((_whose(charge, self._lang), charge.cents) for charge in charges)
        parts = _payee_parts(charges, context.state.payees, self._lang)
        due = sum(funds.values())
        return Priced(
            lines,
            due,
            tuple(funds.items()),
            note_is_needed(charges, note),
            parts,
            _came_by(charges) if due < 0 else (),
            _by_cheque(charges, due),
        )

    def _line(self, act: Mapping[str, Any], made: Decided) -> PricedLine:
        charges = charges_of(made.events)
        if made.refused is not None or not charges:
            return PricedLine(act, self._name_of(act), 1, None, "", "", self._sentence(made.refused))
        first = charges[0]
        return PricedLine(
            act=act,
            label=first.label,
            quantity=max(first.quantity_thousandths // THOUSAND, 1),
            cents=sum(charge.cents for charge in charges),
            detail=_detail(first, self._lang),
            fund=_whose(first, self._lang),
        )

    def _sentence(self, refused: Refused | None) -> str:
        return "" if refused is None else self._said(refused.code, refused.params, self._lang)

    def _name_of(self, act: Mapping[str, Any]) -> str:
        """Return what an act is called that came to no charge: by its command, for its thing may be unknown."""
        command = self._commands.get(act["do"])
        return act["do"] if command is None else translate(command.summary, self._lang).rstrip(".")


def _payee_parts(charges: Sequence[Charge], payees: Mapping[str, str], lang: str) -> tuple[PayeePart, ...]:
    """Return what of charges each payee has; none where the shop alone is paid."""
    parts = by_payee(columns_of(Share.of(charge) for charge in charges).left, payees)
    if parts.keys() <= {OWN_PAYEE}:
        return ()
    names = {charge.fund.partition(":")[2]: charge.on_behalf for charge in charges}
    names = {code: name for code, name in names.items() if name and code not in codes("principal")}
    # The shop is called as its money is beside it.
    labels = {payee: payee_label(payee, lang, names) for payee in parts} | {OWN_PAYEE: translate(_OURS, lang)}
    return tuple(PayeePart(payee, labels[payee], cents) for payee, cents in parts.items())


def _came_by(charges: Sequence[Charge]) -> tuple[tuple[str, int], ...]:
    """Return by which means what is given back had come, and how much of it each holds."""
    rows = [
        (one.means, min(one.cents, -charge.cents))
        for charge in charges
        if charge.cents < 0 and not charge.covers
        for one in charge.came_by
    ]
    return tuple((means, cents) for means, cents in summed(rows).items() if cents > 0)


def _by_cheque(charges: Sequence[Charge], due: int) -> tuple[int, ...]:
    """Return what kept cheques pay; none where less is due than they are made out for: they cannot pay then."""
    found = tuple(charge.cheque.cents for charge in charges if charge.cheque is not None)
    return found if sum(found) <= due else ()


def _whose(charge: Charge, lang: str) -> str:
    """Return whose money a charge is, in a word or two: it stands beside an amount."""
    fund = charge.fund
    if fund == OWN:
        return translate(_OURS, lang)
    if is_mandate(fund):
        code = fund.partition(":")[2]
        return owner_label(fund, lang, {} if code in codes("principal") else {code: charge.on_behalf})
    return fund_label(fund, lang)


def _detail(charge: Charge, lang: str) -> str:
    """Return whose money it is, with the rate of ours, or the price of one of many."""
    whose = _whose(charge, lang)
    if charge.fund == OWN and bears_tax(charge.fund, charge.regime):
        rate = translate(N_("VAT {rate}"), lang).format(rate=rate_text(charge.rate))
        return f"{whose} · {rate}"
    if not is_mandate(charge.fund) or charge.quantity_thousandths <= THOUSAND:
        return whose
    each = translate(N_("{price} each"), lang).format(price=format_amount(charge.unit_cents))
    return f"{whose} · {each}"
