"""Papers of personal data: register of processing, notice for the wall, sheet for a leak; pure, from the one table.

Source: docs/requirements.md, R-4.02 (RGPD 30), R-4.06 (RGPD 13), R-4.15 (RGPD 33, 34); decision 0086.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from concierge_desk.counter.context import Settings
from concierge_desk.counter.papers.tickets import letterhead
from concierge_desk.counter.personal_columns import BASES, CUSTOMERS, WHOM, PersonalColumn
from concierge_desk.counter.texts.paper_dates import day_text
from concierge_desk.domain.document import (
    Block,
    Column,
    Display,
    Document,
    Frame,
    Gap,
    Heading,
    Pair,
    Paragraph,
    Rule,
    Signature,
    Table,
)
from concierge_desk.i18n import fr, translate

CNIL = "CNIL, 3 place de Fontenoy, TSA 80715, 75334 Paris Cedex 07, www.cnil.fr"
"""Source: https://www.cnil.fr/fr/adresser-une-plainte"""
TELL_CNIL = "notifications.cnil.fr"
"""Source: https://www.cnil.fr/fr/notifier-une-violation-de-donnees-personnelles"""


@dataclass(frozen=True, slots=True)
class PrivacySheet:
    """What the papers are drawn from.

    Attributes:
        columns: All that is kept of people, of the core and of every service.
        periods: English source of when each period ends, by its code.
        day: Of the last entry: ISO date.
        last_purge: The day on which what was over was let go of last; None where it never was.
    """

    columns: tuple[PersonalColumn, ...]
    periods: Mapping[str, str]
    day: str
    last_purge: str | None = None

    def kept(self, column: PersonalColumn) -> str:
        """Return until when something is kept, in French."""
        return translate(self.periods[column.retention], "fr")


def register(state: PrivacySheet, settings: Settings, copy: int) -> Document:
    """Draw the register of processing: whoever asks for it on behalf of the law reads it."""
    title = fr("Register of processing")
    blocks: list[Block] = [
        *letterhead(settings),
        Heading(title),
        Pair(fr("As of"), day_text(state.day), strong=True),
        Pair(fr("Last erasing of what was over its time"), _last(state)),
        Paragraph(
            fr(
                "The shop above decides what is kept of people, and answers for it. This register is made from the table"
                " that the program erases by: what stands here is what it does."
            )
        ),
    ]
    for whom, label in WHOM.items():
        # Of several columns that hold the same the first is told.
        rows = tuple(dict.fromkeys(_row(state, column) for column in state.columns if column.whom == whom))
        if rows:
            blocks += [Gap(), Heading(translate(label, "fr")), Table(_columns(), rows)]
    return Document("register", title, title, "a4", (*blocks, *_measures()), settings.practice, copy)


def _last(state: PrivacySheet) -> str:
    return fr("never yet") if state.last_purge is None else day_text(state.last_purge)


def _columns() -> tuple[Column, ...]:
    return (
        Column(fr("What is kept"), share=4),
        Column(fr("What for"), share=4),
        Column(fr("Ground"), share=2),
        Column(fr("Kept until"), share=3),
    )


def _row(state: PrivacySheet, column: PersonalColumn) -> tuple[str, ...]:
    basis = translate(BASES[column.basis], "fr")
    return (
        translate(column.holds, "fr"),
        translate(column.purpose, "fr"),
        basis[0].upper() + basis[1:],
        state.kept(column),
    )


def _measures() -> tuple[Block, ...]:
    return (
        Gap(),
        Heading(fr("Without any name")),
        Paragraph(
            fr(
                "Tickets, closings and the journal hold no name and no sentence. They are kept ten years, as the accounts"
                " have to be. The number of a parcel goes with its custody; it stays where a closing told what lay here"
                " that evening, and where an item was franked."
            )
        ),
        Heading(fr("Who sees it")),
        Paragraph(
            fr(
                "Those who keep the counter. La Poste and the partners get what is theirs, without a name. The bank gets"
                " the cheques. Nobody else, nothing outside the European Union, no advertising."
            )
        ),
        Heading(fr("How it is kept safe")),
        Paragraph(
            fr(
                "The PC's file and all copies are encrypted; copies are signed. What is erased goes from the file to its"
                " last page, and is erased again in a copy that is put back. Technical logs hold codes alone."
            )
        ),
        Heading(fr("Whoever asks")),
        Paragraph(
            fr(
                "Anybody may see, have corrected or have erased what is kept of them, at the counter, and is answered within"
                " a month. No identity document is copied, and no number of one is noted."
            )
        ),
    )


