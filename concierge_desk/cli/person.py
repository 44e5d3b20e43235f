"""``person access``: what is kept of somebody, for whoever asks; written down as handed out.

Source: docs/contract.md, "Words"; docs/requirements.md, R-4.04; decision 0086.
"""

from pathlib import Path

import click

from concierge_desk.cli.frame import Invocation, guarded, leave, opened
from concierge_desk.cli.options import global_options, storable
from concierge_desk.counter.privacy.erasing import ACCESS
from concierge_desk.jobs.privacy.access import hand_out


@click.group("person")
@global_options
def person_word(frame: Invocation) -> None:
    """Les personnes : remettre à quelqu'un ce qui est noté sur lui."""


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
        made = hand_out(desk, person, folder)
    told = {"ok": True, "pdf": str(made.pdf), "json": str(made.json), "values": made.values}
    frame.tell(
        told,
        lambda: frame.say(
            "Written: {pdf} and {json}. Give them to whom they are about, and to nobody else.", **told
        ),
    )
