"""The commissioning record: with which key the till was put into service, signed by those who answer for it; pure.

In three originals: for the shop, for whoever answers for the program, for the office of each principal.

Source: docs/requirements.md, "Keys of a desk"; docs/contract.md, "Documents"; decision 0055.
"""

from dataclasses import dataclass

from concierge_desk.counter.context import Settings
from concierge_desk.counter.papers.tickets import Sealed, letterhead, version_line
from concierge_desk.counter.texts.paper_dates import instant_line
from concierge_desk.domain.document import Block, Document, Gap, Heading, Pair, Paragraph, Rule, Signature
from concierge_desk.domain.journal import Posted
from concierge_desk.i18n import fr


@dataclass(frozen=True, slots=True)
class Commissioning:
    """What the record is drawn from.

    Attributes:
        sealed: The first entry and the settings that came with it; the anchor is the first entry's.
        chain: Of which the entry is the first.
        first_hash: Of the first entry, in hex.
        public_key: That it names, in hex.
        principals: Those who get a file of the desk, as they are called.
    """

    sealed: Sealed
    chain: str
    first_hash: str
    public_key: str
    principals: tuple[str, ...]

    @property
    def posted(self) -> tuple[Posted, ...]:
        """Entries that it is drawn from, in order: the settings are those of the last."""
        return self.sealed.posted


def commissioning(state: Commissioning, settings: Settings, copy: int) -> Document:
    """Draw the record, in French: an authority reads it."""
    sealed = state.sealed
    title = fr("Commissioning record")
    blocks: list[Block] = [
        *letterhead(settings),
        Heading(f"{title} — {settings.desk}"),
        Pair(fr("Put into service on"), instant_line(sealed.posted[0]), strong=True),
        Pair(fr("Desk"), settings.desk),
        Pair(fr("Drawer"), settings.drawer),
        version_line(sealed),
        Rule(),
        Pair(fr("Chain of the journal"), state.chain),
        Pair(fr("Fingerprint of the key"), sealed.fingerprint, strong=True),
        Pair(fr("Public key (Ed25519)"), state.public_key),
        Pair(fr("Hash of the first entry"), state.first_hash),
        Pair(fr("Anchor"), sealed.anchor, strong=True),
        Rule(),
        *_declared(),
        Gap(),
        *_kept(state.principals),
        *_signed(state.principals),
    ]
    ending = 1 + len(state.principals)
    return Document(
        "commissioning", settings.desk, title, "a4", tuple(blocks), settings.practice, copy, ending=ending
    )


def _declared() -> list[Block]:
    """Return what those who sign declare, and how far it goes.

    Source: docs/requirements.md, "Keys of a desk".
    """
    return [
        Paragraph(
            fr(
                "Those who sign declare that the till named above was put into service with this key, which was drawn"
                " on the PC of the shop. It alone signs the entries, the statements and the copies of this desk. Its"
                " private half lies on that PC, and locked in the copies; nobody else has it."
            )
        ),
        Gap(),
        Paragraph(
            fr(
                "A change of a day that is closed, and whose anchor somebody else holds, can be told by anybody. A"
                " change of the present day by whoever holds the keys on the PC cannot be prevented: it is limited to"
                " what no anchor held elsewhere covers yet."
            )
        ),
        Gap(),
        Paragraph(
            fr(
                "The same fingerprint stands on the recovery sheet, on each closing and on each statement, and is told"
                " wherever a copy is opened: it is to be compared with this paper."
            )
        ),
    ]


def _kept(principals: tuple[str, ...]) -> list[Block]:
    offices = [fr("{principal}, its office").format(principal=name) for name in principals]
    holders = " · ".join([fr("the shop"), fr("the publisher or the association"), *offices])
    return [
        Paragraph(fr("In {count} originals, each signed:").format(count=2 + len(principals)), emphasis=True),
        Paragraph(holders),
        Gap(),
    ]


def _signed(principals: tuple[str, ...]) -> list[Block]:
    own = Signature(
        fr("For the shop: name, date, signature"),
        fr("For the publisher or the association: name, date, signature"),
    )
    return [
        own,
        *[
            Signature(fr("For {principal}, its office: date, stamp, visa").format(principal=name))
            for name in principals
        ],
    ]
