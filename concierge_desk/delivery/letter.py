"""Letter that a daily file is attached to; French, for its reader is the principal.

Source: https://www.rfc-editor.org/rfc/rfc5322, "3.6.4. Identification Fields"; decision 0075.
"""

from datetime import date
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Final

from concierge_desk.delivery.channel import Consignment

_AGAIN: Final = "Deuxième envoi : "
_TEXT: Final = """Bonjour,

Voici le relevé de la journée du {day}, clôture {number}, de {shop}.
{again}
Pièce jointe : {name}
Empreinte SHA-256 : {sha256}

Le fichier se vérifie sans Internet : ouvrez la page verifier.html qu'il contient.
Merci de répondre à ce message quand vous l'avez reçu.
"""
_AGAIN_TEXT: Final = """
Ce relevé vous a peut-être déjà été envoyé : celui-ci est le même, octet pour octet, si l'empreinte est la même.
Ne le comptez pas deux fois.
"""
_TRIAL: Final = """Bonjour,

{shop} essaie l'envoi de ses relevés : ce message n'en contient aucun, il n'y a rien à faire.
"""


def letter(sent: Consignment, sender: str, recipient: str) -> EmailMessage:
    """Return the letter of a file; the same file has the same Message-ID, whenever it leaves."""
    message = EmailMessage(policy=SMTP)
    practice = "FACTICE : " if sent.practice else ""
    day = f"{date.fromisoformat(sent.day):%d/%m/%Y}"
    again = _AGAIN if sent.again else ""
    told = f"Essai d'envoi, {sent.shop}" if sent.trial else f"Relevé {sent.number} du {day}, {sent.shop}"
    message["Subject"] = f"{practice}{again}{told}"
    message["From"], message["To"] = sender, recipient
    message["Date"] = format_datetime(sent.at)
    domain = sender.rpartition("@")[2].strip("> ")
    message["Message-ID"] = f"<{sent.desk}.{sent.number}.{sent.sha256}@{domain}>"
    if sent.trial:
        message.set_content(_TRIAL.format(shop=sent.shop))
        return message
    message.set_content(
        _TEXT.format(
            day=day,
            number=sent.number,
            shop=sent.shop,
            again=_AGAIN_TEXT if sent.again else "",
            name=sent.name,
            sha256=sent.sha256,
        )
    )
    message.add_attachment(sent.data, maintype="application", subtype="zip", filename=sent.name)
    return message
