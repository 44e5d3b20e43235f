"""Every command that exists, played once: the core's own, and those that each service brings."""

from typing import Any

from concierge_desk.domain.journal import Event
from concierge_desk.store.leaving.deliveries import MADE
from concierge_desk.store.papers import pulses
from tests.counter.desks import COFFEE, COPY, Play, card
from tests.counter.held.samples import HELD
from tests.delivery.accounts import by_mail
from tests.entrusted.workshop import NET, names, ready, set_up, taken
from tests.real_site import SIRET
from tests.services.samples import Undone, after, charged, every_sample, one


def owed_coat(play: Play) -> None:
    """Owe a dry cleaner a coat."""
    set_up(play)
    ready(play, names(taken(play)))


def take_back(play: Play, op_of: str | None, **more: Any) -> Any:
    return play.do("journal.reverse", op_of=op_of, reason="wrong_key", **more)


def opened(play: Play) -> str | None:
    return play.last("day.opened").op


def closed_and_opened(play: Play) -> str | None:
    answer = play.close(counted_cents=8000)
    play.open("2026-11-26T08:00")
    return answer.op


def corrected_clock(play: Play) -> str | None:
    play.hands.set("2026-11-25T11:00")
    play.settle([COFFEE], card(120))
    play.hands.set("2026-11-25T09:00")
    return play.do("clock.correct", at="2026-11-25T09:00").op


def reversed_movement(play: Play) -> str | None:
    op = play.do("till.move", direction="in", cents=100, reason="float").op
    return str(take_back(play, op).op)


def parked(play: Play) -> str:
    visit = str(play.do("visit.save", visit="v-1", acts=[COFFEE]).result["visit"])
    play.do("visit.park", visit=visit)
    return visit


def by_hand(play: Play) -> str | None:
    play.desk.store.write(lambda unit: pulses.connect(unit.rows))
    return play.do("till.open_drawer", reason="count").op


def second_drawer(play: Play) -> str | None:
    play.close(counted_cents=None)
    op = play.do("drawer.set", drawer="POSTE", funds=["MANDATE:LAPOSTE"]).op
    play.open("2026-11-26T08:00")
    return op


def month_closed(play: Play) -> str | None:
    play.close(counted_cents=None)
    play.hands.set("2026-12-01T08:00")
    op = play.do("month.close").op
    play.open("2026-12-01T09:00", confirmed_day="2026-12-01")
    return op


def not_printed(play: Play) -> str | None:
    play.settle([COFFEE], card(120), print=True)
    return play.do("paper.give_up", document=f"ticket:{FIRST}", reason="not_needed").op


def closed_with_channel(play: Play) -> None:
    CHANNEL(play)
    play.close(counted_cents=8000)
    play.open("2026-11-26T08:00")


def retried(play: Play) -> str | None:
    closed_with_channel(play)
    return play.do("delivery.retry", export="laposte", number="Z-2026-0001").op


def acknowledged(play: Play) -> str | None:
    closed_with_channel(play)
    told = {"export": "laposte", "number": "Z-2026-0001", "channel": "folder"}
    made = Event(MADE, {**told, "sha256": "0" * 64, "again": False}, aud="LAPOSTE")
    play.desk.store.write(lambda unit: play.desk.post_event(unit, made))
    return play.do("delivery.acknowledge", export="laposte", number="Z-2026-0001").op


LINE = {"day": "2026-11-24", "cents": 1000, "label": "REMISE ESPECES"}
TAKE_IN = one("bank.import", lines=[LINE])


def bank_line(play: Play) -> str:
    """Return the code of a line that was taken in."""
    play.do("bank.import", lines=[LINE])
    return str(play.last("bank.imported").data["lines"][0]["line"])


def matched_line(play: Play) -> str | None:
    return play.do("bank.match", lines=bank_line(play)).op


def unmatched_line(play: Play) -> str | None:
    code = bank_line(play)
    play.do("bank.match", lines=[code])
    return play.do("bank.unmatch", line=code).op


def somebody(play: Play) -> str:
    """Return the key of somebody who is kept."""
    return str((play.do("person.create", family="Kessler", given="Anna").result or {})["person"])


def erased_person(play: Play) -> str | None:
    return play.do("person.erase", person=somebody(play)).op


def told_person(play: Play) -> str | None:
    return play.do("person.access", person=somebody(play)).op


FIRST = "T-2026-000001"
SALE = charged(COFFEE, due=120)
SECOND = one("operator.set", whom="o02", name="Le bénévole", roles=["volunteer"])
CODED = after(SECOND, "operator.set_code", whom="o02", code="4719")
PARTNER = one("partner.set", partner="ATELIER", name="Atelier des Hirondelles", regime="mandate")


def mailed(play: Play) -> str | None:
    by_mail(play)
    play.settle([COFFEE], card(120))
    return play.do("paper.mail", document=f"ticket:{FIRST}", email="kessler@example.fr").op


CHANNEL = one("delivery.set_channel", export="laposte", channel="folder", folder="/media/releves")
CLOSE_ON = one("calendar.close_on", day="2026-12-24", reason="leave")

