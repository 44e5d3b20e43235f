"""Five hundred names, phones and numbers played: what lies on the disk and leaves it afterwards holds none of them.

Source: decision 0056; docs/requirements.md, R-4.05.
"""

import itertools
import logging
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from concierge_desk.counter.values.journal_texts import Label
from concierge_desk.desk import catalogue
from concierge_desk.domain.errors import Unconfirmed
from concierge_desk.jobs.daily_file import export_of
from concierge_desk.jobs.export import write_export
from concierge_desk.jobs.full_export import export_everything
from tests.counter.desks import Play
from tests.counter.thrown import Thrown, compact, fields_of, five_hundred, texts_in, thrown_into

THROWN = five_hundred()
BASES: dict[str, dict[str, Any]] = {
    "relay.receive": {"shelf": "A3", "carrier": "colissimo"},
    "relay.move": {"shelf": "B1", "tracking": "6A15602676300"},
    "relay.set_places": {"places": ["A1", "B1"]},
    "relay.deposit": {"kind": "parcel", "carrier": "colissimo"},
    "relay.complain": {"subject": "late"},
    "relay.record_mandate": {"company": "Boulangerie", "holder": "M. Roth", "valid_until": "2027-01-31"},
    "shop.article_set": {
        "article": "THE", "label": "Thé", "cents": 150, "vat_code": "TVA_10", "nature": "service", "barcodes": ["1"],
    },
    "tariff.set_price": {"product": "LV", "cents": 150, "max_g": 20, "confirmed": True},
    "till.move": {"direction": "in", "cents": 100, "reason": "other"},
    "visit.save": {"acts": [{"do": "shop.sell", "article": "CAFE"}]},
    "relay.report_incident": {"tracking": "6A15602676300", "incident": "damaged"},
    "journal.reverse": {"op_of": "x", "reason": "wrong_key"},
}  # fmt: skip
"""Commands that take a text, as one plays them with nobody's name."""


class Day:
    """A day on which everything is thrown at everything, confirmed where it is asked for."""

    def __init__(self, play: Play) -> None:
        self.play = play
        self.accepted: Counter[str] = Counter()
        self.labels: list[Thrown] = []

    def throw(self) -> None:
        ways = [
            (do, base, path, kind)
            for do, base in BASES.items()
            for path, kind in fields_of(catalogue.commands()[do].form)
            if "text" in kind.label or "code" in kind.label
        ]
        for one, (do, base, path, kind) in zip(THROWN * 3, itertools.cycle(ways), strict=False):
            raw = thrown_into(base, catalogue.commands()[do].form, path, one.text)
            answer = self.play.ask(do, **raw)
            if isinstance(answer.refused, Unconfirmed):
                answer = self.play.ask(do, **raw, confirmed=True)
                if isinstance(kind, Label) and answer.refused is None:
                    self.labels.append(one)
            self.accepted[do] += answer.refused is None


@pytest.fixture
def thrown_day(shop: Play) -> Day:
    shop.do("relay.receive", tracking="6A15602676300", shelf="A3")
    # Somebody waits under each name.
    for one in THROWN:
        if one.kind == "name":
            shop.do("relay.receive", carrier="colissimo", shelf="A3", addressee={"name": one.text})
    day = Day(shop)
    day.throw()
    shop.close("2026-11-25T18:00", counted_cents=8000, parked="abandon", gap_reason="counting_error")
    return day


SHORT = 4


def told_in(text: str, but: list[Thrown]) -> list[Thrown]:
    told = "|".join(compact(piece) for piece in re.split(r'[;",:\n]', text))
    let = {word for one in but for word in one.told}
    # Of four letters, what is no word by itself is none of a name: "lines" tells of no Inès.
    alone = {compact(word) for word in re.split(r"[\W_]+", text)}

    def tells(word: str) -> bool:
        return word not in let and (word in alone if len(word) <= SHORT else word in told)

    return [one for one in THROWN if any(map(tells, one.told))]


def test_what_is_kept_and_what_leaves_holds_no_name(
    thrown_day: Day, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    play = thrown_day.play
    assert all(thrown_day.accepted[do] > 0 for do in ("relay.receive", "relay.deposit", "shop.article_set"))
    payloads = "|".join(texts_in(entry.data) for entry in play.posted())
    assert told_in(payloads, thrown_day.labels) == []
    assert {one.kind for one in thrown_day.labels} == {"name"}
    written = write_export(play.desk, export_of("laposte"), "2026-11-25", tmp_path, None)
    export_everything(play.desk, tmp_path / "tout", None)
    files = [Path(written.path), *(path for path in (tmp_path / "tout").rglob("*") if path.is_file())]
    assert len(files) > 1
    for path in files:
        content = path.read_bytes().decode("utf-8", errors="replace")
        if path.suffix in (".csv", ".ndjson", ".txt", ".json", ".zip"):
            # Every workbook lists the letters of the world; one is called much as somebody who is thrown.
            content = content.replace("Estrangelo Edessa", "")
            assert told_in(content, thrown_day.labels) == [], path
    assert told_in(caplog.text, []) == []
    # What was typed is not lost: it stands beside, where it can be erased.
    assert play.rows("SELECT count(*) FROM personal WHERE kind = 'inscription'")[0][0] > 0
