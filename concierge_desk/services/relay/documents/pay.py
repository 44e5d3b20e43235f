"""Month of what a principal should pay, beside what it says that it pays: line by line, with the acts behind what differs.

Source: docs/contract.md, "Documents"; decision 0077.
"""

from concierge_desk.counter.texts.paper_dates import day_text, rate_text
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.domain.document import (
    Block,
    Column,
    Document,
    Frame,
    Gap,
    Heading,
    Pair,
    Paragraph,
    Table,
)
from concierge_desk.domain.money import format_amount
from concierge_desk.domain.signs import MINUS
from concierge_desk.i18n import fr
from concierge_desk.services.relay.documents.lists import listed_rows
from concierge_desk.services.relay.model.pay import words
from concierge_desk.services.relay.model.pay.month import PayMonth
from concierge_desk.services.relay.model.pay.reckoning import ExpectedLine, PaidAct, PayDifference


def pay_statement(month: PayMonth, *, practice: bool) -> Document:
    """Draw what a principal should pay for a month.

    Args:
        month: What is drawn.
        practice: Everything is factice.
    """
    expected = month.expected
    name = month.name or label_of("principal", expected.principal, "fr")
    title, named = fr("Expected statement of what is paid"), words.month_name(expected.month, "fr")
    open_until = (
        [Paragraph(fr("The month goes on: as things stand on {day}.").format(day=day_text(month.today)))]
        if month.is_open
        else []
    )
    blocks: list[Block] = [
        Heading(title),
        Pair(fr("Shop"), month.ours),
        Pair(fr("Who pays"), name, strong=True),
        Pair(fr("Month"), named, strong=True),
        Gap(),
        Frame(fr("An estimation, reckoned from the shop's own journal."), emphasis=True),
        *open_until,
        Gap(),
        *_lines(month),
        Gap(),
        Pair(fr("Sum without VAT"), format_amount(expected.ht_cents)),
        Pair(fr("VAT {rate}").format(rate=rate_text(expected.rate)), format_amount(expected.vat_cents)),
        Pair(fr("Sum with VAT"), format_amount(expected.ttc_cents), strong=True),
        *_theirs(month),
    ]
    return Document("pay", f"{name}, {named}", title, "a4", tuple(blocks), practice)


def _lines(month: PayMonth) -> list[Block]:
    if not month.expected.lines:
        return [Paragraph(fr("Nothing is known of what is paid: no row holds in this month."))]
    return [
        listed_rows(
            month.expected.lines,
            (Column(fr("Line"), "left", 4), lambda line: line.row.code),
            (Column(fr("For what"), "left", 6), lambda line: words.what(line.row, "fr")),
            (Column(fr("How many"), "right", 2), lambda line: str(line.count) if line.row.of else ""),
            (Column(fr("Of sales of"), "right", 3), _base),
            (Column(fr("Rate"), "right", 4), lambda line: words.rate(line.row, "fr")),
            (Column(fr("Without VAT"), "right", 3), lambda line: format_amount(line.cents)),
        )
    ]


def _base(line: ExpectedLine) -> str:
    return "" if line.base_cents is None else format_amount(line.base_cents)


def _theirs(month: PayMonth) -> list[Block]:
    heading: list[Block] = [Gap(), Heading(fr("Beside their statement"))]
    if not month.noted:
        return [*heading, Paragraph(fr("Their statement of this month was not noted yet."))]
    paid = sum(line.cents for line in month.theirs)
    sums: list[Block] = [Pair(fr("Their sum without VAT"), format_amount(paid))]
    if not month.differences:
        return [*heading, *sums, Paragraph(fr("Their statement and ours say the same, line by line."))]
    gap = sum(one.cents - one.expected_cents for one in month.differences)
    return [
        *heading,
        *sums,
        _differences(month.differences),
        Pair(fr("They pay more or less, without VAT"), signed(gap), strong=True),
        *(block for one in month.differences for block in _behind(one, month)),
    ]


def signed(cents: int) -> str:
    """Return an amount with its sign, also above nought."""
    return format_amount(cents) if cents <= 0 else f"+{format_amount(cents)}"


def _differences(found: tuple[PayDifference, ...]) -> Table:
    return listed_rows(
        found,
        (Column(fr("Line"), "left", 4), lambda one: one.code),
        (Column(fr("Expected"), "right", 3), lambda one: format_amount(one.expected_cents)),
        (Column(fr("Their statement"), "right", 3), lambda one: format_amount(one.cents)),
        (Column(fr("Difference"), "right", 3), lambda one: signed(one.cents - one.expected_cents)),
    )


def _behind(one: PayDifference, month: PayMonth) -> list[Block]:
    """Return the acts behind a line that differs."""
    acts = [act for line in month.expected.lines if line.row.code == one.code for act in line.acts]
    if not acts:
        return []
    title = fr("The acts behind {code}: {count}").format(code=one.code, count=sum(act.count for act in acts))
    return [Gap(), Heading(title), _acts(acts)]


def _acts(acts: list[PaidAct]) -> Table:
    return listed_rows(
        acts,
        (Column(fr("Entry"), "right", 2), lambda act: str(act.posted.seq)),
        (Column(fr("Day"), "left", 3), lambda act: day_text(act.posted.day)),
        (Column(fr("Hour"), "left", 2), lambda act: f"{act.posted.local:%H:%M}"),
        (Column(fr("What"), "left", 8), lambda act: words.act_name(act, "fr")),
        (Column(fr("How many"), "right", 2), lambda act: f"{act.count}".replace("-", MINUS)),
        (
            Column(fr("Charged"), "right", 3),
            lambda act: format_amount(act.cents) if act.rate or act.cents else "",
        ),
    )