EVERY: Undone = {
    "day.open": (opened, "day.close_instead"),
    "day.close": (closed_and_opened, "day.stays_closed"),
    "day.count_passages": (one("day.count_passages", count=3), ["day.passages_counted"]),
    "session.close": (one("session.close", counted_cents=8000), ["session.opened"]),
    "session.open": (after(one("session.close"), "session.open"), "session.close_instead"),
    "month.close": (month_closed, "month.stays_closed"),
    "till.settle": (charged(COFFEE, COPY, due=140), ["shop.sold", "shop.sold", "till.settled"]),
    "till.move": (one("till.move", direction="in", cents=100, reason="float"), ["till.moved"]),
    "till.count": (one("till.count", counted_cents=7000), "journal.nothing_to_reverse"),
    "till.count_safe": (one("till.count_safe", cautions=1), "journal.nothing_to_reverse"),
    "till.pay_in": (one("till.pay_in", cents=100), ["till.paid_in", "till.moved"]),
    "till.remit": (
        one("till.remit", principal="LAPOSTE", cents=100),
        ["till.remitted", "till.moved"],
    ),
    "bank.import": (TAKE_IN, ["bank.removed"]),
    "bank.match": (matched_line, ["bank.unmatched"]),
    "bank.unmatch": (unmatched_line, "bank.match_again"),
    "till.open_drawer": (by_hand, "journal.nothing_to_reverse"),
    "paper.mail": (mailed, "letter.stays"),
    "paper.give_up": (not_printed, "paper.print_instead"),
    "till.refund": (
        after(SALE, "till.refund", ticket=FIRST, lines=[{"line": 1}], reason="returned"),
        "journal.is_reversal",
    ),
    "till.correct_means": (
        after(
            SALE,
            "till.correct_means",
            ticket=FIRST,
            **{"from": "card"},
            to="cheque",
            cents=1,
            reason="returned",
        ),
        "journal.is_reversal",
    ),
    "day.prepare": (one("day.prepare", denominations={"5000": 1}), "journal.nothing_to_reverse"),
    "visit.save": (one("visit.save", acts=[COFFEE]), "journal.nothing_to_reverse"),
    "visit.park": (
        after(one("visit.save", visit="v-1"), "visit.park", visit="v-1"),
        "journal.nothing_to_reverse",
    ),
    "visit.resume": (after(parked, "visit.resume", visit="v-1"), "journal.nothing_to_reverse"),
    "visit.note": (after(parked, "visit.note", visit="v-1"), "visit.note_again"),
    "visit.abandon": (after(parked, "visit.abandon", visit="v-1"), "visit.give_again"),
    "journal.reverse": (reversed_movement, "journal.is_reversal"),
    "calendar.set_grid": (one("calendar.set_grid", valid_from="2026-12-01"), "calendar.set_again"),
    "calendar.close_on": (CLOSE_ON, "calendar.reopen_instead"),
    "calendar.preview": (one("calendar.preview", day="2026-12-24"), "journal.nothing_to_reverse"),
    "calendar.reopen": (after(CLOSE_ON, "calendar.reopen", day="2026-12-24"), "calendar.close_instead"),
    "site.change": (one("site.change", siret=SIRET), ["settings.set"]),
    "operator.set": (SECOND, ["settings.set"]),
    "operator.retire": (after(SECOND, "operator.retire", whom="o02"), ["settings.set"]),
    "operator.set_code": (CODED, "operator.code_again"),
    "operator.reset_code": (after(CODED, "operator.reset_code", whom="o02"), "operator.code_again"),
    "operator.sign_in": (one("operator.sign_in", whom="o01"), "journal.unknown_op"),
    "operator.sign_out": (one("operator.sign_out"), "journal.unknown_op"),
    "vat.import": (
        one("vat.import", rows=[{"code": "TVA_20", "rate": 2100}], valid_from="2027-01-01"),
        "vat.import_again",
    ),
    "partner.set": (PARTNER, ["partner.removed"]),
    "partner.retire": (
        after(PARTNER, "partner.retire", partner="ATELIER", from_day="2026-12-31"),
        "partner.set_again",
    ),
    "partner.settle": (after(owed_coat, "partner.settle", partner=NET, cents=500), ["partner.settled"]),
    "delivery.set_channel": (CHANNEL, "delivery.set_again"),
    "delivery.retry": (retried, "journal.nothing_to_reverse"),
    "delivery.acknowledge": (acknowledged, "delivery.stays"),
    "drawer.set": (second_drawer, "day.open_now"),
    "settings.change": (one("settings.change", values={"till.cheque_days": 5}), ["settings.changed"]),
    "service.switch": (one("service.switch", service="shop", enabled=False), ["service.switched"]),
    "person.erase": (erased_person, "journal.nothing_to_reverse"),
    "person.access": (told_person, "privacy.stays_told"),
    "privacy.preview": (one("privacy.preview"), "journal.nothing_to_reverse"),
    "privacy.purge": (one("privacy.purge"), "privacy.stays_gone"),
    "clock.correct": (corrected_clock, "clock.correct_again"),
    **HELD,
    **{name: row for samples in every_sample().values() for name, row in samples.undone.items()},
}
