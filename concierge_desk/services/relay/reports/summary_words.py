"""Summary of a period in words: its title, its sheets for a spreadsheet and for paper, its table, its lines on the screen; pure.

Sheets and table are read by La Poste and are French; the lines are in the language of the window.

Source: docs/contract.md, "Summary for La Poste"; decision 0081.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from concierge_desk.counter.service_parts import ExportedTable
from concierge_desk.counter.texts.speech import Speech
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.domain.money import format_amount
from concierge_desk.exporting.sheets import Grid, LabelledCell, Part, SheetColumn, Workbook, WorkbookSheet
from concierge_desk.exporting.table_texts import Titles, specs_of
from concierge_desk.exporting.tables import Cell
from concierge_desk.i18n import N_, fr, translate
from concierge_desk.services.relay.model.reporting.periods import Period
from concierge_desk.services.relay.model.reporting.summary import FAMILIES, Summary
from concierge_desk.services.relay.model.reporting.visits import LIST as VISIT
from concierge_desk.services.relay.reports.columns import KINDS
from concierge_desk.services.relay.reports.workbook import COUNTS, complaints, incidents, is_late, kept

COUNT: Final = SheetColumn("Nombre", "integer")
DEPARTURES: Final = {**KINDS, "franked": "Affranchis ici", "return": "Retours"}
_TITLES: Titles = {
    "period": ("string", "Période", "2026-W48 : une semaine ; 2026-11 : un mois."),
    "section": (
        "string",
        "Rubrique",
        "mouvements, depots, departs, ventes, compte, garde, incidents, reclamations, visites, stock, journees.",
    ),
    "label": ("string", "Intitulé", "Ce que la ligne compte ou nomme."),
    "tracking": ("string?", "N° de suivi", "Numéro de suivi, sans espaces."),
    "state": ("string?", "État", "Où en est l'envoi ou la réclamation."),
    "day": ("date?", "Jour", "Depuis quand, ou le jour même."),
    "deadline_day": ("date?", "Jusqu'au", "Dernier jour de garde, ou d'une réponse."),
    "days_left": ("integer?", "Jours restants", "À la dernière clôture ; négatif : en retard."),
    "quantity": ("integer?", "Nombre", "Pièces, envois ou minutes."),
    "amount": ("money?", "Montant", "En euros."),
}
(TABLE,) = specs_of(
    _TITLES,
    """
recapitulatif: Récapitulatif. Ce que la conciergerie a fait pour La Poste dans une semaine ou un mois.
    period section label tracking state day deadline_day days_left quantity amount
