"""Note to a resident: what is said in plain text, a receipt beside it where it brings one; in French.

Source: https://www.rfc-editor.org/rfc/rfc5322, "3.6.4. Identification Fields"; decision 0083.
"""

from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Final

_AGAIN: Final = "Deuxième envoi : "
_AGAIN_TEXT: Final = "Ce message vous a peut-être déjà été envoyé : il dit la même chose.\n\n"
_RECEIPT: Final = """Bonjour,

Voici le reçu que vous avez demandé à {shop}.
Pièce jointe : {name}

Vous recevez ce message parce que vous avez donné votre adresse au comptoir pour ce reçu. Elle n'a servi qu'à cela : elle
est effacée dès que ce message est parti, et n'est gardée nulle part. Une question, ou ce n'était pas vous ? Répondez à ce
message, ou passez au comptoir.
"""


@dataclass(frozen=True, slots=True)
class ToResident:
    """What is sent to somebody.

    Attributes:
        desk: Code of the desk.
        number: Of the entry that it is of: the same letter has the same Message-ID, whenever it leaves.
        shop: Trading name.
        subject: What it is about.
        at: Instant at which it leaves.
        text: What it says; empty where it brings a receipt.
        receipt: Name and bytes of the receipt that it brings; None for none.
        again: It may be there already.
        practice: Everything in it is an exercise.
    """

    desk: str
    number: str
    shop: str
    subject: str
    at: datetime
    text: str = ""
    receipt: tuple[str, bytes] | None = None
    again: bool = False
    practice: bool = False


def note(sent: ToResident, sender: str, recipient: str) -> EmailMessage:
    """Return the message; nobody else is told of it, and whoever answers writes to the shop."""
    message = EmailMessage(policy=SMTP)
    practice, again = "FACTICE : " if sent.practice else "", _AGAIN if sent.again else ""
    message["Subject"] = f"{practice}{again}{sent.subject}, {sent.shop}"
    message["From"], message["To"] = sender, recipient
    message["Date"] = format_datetime(sent.at)
    domain = sender.rpartition("@")[2].strip("> ")
    message["Message-ID"] = f"<{sent.desk}.{sent.number}@{domain}>"
    text = sent.text if sent.receipt is None else _RECEIPT.format(shop=sent.shop, name=sent.receipt[0])
    message.set_content(f"{_AGAIN_TEXT if sent.again else ''}{text}")
    if sent.receipt is not None:
        name, data = sent.receipt
        message.add_attachment(data, maintype="application", subtype="pdf", filename=name)
    return message
