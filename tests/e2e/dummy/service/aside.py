"""The umbrellas away from the counter: the day's part, its list, the principal's file, the journal's words, the demo."""

from collections.abc import Sequence

from concierge_desk.counter import service_parts as parts
from concierge_desk.counter.context import Settings
from concierge_desk.counter.demo.demo import Acts, Demo, DemoAct, DemoSession, Wish, chance
from concierge_desk.counter.texts.entry_texts import BESIDE, SALES, Telling, always
from concierge_desk.counter.texts.messages import say
from concierge_desk.domain.document import Document, Paragraph
from concierge_desk.domain.journal import Data, Posted
from concierge_desk.exporting.table_texts import specs_of, tables_out
from concierge_desk.exporting.titles import TITLES
from concierge_desk.i18n import N_, fr
from concierge_desk.services.dummy import tables
from concierge_desk.services.dummy.model import REF
from concierge_desk.store.full_export import closings, reader

_TITLES = {**TITLES, "place": ("integer", "Rang", "De la porte."), "count": ("integer", "Nombre", "Pièces.")}
_LENT = specs_of(_TITLES, "lent: Prêts. Parapluies prêtés.\n    seq count")[0]
_STOCK = "parapluies: Parapluies. Ce qu'il en reste.\n    place, count FROM dummy_stock ORDER BY place"


def day_part(reading: parts.DayReading) -> Data:
    """Return the umbrellas of a day."""
    frozen = (entry.data for entry in reading.posted if entry.kind == "dummy.day_reported")
    told = next(frozen, {"lent": sum(_lent(reading.posted).values()), "left": reading.state})
    return {REF: {name: told[name] for name in ("lent", "left")}}


def day_lines(part: Data, lang: str) -> tuple[tuple[str, str], ...]:
    """Return how many were lent, for people."""
    return ((say("Umbrellas lent", lang), str(part[REF]["lent"])),)


def export_tables(posted: Sequence[Posted]) -> tuple[parts.ExportedTable, ...]:
    """Return the list of the loans."""
    return (parts.ExportedTable(_LENT, tuple(_lent(posted).items())),)


def check(posted: Sequence[Posted]) -> tuple[str, ...]:
    """Return what does not add up."""
    reports = [entry.data["lent"] for entry in posted if entry.kind == "dummy.day_reported"]
    return () if reports == [sum(_lent(posted).values())] else ("export.no_statement",)


def _lent(posted: Sequence[Posted]) -> dict[int, int]:
    return {entry.seq: entry.data["count"] for entry in posted if entry.kind == "dummy.lent"}


def drawn(posted: Sequence[Posted], marks: parts.Marks | Settings, copy: int = 0) -> Document:
    """Draw what was done with the umbrellas on a day: the statement, and the list for the shop."""
    words = Paragraph(fr("{count} entries").format(count=len(posted)))
    return Document(REF, "P-1", fr("Umbrellas"), "a4", (words,), marks.practice, copy)


def acts(_memory: None, session: DemoSession) -> Acts:
    """Put the umbrellas out, and lend some: now and then by mistake."""
    yield DemoAct("dummy.put_out", {"count": 20})
    for _ in range(session.some(1, 3)):
        slip = "wrong_key" if chance(session.dice, 10) else None
        yield DemoAct("dummy.lend", {"count": session.dice.randint(1, 3)}, taken_back=slip)


def wants(_memory: None, session: DemoSession) -> tuple[Wish, ...]:
    """Now and then somebody wants to keep one: that is the shop's own money."""
    return (Wish({"do": "dummy.sell"}, returnable=True, own=True),) if chance(session.dice, 10) else ()


ASIDE = parts.ServiceParts(
    report=parts.Report(part=day_part, load=tables.STOCK.left, lines=day_lines),
    documents=(parts.Paper(REF, tables.load_day, drawn, N_("Umbrellas"), each=closings),),
    exports=(
        parts.Export(
            code="dummy",
            principal="DUMMY",
            title="Relevé des parapluies",
            label=N_("List of umbrellas"),
            readme="Relevé des parapluies\n",
            tables=export_tables,
            bordereau=drawn,
            check=check,
        ),
    ),
    demo=Demo(lambda: None, acts, wants),
    everything=tables_out(_TITLES, _STOCK, reader),
    tellings={
        "dummy.stocked": Telling(always(N_("Umbrellas put out"))),
        "dummy.lent": Telling(always(N_("Umbrellas lent"))),
        "dummy.sold": Telling(always(N_("Umbrella sold")), SALES, weight=BESIDE),
        "dummy.moved": Telling(always(N_("Umbrellas moved")), weight=BESIDE),
        "dummy.day_reported": Telling(always(N_("Umbrellas reported")), weight=BESIDE),
    },
)
