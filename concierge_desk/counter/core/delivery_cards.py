"""Cards of the daily files that leave by themselves, among the settings: by which way each does. Pure.

Source: decisions 0065, 0075.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from concierge_desk.counter.cards.offers import Ask, Now, Offer, OfferedAct
from concierge_desk.counter.cards.words import say, sure
from concierge_desk.counter.core.ticket_cards import SERVICE
from concierge_desk.counter.deliveries.commands import FOLDER, MAIL, SFTP
from concierge_desk.counter.deliveries.fields import LETTERS
from concierge_desk.i18n import N_
from concierge_desk.store.leaving.deliveries import NO_CHANNEL

SET = "delivery.set_channel"
PAGE = "deliveries"
"""Code of the page that shows what left."""

_TOLD = {
    FOLDER: N_("leaves by itself, into a folder"),
    SFTP: N_("leaves by itself, to a server"),
    MAIL: N_("leaves by itself, by mail"),
}


@dataclass(frozen=True, slots=True)
class LeavingFile:
    """A daily file: its code, what it is called, and by which channel it leaves; None where by none."""

    export: str
    name: str
    channel: str | None


def card_of(export: str) -> str:
    """Return what the card of a daily file is known by."""
    return f"delivery:{export}"


def delivery_offers(files: Iterable[LeavingFile], now: Now) -> tuple[Offer, ...]:
    """Return the card of each daily file."""
    return tuple(_file(one, now.lang) for one in files)


def _file(one: LeavingFile, lang: str) -> Offer:
    if one.export == LETTERS:
        return _letters(one, lang)
    set_already = one.channel is not None
    told = _TOLD[one.channel] if one.channel is not None else N_("somebody carries it, or hands it on")
    acts = (
        _act(one, lang, N_("By mail"), MAIL, _mail(lang)),
        _act(one, lang, N_("To a server (SFTP)"), SFTP, _sftp(lang)),
        _act(one, lang, N_("Into a folder or onto a stick"), FOLDER, _folder(lang)),
        _page(lang),
        *((_end(one, lang),) if set_already else ()),
    )
    return Offer(SERVICE, card_of(one.export), one.name, acts, detail=say(told, lang))


def _letters(one: LeavingFile, lang: str) -> Offer:
    """Return the card of the mails to people: one account, and each goes to somebody else."""
    told = (
        N_("leave by a server of the shop's") if one.channel else N_("by the server of another mail, or none")
    )
    (_to, *asks) = _mail(lang)
    acts = (
        _act(one, lang, N_("By which server"), MAIL, tuple(asks)),
        *((_end(one, lang),) if one.channel else ()),
    )
    return Offer(SERVICE, card_of(one.export), one.name, acts, detail=say(told, lang))


def _act(one: LeavingFile, lang: str, label: str, channel: str, asks: tuple[Ask, ...]) -> OfferedAct:
    return OfferedAct(say(label, lang), SET, {"export": one.export, "channel": channel}, asks)


def _end(one: LeavingFile, lang: str) -> OfferedAct:
    asked = sure(say("It leaves by itself no more?", lang), lang)
    fields = {"export": one.export, "channel": NO_CHANNEL}
    return OfferedAct(say("No more by itself", lang), SET, fields, (asked,))


def _page(lang: str) -> OfferedAct:
    return OfferedAct(say("See what left", lang), leads=PAGE)


def _folder(lang: str) -> tuple[Ask, ...]:
    return (
        Ask("folder", say("Which folder? Its whole path, as the PC shows it.", lang), "text", verbatim=True),
    )


def _sftp(lang: str) -> tuple[Ask, ...]:
    return (
        _server(lang),
        _port(lang, 22),
        Ask("user", say("Which user name, at the server?", lang), "text"),
        _password(lang, N_("Which password? Enter alone: a key file.")),
        Ask(
            "key_file",
            say("Which file holds the private key? Enter alone: none.", lang),
            "text",
            optional=True,
            verbatim=True,
        ),
        Ask(
            "folder",
            say("Into which folder there? Enter alone: the one that one comes into.", lang),
            "text",
            optional=True,
            verbatim=True,
        ),
        Ask(
            "key",
            say("Which key does the server have (SHA256:…)? Enter alone: compare it later, with Try.", lang),
            "text",
            optional=True,
        ),
    )


def _mail(lang: str) -> tuple[Ask, ...]:
    return (
        Ask("to", say("To which address does it go?", lang), "text"),
        Ask("from", say("From which address of yours?", lang), "text"),
        _server(lang),
        _port(lang, 587),
        Ask("user", say("Which user name, at the server? Enter alone: none.", lang), "text", optional=True),
        _password(lang, N_("Which password? Enter alone: the one that was said before, or none.")),
    )


def _server(lang: str) -> Ask:
    return Ask("host", say("Which server? Its name, such as mail.somewhere.fr.", lang), "text")


def _port(lang: str, usual: int) -> Ask:
    return Ask("port", say("Which port?", lang), "count", proposal=usual)


def _password(lang: str, question: str) -> Ask:
    return Ask("password", say(question, lang), "text", optional=True, verbatim=True, secret=True)
