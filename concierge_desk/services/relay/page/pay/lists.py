"""Rows of the page of what carriers pay, in the language of the window."""

from dataclasses import replace

from concierge_desk.counter.texts.paper_dates import day_text, rate_text
from concierge_desk.domain.money import format_amount
from concierge_desk.i18n import N_
from concierge_desk.services.relay.documents.pay import signed
from concierge_desk.services.relay.model.pay import words
from concierge_desk.services.relay.model.pay.month import PayMonth
from concierge_desk.services.relay.model.pay.reckoning import ExpectedLine, rounded
from concierge_desk.services.relay.page.pay.state import PayState
from concierge_desk.ui.kit.item_list import Item
from concierge_desk.ui.kit.speech import count, lang, say

_MINUTE = 60
_NO_ROW = N_("Nothing is known of what they pay: * says it, from the contract.")


def heading(state: PayState) -> str:
    """Return what the page shows: whose, which month."""
    month = _month(state)
    return say("{name} pays, {month}", name=state.name, month=words.month_name(month.expected.month, lang()))


def hint(state: PayState) -> str:
    """Return what is to be known of the figures."""
    month = _month(state)
    told = [say("An estimation, without VAT, from the journal.")]
    if month.is_open:
        told.append(say("The month goes on: as things stand today."))
    if not month.noted:
        told.append(say("Their statement was not noted yet."))
    elif not month.differences:
        told.append(say("Their statement says the same."))
    else:
        found = len(month.differences)
        told.append(
            count(
                "{count} line of their statement differs.", "{count} lines of their statement differ.", found
            )
        )
    return " ".join(told)


def of_month(state: PayState) -> list[Item]:
    """Return the lines, the sums, the minutes."""
    month = _month(state)
    lines = [_line(line, month) for line in month.expected.lines]
    ours = month.expected.by_code
    lines += [
        Item(
            code,
            say("Only in their statement: {amount}", amount=format_amount(cents)),
            signed(cents),
            "warning",
            ref=f"line {code}",
            cents=0,
        )
        for code, cents in ((line.code, line.cents) for line in month.theirs)
        if code not in ours
    ]
    sums = _headed(_sums(month), say("Sum")) if lines else []
    lines = lines or [Item(say(_NO_ROW), ref="none")]
    return [
        *_headed(lines, say("Line by line")),
        *sums,
        *_headed(_time(month), say("What an hour of it pays")),
    ]


def _headed(items: list[Item], title: str) -> list[Item]:
    first, *rest = items
    return [replace(first, heading=title), *rest]


def _line(line: ExpectedLine, month: PayMonth) -> Item:
    row, tongue = line.row, lang()
    differs = next((one for one in month.differences if one.code == row.code), None)
    told = [words.rate(row, tongue)]
    if line.base_cents is not None:
        told.append(say("of {amount}", amount=format_amount(line.base_cents)))
    elif row.of is not None:
        told.insert(0, f"{line.count} ×")
    if differs is not None:
        told.append(say("their statement: {amount}", amount=format_amount(differs.cents)))
    tag = "" if differs is None else signed(differs.cents - differs.expected_cents)
    return Item(
        words.what(row, tongue), " · ".join(told), tag, "warning", ref=f"line {row.code}", cents=line.cents
    )


def _sums(month: PayMonth) -> list[Item]:
    expected = month.expected
    told = [
        (say("Without VAT"), expected.ht_cents),
        (say("VAT {rate}", rate=rate_text(expected.rate)), expected.vat_cents),
        (say("With VAT"), expected.ttc_cents),
    ]
    items = [Item(title, ref=f"sum {place}", cents=cents) for place, (title, cents) in enumerate(told)]
    if month.noted:
        paid = sum(line.cents for line in month.theirs)
        gap = paid - expected.ht_cents
        tag = signed(gap) if gap else ""
        items.append(
            Item(say("Their statement, without VAT"), tag=tag, tone="warning", ref="sum theirs", cents=paid)
        )
    return items


def _time(month: PayMonth) -> list[Item]:
    how = say("What is expected, by the minutes of the acts; 5 at most for each.")
    hour = Item(say("An hour"), how, ref="hour", cents=month.hour_cents)
    if month.hour_cents is None:
        hour = Item(say("Not known yet: it wants lines, and acts of this month."), ref="hour")
    spent = (
        Item(
            say(words.MINUTES[one.act]),
            count("{count} act", "{count} acts", one.times),
            say("{count} min", count=rounded(one.seconds / _MINUTE)),
            ref=f"time {one.act}",
        )
        for one in month.spent
    )
    return [hour, *spent]


def aside(state: PayState) -> tuple[str, str, list[Item]]:
    """Return what stands beside the list: what the chosen line is, and each act behind it."""
    month, tongue = _month(state), lang()
    code = state.chosen.removeprefix("line ")
    lines = [line for line in month.expected.lines if line.row.code == code]
    if not lines or code == state.chosen:
        return say("Choose a line: the acts behind it stand here."), "", []
    told = ". ".join(words.row_words(line.row, tongue) for line in lines)
    acts = [
        Item(
            words.act_name(act, tongue),
            say(
                "{day}, {hour} · entry {seq}",
                day=day_text(str(act.posted.day)),
                hour=f"{act.posted.local:%H:%M}",
                seq=act.posted.seq,
            ),
            f"× {act.count}".replace("-", "−") if act.count != 1 else "",
            ref=str(act.posted.seq),
            cents=act.cents if act.rate or act.cents else None,
        )
        for line in lines
        for act in line.acts
    ]
    return words.what(lines[0].row, tongue), told, acts


def of_file(state: PayState) -> list[Item]:
    """Return the lines of a statement out of a file: what differs first."""
    if state.file is None:
        return []
    differ = {one.code: one for one in state.file.differences}
    differing = [
        Item(
            one.code,
            say(
                "Expected {ours}, their statement {theirs}",
                ours=format_amount(one.expected_cents),
                theirs=format_amount(one.cents),
            ),
            signed(one.cents - one.expected_cents),
            "warning",
            ref=one.code,
        )
        for one in differ.values()
    ]
    same = [
        Item(str(line["code"]).upper(), say("As expected"), ref=str(line["code"]), cents=line["cents"])
        for line in state.file.lines
        if str(line["code"]).upper() not in differ
    ]
    return [*differing, *same]


def _month(state: PayState) -> PayMonth:
    if state.month is None:
        raise ValueError("nothing was reckoned yet")
    return state.month
