"""Pieces of a partner in his file: what left, what came back or did not, what is due to him for it.

From his own entries alone: whoever else reads the file finds the same. French, fixed: its reader is the partner.

Source: docs/contract.md, "A partner's daily file"; decision 0093.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from concierge_desk.counter.service_parts import ExportedTable
from concierge_desk.domain.journal import Posted
from concierge_desk.exporting.table_texts import Titles, specs_of
from concierge_desk.mechanisms.entrusted.model.facts import MISSING

_TITLES: Titles = {
    "seq": ("integer", "N° d'écriture", "Numéro de l'écriture dans le journal du comptoir."),
    "at_local": ("local", "Date et heure", "À l'heure de la conciergerie."),
    "piece": ("string", "Pièce", "Son numéro."),
    "operation": (
        "string",
        "Opération",
        "sent, treated, untreated, missing, taken_back (restée ici), disputed, settled, undone.",
    ),
    "slip": ("string?", "Bon d'envoi", "Celui avec lequel elle part, ou dont elle revient."),
    "label": ("string?", "Libellé", "Ce que c'est ; au départ seulement."),
    "work": ("string?", "Travail", "Ce qui est à faire ; au départ seulement."),
    "round": ("integer?", "Traitement", "1 : le premier ; ensuite, refaite."),
    "due": ("money?", "Dû", "Ce qui vous est dû en plus, ou en moins, en euros."),
}
_TABLE: Final = """
{F}-pieces: Pièces. Chaque pièce qui vous a été confiée : partie, revenue, ce qui vous est dû.
    seq at_local piece operation slip label work round due
"""
_TOLD: Final = ("sent", "received_back", "taken_back", "disputed", "dispute_settled", "reversed")


def partner_tables(posted: Sequence[Posted], code: str) -> tuple[ExportedTable, ...]:
    """Return the pieces that a partner's entries are about; no table where they are about none.

    Args:
        posted: His entries.
        code: Of the nature.
    """
    due = {(entry.seq, row["piece"]): row.get("due_cents") for entry, row, _ in _each(posted, code)}
    rows = tuple(
        (
            entry.seq,
            entry.local.replace(tzinfo=None, microsecond=0),
            row["piece"],
            operation,
            entry.data.get("slip") or row.get("before", {}).get("slip"),
            row.get("label"),
            row.get("work"),
            row.get("round"),
            _due(entry, row, due),
        )
        for entry, row, operation in _each(posted, code)
    )
    if not rows:
        return ()
    spec = specs_of(_TITLES, _TABLE.replace("{F}", code.replace("_", "-")))[0]
    return (ExportedTable(spec, rows),)


def _each(posted: Sequence[Posted], code: str) -> Iterator[tuple[Posted, Any, str]]:
    """Yield each piece of each entry that moved it, with what happened to it."""
    for entry in posted:
        name = entry.kind.removeprefix(f"{code}.")
        if entry.kind == name or name not in _TOLD:
            continue
        told = {item["piece"]: item for item in entry.data.get("items", ())}
        for row in entry.data["pieces"]:
            yield entry, {**told.get(row["piece"], {}), **row}, _operation(name, row)


def _operation(name: str, row: Any) -> str:
    if name == "received_back":
        return str(row.get("outcome", MISSING))
    return {"dispute_settled": "settled", "reversed": "undone"}.get(name, name)


def _due(entry: Posted, row: Any, due: dict[tuple[int, str], int | None]) -> int | None:
    """Return what an entry makes due for a piece; what takes it back, where that lies here too, as much less."""
    if "corrects" not in entry.data:
        cents = row.get("due_cents")
        return None if cents is None else int(cents)
    before = due.get((entry.data["corrects"], row["piece"]))
    return None if before is None else -before
