"""Parts of a service for work away from the counter: papers, its part of a day, exports, the demo.

Source: docs/contract.md, "Services and the registry"; decision 0019 (a start loads what the counter needs).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from concierge_desk.counter.checks import DeskCheck
from concierge_desk.counter.context import Settings
from concierge_desk.counter.rights.table import LOOK
from concierge_desk.counter.rows import Rows
from concierge_desk.domain.journal import Data, Posted
from concierge_desk.i18n import translate

if TYPE_CHECKING:
    # Every start loads what is written here: papers and the demo wait until one of them is asked for.
    from concierge_desk.counter.demo.demo import AnyDemo
    from concierge_desk.counter.demo.lessons import Lesson
    from concierge_desk.counter.parties import Parties
    from concierge_desk.counter.texts.entry_texts import Tellings
    from concierge_desk.domain.document import Document


@dataclass(frozen=True, slots=True)
class DayReading:
    """A business day as a service's report reads it.

    Attributes:
        day: ISO date.
        posted: The entries of the day's range, in order.
        closed: Whether the range ends with its ``day.closed``.
        state: What the service's own loader read, None once closed: closings are frozen.
    """

    day: str
    posted: tuple[Posted, ...]
    closed: bool
    state: Any


@dataclass(frozen=True, slots=True)
class Moved:
    """Things of others that came and went on a day, and those that are here."""

    came: int
    went: int
    here: int


@dataclass(frozen=True, slots=True)
class Report:
    """The service's part of a day.

    Attributes:
        part: Keys and figures for ``day status``; pure.
        load: Reads what the entries of the day do not say, such as what is still held.
        lines: (part, language) -> its part as lines for people: label and value; pure.
        stock: The same of what it has in stock: it is told apart from what was done.
        moved: (part) -> how many things of others came and went; None where it takes none.
    """

    part: Callable[[DayReading], Data]
    load: Callable[[Rows], Any] = lambda _rows: None
    lines: Callable[[Data, str], tuple[tuple[str, str], ...]] = lambda _part, _lang: ()
    stock: Callable[[Data, str], tuple[tuple[str, str], ...]] = lambda _part, _lang: ()
    moved: Callable[[Data], Moved | None] = lambda _part: None


@dataclass(frozen=True, slots=True)
class ExportedTable:
    """One CSV of an export: a spec of `exporting.tables` and its rows."""

    spec: Any
    rows: tuple[tuple[Any, ...], ...]


@dataclass(frozen=True, slots=True)
class Marks:
    """Marks of a statement beside its entries: FACTICE on a practice store, and what its reader compares.

    Attributes:
        practice: Everything is factice.
        anchor: Of the closing.
        fingerprint: Of the desk's key: on paper it tells whose a file is, which no file tells of itself.
    """

    practice: bool
    anchor: str
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Export:
    """A principal's daily file.

    Attributes:
        code: Word of the command line, such as ``laposte``.
        principal: Audience whose entries it holds in clear.
        title: Of the data package, in French: its reader is the principal.
        label: English source of what it is called on the screen: the closing has a step of this name.
        readme: ``LISEZMOI.txt``, in French.
        tables: The CSVs, from the entries of that audience alone; pure.
        bordereau: The statement, from the same entries; pure.
        check: Sentences of what does not add up in those entries: codes; pure.
        name: What its label is filled with, where that names somebody.
        workbook: The statement for a spreadsheet, a `Workbook` of `exporting.sheets`, from the same entries; pure. None
            where it has none.
    """

    code: str
    principal: str
    title: str
    label: str
    readme: str
    tables: Callable[[Sequence[Posted]], tuple[ExportedTable, ...]]
    bordereau: "Callable[[Sequence[Posted], Marks], Document]"
    check: Callable[[Sequence[Posted]], tuple[str, ...]]
    name: str = ""
    workbook: Callable[[Sequence[Posted], Marks], Any] | None = None

    def called(self, lang: str) -> str:
        """Return what it is called on the screen."""
        return translate(self.label, lang).format(name=self.name)


@dataclass(frozen=True, slots=True)
class PeriodReport:
    """Summary of a week or a month for a principal.

    Attributes:
        code: Word of the command line and prefix of its paper, such as ``summary``.
        file: What its files are called, in French.
        door: Door of the counter behind which something is noted for it alone.
        periods: (rows) -> those that there are, each with its ``code`` and its ``span``.
        title: (period, language) -> what a period is called.
        load: (rows, code) -> what it is made from; raises Refused for what is no period, or one without a closing.
        lines: (state, language) -> what it says, part by part: title, then labels and their values; pure.
        workbook: (state, practice) -> a `Workbook` of `exporting.sheets`; pure.
        table: (state) -> the same as one table; pure.
    """

    code: str
    file: str
    door: str
    periods: Callable[[Rows], tuple[Any, ...]]
    title: Callable[[Any, str], str]
    load: Callable[[Rows, str], Any]
    lines: Callable[[Any, str], tuple[tuple[str, tuple[tuple[str, str], ...]], ...]]
    workbook: Callable[[Any, bool], Any]
    table: Callable[[Any], ExportedTable]


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that can be printed from entries.

    Attributes:
        prefix: As in ``slip:B-2026-0001``.
        load: Reads the entries it is drawn from; raises Refused when there are none.
        draw: Draws it; pure.
        label: English source of what it is called on screen.
        counted: Reprints are marked DUPLICATA and journaled.
        roll: It is printed on a roll, however wide; else on a sheet.
        each: Date and place of every one of them, for the export of everything; None when they pass.
        unnamed: Takes the names off its state, where it shows any.
        names: Kind under which each look at it is noted, where it names people for whom nothing was done; None where
            it names nobody but who keeps the counter; see decision 0091.
        right: What it takes to see it.
        whose: (rows, people, state) -> the state with the names of who is known, whom a service has by keys alone.
        sticks: It goes onto a thing, as a label does: it may leave by the printer of labels, several at once.
        spoken: (place) -> English source of what this one is called, where its place is a word of the program's.
    """

    prefix: str
    load: Callable[[Rows, str], Any]
    draw: "Callable[[Any, Settings, int], Document]"
    label: str
    counted: bool = True
    roll: bool = False
    each: Callable[[Rows], Iterable[tuple[str, str]]] | None = None
    unnamed: Callable[[Any], Any] | None = None
    spoken: Callable[[str], str] | None = None
    names: str | None = ""
    right: str = LOOK
    whose: "Callable[[Rows, Parties, Any], Any] | None" = None
    sticks: bool = False


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row of a price sheet: the number of its line, and its cells as a command takes them."""

    line: int
    cells: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PriceSheet:
    """File of next year's prices, as a spreadsheet saves it, and the commands that take its rows.

    Attributes:
        read: Reads it; raises Refused, with the line that cannot be read.
        preview: Command that says what its rows would change, and writes nothing.
        take_in: Command that takes them in.
        shipped: Resource that came with the program, in the same form; None where none did.
    """

    read: Callable[[bytes], tuple[SheetRow, ...]]
    preview: str
    take_in: str
    shipped: str | None = None


class TellsPay(Protocol):
    """Tells a month of what is paid as an answer."""

    def __call__(self, month: Any, lang: str, *, acts: bool = False) -> dict[str, Any]:
        """Return codes, figures, words in a language; where it is asked for, the acts behind each line."""


@dataclass(frozen=True, slots=True)
class PayReckoning:
    """What principals pay a month: reckoned, told, as a file, and beside what they say.

    Attributes:
        month: (rows, principal, ``2026-11``, today) -> the month; raises Refused for somebody unknown.
        told: The month as an answer.
        file: The month as a CSV, for whoever invoices it.
        read: Their statement out of a file, as `note` takes its lines; raises Refused, with the line.
        note: Command that notes their statement.
    """

    month: Callable[[Rows, str, str, date], Any]
    told: TellsPay
    file: Callable[[Any], bytes]
    read: Callable[[bytes], list[dict[str, Any]]]
    note: str


@dataclass(frozen=True, slots=True)
class SaidOtherwise:
    """A thing that is said otherwise by a principal.

    Attributes:
        ref: Its number: opens its card.
        title: What it is, in the language asked.
        detail: What each of both says.
        part: Heading that it stands under.
    """

    ref: str
    title: str
    detail: str
    part: str


@dataclass(frozen=True, slots=True)
class StatusSheet:
    """File in which a principal says where its things are, and the command that compares it with ours.

    Attributes:
        read: Reads it; raises Refused, with the line that cannot be read.
        compare: Command that takes its rows.
        fields: What else of the command is known.
        told: (answer, language) -> what differs.
    """

    read: Callable[[bytes], tuple[SheetRow, ...]]
    compare: str
    fields: Mapping[str, Any]
    told: Callable[[Data, str], tuple[SaidOtherwise, ...]]


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to call: who, for what, and how; empty where nobody noted it: there is room to write."""

    who: str
    what: str
    how: str = ""


