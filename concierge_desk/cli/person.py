"""``person access``: what is kept of somebody, for whoever asks; written down as handed out. ``person looked``: who looks at names.

Source: docs/contract.md, "Words"; docs/requirements.md, R-4.04, R-4.14; decisions 0086, 0091.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from concierge_desk.cli.frame import Invocation, guarded, leave, opened
from concierge_desk.cli.options import global_options, storable
from concierge_desk.counter.papers.looked import LIST
from concierge_desk.counter.privacy.erasing import ACCESS
from concierge_desk.counter.rights.table import SET_UP
from concierge_desk.counter.texts.paper_dates import day_text
from concierge_desk.counter.values.codelists import label_of
from concierge_desk.desk.privacy import looked_now
from concierge_desk.jobs.operators import entitled
from concierge_desk.jobs.privacy.access import hand_out


@click.group("person")
@global_options
def person_word(frame: Invocation) -> None:
    """Les personnes : remettre à quelqu'un ce qui est noté sur lui, voir qui regarde des noms."""


@person_word.command("access")
@click.argument("person", callback=storable, metavar="CARTE|CLÉ")
@click.option("--to", "folder", required=True, type=click.Path(path_type=Path, file_okay=False))
@global_options
@guarded
def access(frame: Invocation, person: str, folder: Path) -> None:
    """Écrire tout ce qui est noté sur quelqu'un : un papier (PDF) et un fichier (JSON)."""
    with opened(frame) as desk:
        # Written down before it is written: what lies there was handed out, and what may not be never lies there.
        answer = desk.counter.execute({"op": desk.new_op(), "do": ACCESS, "person": person}, frame.operator)
        if answer.refused is not None:
            leave(frame, answer.refused)
        made = hand_out(desk, person, folder, frame.operator)
    told = {"ok": True, "pdf": str(made.pdf), "json": str(made.json), "values": made.values}
    frame.tell(
        told,
        lambda: frame.say(
            "Written: {pdf} and {json}. Give them to whom they are about, and to nobody else.", **told
        ),
    )


@person_word.command("looked")
@global_options
@guarded
def looked(frame: Invocation) -> None:
    """Dire qui a regardé des noms sans servir personne, depuis douze mois : pour la ou le responsable."""
    with opened(frame) as desk:
        entitled(desk, frame.operator, SET_UP)
        sheet = desk.store.read(looked_now)
    told: dict[str, Any] = {
        "ok": True,
        "since": sheet.since,
        "looked": [
            {
                "day": one.day,
                "operator": one.operator,
                "name": sheet.names[one.operator],
                "kind": one.kind,
                "label": label_of(LIST, one.kind, frame.lang),
                "times": one.times,
            }
            for one in sheet.looked
        ],
    }
    frame.tell(told, lambda: "\n".join(_looked_lines(frame, told["looked"])))


def _looked_lines(frame: Invocation, looked: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Yield a line for each day, operator and way."""
    if not looked:
        yield frame.say("Nobody looked at names without serving anybody.")
    for one in looked:
        yield f"{day_text(one['day'])}  {one['name']}  {one['label']}: {one['times']}"
