"""Month of what a principal should pay, told as data: for whoever invoices it, and for the command line. Pure.

No account stands in it: which one a line goes to is the accountant's.

Source: docs/contract.md, "What carriers pay"; decision 0077.
"""

from fractions import Fraction
from typing import Any

from concierge_desk.counter.values.codelists import label_of
from concierge_desk.domain.journal import all_facts
from concierge_desk.exporting.tables import Cell, TableField, csv_table, to_csv
from concierge_desk.services.relay.model.pay import words
from concierge_desk.services.relay.model.pay.month import PayMonth
from concierge_desk.services.relay.model.pay.reckoning import ExpectedLine, rounded

_SHEET = csv_table(
    "remuneration",
    "Rémunération attendue",
    "Estimation : ce qu'un mandant devrait payer pour un mois, à facturer.",
    TableField("principal", "string", "Mandant", "Son code.", required=True),
    TableField("month", "string", "Mois", "AAAA-MM.", required=True),
    TableField("code", "string", "Ligne", "Code de la ligne ; TOTAL : la somme.", required=True),
    TableField("label_fr", "string", "Libellé", "Ce qui est payé.", required=True),
    TableField("basis", "string", "Base", "month, act, per_mille."),
    TableField("count", "integer", "Nombre", "D'actes ou de pièces."),
    TableField("base", "money", "Assiette", "Des ventes, en euros."),
    TableField("rate_fr", "string", "Taux", "Par mois, par acte ou pour mille."),
    TableField("ht", "money", "HT", "En euros.", required=True),
    TableField("vat", "money", "TVA", "Sur la somme, en euros."),
    TableField("ttc", "money", "TTC", "De la somme, en euros."),
    TableField("theirs", "money", "Leur relevé", "Ce que le mandant dit payer, HT, en euros."),
)


def principal_name(month: PayMonth, lang: str) -> str:
    """Return what the principal is called."""
    return month.name or label_of("principal", month.expected.principal, lang)


def pay_csv(month: PayMonth) -> bytes:
    """Return the month as a CSV: a line for each row, then the sum; in French."""
    expected = month.expected
    theirs = {line.code: line.cents for line in month.theirs}
    head: tuple[Cell, ...] = (expected.principal, expected.month)
    lines: list[tuple[Cell, ...]] = []
    told = set()
    for line in expected.lines:
        row, paid = line.row, None if line.row.code in told else theirs.get(line.row.code)
        told.add(row.code)
        count = line.count if line.acts else None
        kind = (words.what(row, "fr"), row.basis, count, line.base_cents, words.rate(row, "fr"))
        lines.append((*head, row.code, *kind, line.cents, None, None, paid))
    ours = expected.by_code
    lines += [
        (*head, code, "—", *(None,) * 4, 0, None, None, cents)
        for code, cents in theirs.items()
        if code not in ours
    ]
    sums = (expected.ht_cents, expected.vat_cents, expected.ttc_cents)
    paid = sum(theirs.values()) if month.noted else None
    return to_csv(_SHEET, [*lines, (*head, "TOTAL", "Somme", *(None,) * 4, *sums, paid)])


def pay_told(month: PayMonth, lang: str, *, acts: bool = False) -> dict[str, Any]:
    """Return the month as an answer: codes, figures, and words in a language.

    Args:
        month: What is told.
        lang: Of the words.
        acts: Tell the acts behind each line, too.
    """
    expected = month.expected
    return {
        "principal": expected.principal,
        "name": principal_name(month, lang),
        "month": expected.month,
        "estimation": True,
        "open": month.is_open,
        "lines": [_line(line, lang, acts=acts) for line in expected.lines],
        "ht_cents": expected.ht_cents,
        "vat_rate": expected.rate,
        "vat_cents": expected.vat_cents,
        "ttc_cents": expected.ttc_cents,
        "statement": [all_facts(line) for line in month.theirs] if month.noted else None,
        "differences": [all_facts(one) for one in month.differences],
        "minutes": [
            {"act": one.act, "times": one.times, "minutes": rounded(one.seconds / Fraction(60))}
            for one in month.spent
        ],
        "hour_cents": month.hour_cents,
    }


def _line(line: ExpectedLine, lang: str, *, acts: bool) -> dict[str, Any]:
    row = line.row
    told: dict[str, Any] = {
        "code": row.code,
        "what": words.what(row, lang),
        "basis": row.basis,
        "of": row.of,
        "rate": words.rate(row, lang),
        "count": line.count if line.acts or row.of else None,
        "base_cents": line.base_cents,
        "cents": line.cents,
    }
    if acts:
        told["acts"] = [
            {
                "seq": act.posted.seq,
                "day": act.posted.day,
                "at": act.posted.local.isoformat(timespec="minutes"),
                "what": words.act_name(act, lang),
                "count": act.count,
                "cents": act.cents,
            }
            for act in line.acts
        ]
    return told