def no_contacts(_rows: Rows) -> Iterable[Contact]:
    """Know nobody to call."""
    return ()


@dataclass(frozen=True, slots=True)
class ServiceParts:
    """Parts of a service for work away from the counter.

    Attributes:
        report: Its part of a day.
        documents: Its papers.
        exports: Daily files for principals.
        partner_tables: (his entries) -> tables of what partners work on, in a partner's files; none where there is nothing.
        demo: Its part of the demo.
        lessons: What is learnt of it in the practice shop.
        everything: Its tables in the export of everything: each a `TableOut` of `exporting.table_texts`.
        personal: Its tables that stand there among the names alone, likewise.
        tellings: By kind, how its entries are told; every kind that it writes stands here.
        price_sheet: How a file of its prices is read and taken in; one service has one.
        pay: What principals pay for it; one service has it.
        status_sheet: How a file that says where a principal's things are is compared; one service has one.
        checks: (rows, today, language) -> its lines of `doctor`; None where it has nothing to say.
        summary: Its summary of a week or a month; one service has one.
        contacts: Whom to call about it, for whoever takes over.
        states: Lists of codes that say where its things stand; `<code>_state` where none is named.
    """

    report: Report | None = None
    documents: tuple[Paper, ...] = ()
    exports: tuple[Export, ...] = ()
    partner_tables: Callable[[Sequence[Posted]], tuple[ExportedTable, ...]] | None = None
    demo: "AnyDemo | None" = None
    lessons: "tuple[Lesson, ...]" = ()
    everything: tuple[Any, ...] = ()
    personal: tuple[Any, ...] = ()
    tellings: "Tellings" = field(default_factory=dict)
    price_sheet: PriceSheet | None = None
    pay: PayReckoning | None = None
    status_sheet: StatusSheet | None = None
    checks: Callable[[Rows, date, str], tuple[DeskCheck, ...]] | None = None
    summary: PeriodReport | None = None
    contacts: Callable[[Rows], Iterable[Contact]] = no_contacts
    states: tuple[str, ...] = ()
