"""The recovery sheet: what opens the backups when the passphrase is forgotten; pure.

Source: docs/contract.md, "Recovery sheet"; docs/requirements.md, R-4.12 (a sealed envelope, off-site).
"""

from concierge_desk.counter.context import Settings
from concierge_desk.domain.document import (
    Barcode,
    Block,
    Document,
    Frame,
    Gap,
    Heading,
    Pair,
    Paragraph,
    Signature,
)
from concierge_desk.domain.recovery import sheet_lines
from concierge_desk.i18n import fr

COMMAND = "age -d -i identite.txt cles.age"
"""What opens the keys of a backup on any PC, as in its ``LISEZMOI.txt``."""


def recovery_sheet(identity: str, fingerprint: str, settings: Settings) -> Document:
    """Draw the sheet of an identity, in French; it is made once and nothing of it is kept.

    Args:
        identity: As `make_identity` gave it out.
        fingerprint: Of the key that signs the backups.
        settings: Of the shop whose backups it opens.

    Raises:
        ValueError: For a text that is no identity.
    """
    title = fr("Recovery sheet")
    blocks: tuple[Block, ...] = (
        Heading(f"{title} — {settings.desk}"),
        Paragraph(settings.name),
        Gap(),
        Frame(
            fr(
                "Whoever holds this sheet can read all the backups of the shop. Keep it in a sealed envelope,"
                " away from the shop; do not photograph it, do not send it."
            ),
            emphasis=True,
        ),
        Paragraph(
            fr(
                "The backups are locked by a passphrase. Should it be forgotten, or the PC be lost, they open"
                " with what is printed here."
            )
        ),
        Gap(),
        *_lines(identity),
        Barcode(identity, identity),
        *_whose(fingerprint),
        *_ways(),
        Signature(fr("Date and signature of whoever closed the envelope"), fr("Where the envelope is kept")),
    )
    return Document("recovery", settings.desk, title, "a4", blocks, settings.practice)


def _whose(fingerprint: str) -> tuple[Block, ...]:
    return (
        Pair(fr("Fingerprint of the key"), fingerprint, strong=True),
        Paragraph(
            fr(
                "A backup that is opened shows the same. With another one somebody else made it: restore nothing."
            ),
            size="small",
        ),
    )


def _lines(identity: str) -> tuple[Block, ...]:
    lines = [
        Pair(fr("Line {line}").format(line=number), line, strong=True, size="large")
        for number, line in enumerate(sheet_lines(identity), 1)
    ]
    return (
        *lines,
        Gap(),
        Paragraph(
            fr(
                "The sign at the end of each line is its check: a mistyped line is found by it. There is never"
                " an I, an O, a B or a 1; capitals or small letters, spaces or none, all is read alike."
            ),
            size="small",
        ),
    )


def _ways() -> tuple[Block, ...]:
    return (
        Heading(fr("With Concierge Desk")),
        Paragraph(
            fr(
                "Restore a backup and give, in place of the passphrase, the lines above one after the other,"
                " or what the square code holds."
            )
        ),
        Heading(fr("Without Concierge Desk, on any PC")),
        Paragraph(fr("1. Unpack the backup, a zip file. LISEZMOI.txt in it tells what it holds.")),
        Paragraph(
            fr(
                "2. Write what stands under the square code, from AGE-SECRET-KEY-1 to its end and on one line,"
                " into a text file named identite.txt, beside the others."
            )
        ),
        Paragraph(fr("3. Install the free program age (age-encryption.org) and type in that folder:")),
        Paragraph(COMMAND, emphasis=True),
        Paragraph(fr("4. What it shows opens copie.db, as LISEZMOI.txt tells. Then delete identite.txt.")),
    )
