"""``deliver``: what is due of the daily files leaves now, and what came of it.

Source: docs/contract.md, "Options and exit statuses", "Deliveries".
"""

from collections.abc import Iterator
from typing import Any

import click

from concierge_desk.cli.doctor import SOMETHING_TO_DO
from concierge_desk.cli.frame import Invocation, guarded, opened
from concierge_desk.cli.options import global_options
from concierge_desk.i18n import N_
from concierge_desk.jobs.deliveries.letters import LetterWork
from concierge_desk.jobs.deliveries.worker import Deliveries, DeliveryWork, HeldFile
from concierge_desk.store.leaving.deliveries import STOPPED, WAITING


@click.command("deliver")
@click.option("--now", "at_once", is_flag=True, help="Sans attendre l'heure du prochain essai.")
@global_options
@guarded
def deliver_word(frame: Invocation, at_once: bool) -> None:
    """Faire partir les relevés qui attendent, par le chemin choisi (état de sortie 6 : l'un d'eux attend quelqu'un)."""
    with opened(frame) as desk:
        work = Deliveries(desk).work_off(lambda: False, at_once=at_once)
    stopped = work.standing(STOPPED)
    told: dict[str, Any] = {
        "ok": not stopped,
        "busy": work.busy,
        "delivered": [
            {
                "export": one.export,
                "number": one.number,
                "channel": one.channel,
                "sha256": one.sha256,
                "again": one.again,
            }
            for one in work.delivered
        ],
        WAITING: [_held(frame, one) for one in work.standing(WAITING)],
        STOPPED: [_held(frame, one) for one in stopped],
    }
    left = work.letters
    if left != LetterWork():
        told["letters"] = {"sent": left.sent, "given_up": left.given_up, "waiting": left.waiting}
    frame.tell(told, lambda: "\n".join(_lines(frame, work)))
    if stopped:
        raise SystemExit(SOMETHING_TO_DO)


def _held(frame: Invocation, one: HeldFile) -> dict[str, Any]:
    why = {"code": one.code, "message": frame.render(one.code, one.params)} if one.code else {}
    due = {"due": one.due} if one.due else {}
    return {"export": one.export, "number": one.number, "channel": one.channel, **due, **why}


def _lines(frame: Invocation, work: DeliveryWork) -> Iterator[str]:
    if work.busy:
        yield frame.say("Another process delivers just now.")
        return
    for one in work.delivered:
        words = (
            N_("{number}, {export}: delivered again") if one.again else N_("{number}, {export}: delivered")
        )
        yield frame.say(words, number=one.number, export=one.export)
    for held in work.held:
        words = (
            N_("{number}, {export}: waits") if held.state == WAITING else N_("{number}, {export}: stopped")
        )
        why = f" · {frame.render(held.code, held.params)}" if held.code else ""
        yield frame.say(words, number=held.number, export=held.export) + why
    left = work.letters
    if left != LetterWork():
        words = N_("Mails to people: {sent} left, {given_up} given up, {waiting} wait")
        yield frame.say(words, sent=left.sent, given_up=left.given_up, waiting=left.waiting)
    elif not work.delivered and not work.held:
        yield frame.say("Nothing waits to be delivered.")