def notice(state: PrivacySheet, settings: Settings, copy: int) -> Document:
    """Draw the notice for the wall, in French: whoever comes in reads it standing."""
    title = fr("Your data here")
    blocks: list[Block] = [
        Display(title),
        Gap(),
        Paragraph(
            fr("{shop} keeps as little of you as it can. Buying something needs no name.").format(
                shop=settings.name
            ),
            size="large",
        ),
        Gap(),
        Heading(fr("Who sees it")),
        Paragraph(
            fr("Those who keep the counter, and nobody else. It is sold to nobody; you get no advertising.")
        ),
        Frame(
            fr(
                "Ask at the counter to see what is kept of you, to have it corrected or erased, or to take back your"
                " consent: you have an answer within a month."
            ),
            emphasis=True,
        ),
        Paragraph(fr("Not content with the answer? Write to: {cnil}").format(cnil=CNIL), size="small"),
        Gap(),
        Paragraph(settings.name, emphasis=True, size="large"),
        Paragraph(" · ".join(settings.address), size="small"),
        # Last: it grows with every service, and what anybody may ask stands on the first page.
        Gap(),
        Heading(fr("What is noted, what for, until when")),
        *[_told(state, column) for column in _once(state.columns)],
    ]
    return Document("privacy_notice", title, title, "a4", tuple(blocks), settings.practice, copy)


def _once(columns: Iterable[PersonalColumn]) -> tuple[PersonalColumn, ...]:
    """Return what is told those who come in: of several places with one purpose and one period the first."""
    told: dict[tuple[str, str], PersonalColumn] = {}
    for column in columns:
        if column.whom == CUSTOMERS:
            told.setdefault((column.purpose, column.retention), column)
    return tuple(told.values())


def _told(state: PrivacySheet, column: PersonalColumn) -> Paragraph:
    purpose, holds = translate(column.purpose, "fr"), translate(column.holds, "fr")
    words = fr("• {what} {purpose} Kept until: {until}.")
    until = state.kept(column)
    return Paragraph(
        words.format(what=holds, purpose=purpose, until=until[0].lower() + until[1:]), size="small"
    )


def breach(state: PrivacySheet, settings: Settings, copy: int) -> Document:
    """Draw the sheet for a leak: whoever just noticed it reads it, and writes on it."""
    title = fr("Something was lost or seen")
    blocks: list[Block] = [
        Display(fr("72 hours")),
        Heading(f"{title} — {settings.name}"),
        Gap(),
        *_steps(),
        Gap(),
        Rule(),
        *[Pair(label, "") for label in _questions()],
        Gap(),
        Heading(fr("What may have been in it")),
        Paragraph(_held(state), size="small"),
        Paragraph(
            fr(
                "Keep this sheet with the others of its kind, also where nobody had to be told: that is the register of leaks."
            ),
            emphasis=True,
        ),
        Signature(fr("Date and signature"), fr("Told the CNIL on, and its number")),
    ]
    return Document("breach", title, title, "a4", tuple(blocks), settings.practice, copy)


def _steps() -> tuple[Block, ...]:
    return (
        _step(
            1,
            fr(
                "Now: write down what happened, below. Stop it where you can: take the stick out, lock the PC."
            ),
        ),
        _step(
            2,
            fr(
                "A stick with copies was lost: the copies are locked. If neither the passphrase nor the recovery sheet lay"
                " with it, note it below, and that is all: nobody has to be told. Otherwise it is as if it lay open."
            ),
        ),
        _step(
            3,
            fr(
                "The PC was stolen: change the passwords of the mail account; put the last copy back on another PC. If the PC was"
                " off, what was on it is locked too. The passphrase of the copies stays what it is: if it lay beside the PC, do"
                " as if the copies lay open."
            ),
        ),
        _step(
            4,
            fr(
                "Names were seen by somebody who should not have: tell the CNIL within 72 hours of noticing, on {site},"
                " even if you do not know all yet."
            ).format(site=TELL_CNIL),
        ),
        _step(
            5,
            fr(
                "It may do harm to people (an address, a debt, who fetches whose letters): tell them too, at once and in"
                " plain words: what was seen, what you did, what they can do."
            ),
        ),
    )


def _step(number: int, text: str) -> Paragraph:
    return Paragraph(f"{number}. {text}", emphasis=number == 1)


def _questions() -> tuple[str, ...]:
    return (
        fr("What happened"),
        fr("When it happened"),
        fr("When it was noticed, by whom"),
        fr("How many people, about"),
        fr("What was done"),
        fr("Told whom, when"),
    )


def _held(state: PrivacySheet) -> str:
    held = dict.fromkeys(translate(column.holds, "fr") for column in state.columns)
    return " ".join(held)
