"""Reports that did not arrive: the treasurer's month names them until they do."""

from pathlib import Path

from concierge_desk.counter.periods.sheet import PeriodSheet, SheetWords, tables
from concierge_desk.desk.period_sheets import period_sheet
from concierge_desk.jobs.deliveries.worker import Deliveries
from concierge_desk.jobs.period_csv import told_of, write_csv
from tests.counter.accounting.test_months import day
from tests.counter.desks import Play

TITLE = "Relevés non remis, à ce jour"


def sheet(play: Play, period: str) -> PeriodSheet:
    settings = play.desk.settings
    return play.desk.store.read(lambda rows: period_sheet(rows, period, settings))


def titles(told: PeriodSheet) -> list[str]:
    return [table.title for table in tables(told, SheetWords("fr"))]


def test_what_has_not_arrived_is_named_until_it_does(play: Play, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    day(play, "2026-11-25")
    play.do("delivery.set_channel", export="laposte", channel="folder", folder=str(stick))
    day(play, "2026-11-26")
    day(play, "2026-11-27")
    work = Deliveries(play.desk)
    work.work_off(lambda: False)
    told = sheet(play, "2026-11")
    # What was closed before nobody asked for.
    assert [(one.export, one.number, one.day) for one in told.undelivered] == [
        ("laposte", "Z-2026-0002", "2026-11-26"),
        ("laposte", "Z-2026-0003", "2026-11-27"),
    ]
    assert TITLE in titles(told)
    assert told_of(told)["not_delivered"][0] == {
        "export": "laposte",
        "number": "Z-2026-0002",
        "day": "2026-11-26",
    }
    write_csv(told, {}, tmp_path / "mois.csv")
    rows = (tmp_path / "mois.csv").read_text("utf-8").splitlines()
    assert [row.split(";")[:4] for row in rows if row.startswith("not_delivered")] == [
        ["not_delivered", "Z-2026-0002", "Relevé pour La Poste", "2026-11-26"],
        ["not_delivered", "Z-2026-0003", "Relevé pour La Poste", "2026-11-27"],
    ]
    stick.mkdir()
    for number in ("Z-2026-0002", "Z-2026-0003"):
        play.do("delivery.retry", export="laposte", number=number)
    work.work_off(lambda: False)
    assert sheet(play, "2026-11").undelivered == ()
    assert TITLE not in titles(sheet(play, "2026-11"))