""",
)


def period_title(period: Period, lang: str) -> str:
    """Return what a period is called: its month, or its week with its days."""
    from babel.dates import format_date  # noqa: PLC0415  (as elsewhere: half of what a start may take)

    if period.span == "month":
        told = str(format_date(period.first_day, "LLLL y", locale=lang))
        return told[:1].upper() + told[1:]
    first, last = (f"{day:%d/%m}" for day in (period.first_day, period.last_day))
    number = str(int(period.code[-2:]))
    words = N_("Week {number}, from {first} to {last}/{year}")
    return translate(words, lang).format(number=number, first=first, last=last, year=period.last_day.year)


def grids(summary: Summary) -> tuple[tuple[Part, ...], tuple[Grid, ...]]:
    """Return what heads a summary, and its parts in their order, in French."""
    head = (
        LabelledCell("Relais", f"{summary.site['name']} ({summary.site['desk']})"),
        *(
            LabelledCell(label, summary.site[name])
            for name, label in (("regate", "Code REGATE"), ("office", "Bureau d'attache"))
            if summary.site.get(name)
        ),
        LabelledCell("Période", period_title(summary.period, "fr")),
        LabelledCell("Journées clôturées", len(summary.closings), "integer"),
        *_days(summary),
        LabelledCell("Dernière clôture", f"{summary.closings[-1][1]}, {_date(summary.last_day):%d/%m/%Y}"),
        LabelledCell("Ancre", summary.anchor),
    )
    return head, (
        _moved(summary),
        _sold(summary),
        _account(summary),
        _kept(summary),
        incidents(summary.incidents),
        complaints(summary.complaints, summary.last_day),
        _visits(summary),
        _stock(summary),
    )


def workbook(summary: Summary, *, practice: bool) -> Workbook:
    """Return the workbook of a period."""
    head, (moved, sold, account, held, *matters, visits, stock) = grids(summary)
    title = f"Récapitulatif pour La Poste\u00a0: {period_title(summary.period, 'fr')}"
    return Workbook(
        title=title,
        author=f"{summary.site['name']} ({summary.site['desk']})",
        created=summary.closed_at,
        sheets=(
            WorkbookSheet("Récapitulatif", title, (*head, moved, sold, account, visits)),
            WorkbookSheet("En garde", f"Envois en garde le {_date(summary.last_day):%d/%m/%Y}", (held,)),
            WorkbookSheet("Incidents et réclamations", title, tuple(matters), landscape=True),
            WorkbookSheet("Stock", title, (stock,), landscape=True),
        ),
        foot=f"Ancre {summary.anchor}",
        mark="FACTICE" if practice else "",
    )


def _days(summary: Summary) -> Iterator[LabelledCell]:
    for label, days in (
        ("Journées ouvrées sans clôture", summary.missed),
        ("Relevés illisibles", summary.untold),
    ):
        if days:
            told = [f"{_date(day):%d/%m}" if day[:1].isdigit() else day for day in days]
            yield LabelledCell(label, ", ".join(told))


def _moved(summary: Summary) -> Grid:
    rows: list[tuple[Cell, ...]] = [
        (label, summary.counts[name]) for name, label in COUNTS.items() if name in summary.counts
    ]
    rows.append(("Pièces déposées", summary.deposits))
    rows += [
        (f"Partis avec le facteur\u00a0: {DEPARTURES[kind]}", count)
        for kind, count in summary.departures.items()
    ]
    rows.append(("Réclamations notées", summary.complaints_noted))
    return Grid((SheetColumn("Envois"), COUNT), rows, heading="Ce qui est passé par le relais")


def _sold(summary: Summary) -> Grid:
    rows = [(fr(FAMILIES[family]), pieces, cents) for family, (pieces, cents) in summary.families.items()]
    columns = (SheetColumn("Famille"), SheetColumn("Pièces", "integer"), SheetColumn("Montant", "money"))
    total = ("Total", None, summary.charged_cents)
    return Grid(columns, rows, total, heading="Vendu pour La Poste", none="Rien n'a été vendu.")


def _account(summary: Summary) -> Grid:
    rows: list[tuple[Cell, ...]] = [
        (label_of("means", means, "fr"), charged - refunded)
        for means, (charged, refunded) in summary.takings.items()
    ]
    rows.append(("Encaissé pour La Poste", summary.charged_cents))
    if summary.straight_cents is not None:
        rows.append(("dont encaissé directement par La Poste", summary.straight_cents))
    rows.append(("Versé", summary.remitted_cents))
    if summary.by_bank_cents:
        rows.append(("dont versé par la banque", summary.by_bank_cents))
    total = None if summary.owed_cents is None else ("Reste dû à la dernière clôture", summary.owed_cents)
    columns = (SheetColumn("Compte"), SheetColumn("Montant", "money"))
    return Grid(columns, rows, total, heading="Ce qui a été encaissé et versé")


def _kept(summary: Summary) -> Grid:
    listed = kept(summary.held, summary.last_day)
    return Grid(listed.columns, listed.rows, heading="En garde, par date limite", none=listed.none)


def _visits(summary: Summary) -> Grid:
    columns = (
        SheetColumn("Jour", "date"),
        SheetColumn("Visite ou formation"),
        SheetColumn("Minutes", "integer"),
    )
    rows = [(_date(one.day), label_of(VISIT, one.kind, "fr"), one.minutes) for one in summary.visits]
    return Grid(columns, rows, heading="Visites et formations du bureau", none="Aucune n'est notée.")


def _stock(summary: Summary) -> Grid:
    figures = {
        "opening": "Ouverture",
        "received": "Reçus",
        "sold": "Vendus",
        "spoiled": "Rebut",
        "gap": "Écart",
        # Carnets that became stamps: most periods have none.
        **({"opened": "Ouverts"} if any(row["opened"] for row in summary.stock) else {}),
        "closing": "Clôture",
        "restock": "Réassort",
    }
    columns = (SheetColumn("Produit"), *(SheetColumn(title, "integer") for title in figures.values()))
    rows = [(row["label"], *(row[name] for name in figures)) for row in summary.stock]
    return Grid(columns, rows, heading="Stock, en pièces", none="Aucun produit.")


def table(summary: Summary) -> ExportedTable:
    """Return all of it as one table: a row for each line, its part told in the first columns."""
    return ExportedTable(TABLE, tuple((summary.period.code, *row) for row in _rows(summary)))


def _rows(summary: Summary) -> Iterator[tuple[Cell, ...]]:
    for day, number in summary.closings:
        yield ("journees", number, None, "clôturée", _date(day), None, None, None, None)
    for day in summary.missed:
        yield ("journees", "Sans clôture", None, "non clôturée", _date(day), None, None, None, None)
    for section, label, count, cents in _counted(summary):
        yield (section, label, None, None, None, None, None, count, cents)
    yield from _listed(summary)


def _counted(summary: Summary) -> Iterator[tuple[str, str, int | None, int | None]]:
    moved = [(label, summary.counts[name]) for name, label in COUNTS.items() if name in summary.counts]
    yield from (("mouvements", label, count, None) for label, count in moved)
    yield ("depots", "Pièces déposées", summary.deposits, None)
    yield from (("departs", DEPARTURES[kind], count, None) for kind, count in summary.departures.items())
    sold = summary.families.items()
    yield from (("ventes", fr(FAMILIES[family]), pieces, cents) for family, (pieces, cents) in sold)
    account = _account(summary)
    for label, cents in (*account.rows, *([account.total] if account.total is not None else [])):
        yield ("compte", str(label), None, cents if isinstance(cents, int) else None)
    yield from (("stock", row["label"], row["closing"], None) for row in summary.stock)


def _listed(summary: Summary) -> Iterator[tuple[Cell, ...]]:
    last = summary.last_day
    for number, carrier, arrived, until, left, state, _place in kept(summary.held, last).rows:
        yield ("garde", carrier, number, state, arrived, until, left, None, None)
    for state, number, carrier, since in incidents(summary.incidents).rows:
        yield ("incidents", carrier, number, state, since, None, None, None, None)
    for row in summary.complaints:
        until = None if row["answer_by_day"] is None else _date(row["answer_by_day"])
        state = label_of("relay_state", row["state"], "fr")
        told = f"{state}, en retard" if is_late(row, last) else state
        label = f"{row['complaint']} {label_of('complaint', row['subject'], 'fr')}"
        yield ("reclamations", label, row["tracking"], told, _date(row["noted_day"]), until, None, None, None)
    for one in summary.visits:
        label = label_of(VISIT, one.kind, "fr")
        yield ("visites", label, None, None, _date(one.day), None, None, one.minutes, None)


# On the screen.


def lines(summary: Summary, lang: str) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Return a summary as lines for people: parts, each with its title, its labels and their values."""

    def say(source: str) -> str:
        return translate(source, lang)

    def amount(cents: int | None) -> str:
        return "—" if cents is None else format_amount(cents)

    counts = [(say(label), str(summary.counts.get(name, 0))) for name, label in _COUNTED]
    sold = [(say(FAMILIES[family]), amount(cents)) for family, (_, cents) in summary.families.items()]
    late = sum(row["deadline_day"] < summary.last_day for row in summary.held)
    open_ones = [row for row in summary.complaints if row["state"] != "closed"]
    overdue = sum(is_late(row, summary.last_day) for row in open_ones)
    speech = Speech(lang)
    return (
        (
            say(N_("Days")),
            (
                (say(N_("Days closed")), str(len(summary.closings))),
                *(
                    [(say(N_("To be open, and not closed")), _short(summary.missed))]
                    if summary.missed
                    else []
                ),
            ),
        ),
        (
            say(N_("To be followed up")),
            (
                (say(N_("Held past their last day")), str(late)),
                (say(N_("Incidents")), str(len(summary.incidents))),
                (say(N_("Complaints noted")), str(summary.complaints_noted)),
                (say(N_("Complaints that are open")), str(len(open_ones))),
                (say(N_("Answers overdue")), str(overdue)),
                (say(N_("Visits and trainings")), _visited(summary, speech)),
            ),
        ),
        (say(N_("Items")), (*counts, (say(N_("Pieces deposited")), str(summary.deposits)))),
        (
            say(N_("Money for La Poste")),
            (
                *sold,
                (say(N_("Charged")), amount(summary.charged_cents)),
                (say(N_("Paid over")), amount(summary.remitted_cents)),
                (say(N_("Still owed at the last closing")), amount(summary.owed_cents)),
            ),
        ),
    )


_COUNTED = (
    ("received", N_("Items received")),
    ("handed_over", N_("Items handed over")),
    ("refused", N_("Items refused")),
    ("returned", N_("Items given back to the postman")),
    ("lost", N_("Items lost")),
    ("held", N_("Items still here")),
)


def _short(days: Sequence[str]) -> str:
    return ", ".join(f"{_date(day):%d/%m}" for day in days)


def _visited(summary: Summary, speech: Speech) -> str:
    minutes = sum(one.minutes or 0 for one in summary.visits)
    count = str(len(summary.visits))
    return f"{count} ({speech.say(N_('{minutes} min'), minutes=minutes)})" if minutes else count


def _date(iso: str) -> date:
    return date.fromisoformat(iso)
