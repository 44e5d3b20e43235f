"""Sentences about files that leave this PC: English sources, translated by gettext.

Source: docs/wording.md, "How sentences are worded".
"""

from concierge_desk.i18n import N_

MESSAGES = {
    "delivery.unreachable": N_("The far side does not answer: it is tried again by itself."),
    "delivery.postponed": N_("The server takes nothing just now ({reply}): it is tried again by itself."),
    "delivery.not_written": N_("The file was not taken as it was sent: it is tried again by itself."),
    "delivery.key_changed": N_(
        "The server shows another key than the one that was noted: nothing was sent, for it may be another server."
        " Ask those who look after it, and note the new key only if they say so."
    ),
    "delivery.key_unknown": N_(
        "The key of the server was not noted yet: try the way of these reports, compare the key that is shown, and note it."
    ),
    "delivery.no_details": N_("Where these reports go was erased: set their way again."),
    "delivery.denied": N_(
        "The server does not accept the name or the password: correct them, then send again."
    ),
    "delivery.certificate": N_(
        "The certificate of the server does not hold: nothing was sent. Look at the address of the server, and at the"
        " date of this PC."
    ),
    "delivery.no_tls": N_(
        "The server offers no protected line: nothing was sent. Ask for another address or port."
    ),
    "delivery.key_unreadable": N_(
        "The private key cannot be read: it is expected without a passphrase, as OpenSSH writes it."
    ),
    "delivery.not_allowed": N_(
        "The server lets nobody write into that folder under this name: ask those who look after it."
    ),
    "delivery.mailbox_full": N_(
        "The mailbox is full ({reply}): nothing was taken. Call its owner, then send again."
    ),
    "delivery.recipient_unknown": N_(
        "The server knows no such address ({reply}): correct it, then send again."
    ),
    "delivery.rejected": N_("The server does not take this message ({reply}): ask those who look after it."),
    "delivery.folder_missing": N_("There is no such folder there: correct it, then send again."),
    "delivery.name_taken": N_(
        "Another file lies there under this name: it stays. Move it away, then send again."
    ),
}
