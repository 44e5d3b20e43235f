"""Charts and the strip of days: whoever sees no lengths is told the values, and nothing is cut."""

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from concierge_desk.ui.kit.charts.bars import Bar, BarList, ColumnChart
from concierge_desk.ui.kit.charts.day_strip import DayMark, DayStrip
from concierge_desk.ui.kit.theme import current

BARS = (Bar("Carte", "231,15\N{NO-BREAK SPACE}€", 23115), Bar("Chèque", "0,00\N{NO-BREAK SPACE}€", 0))


def told(part: QWidget) -> list[str]:
    """Return the names that a screen reader finds below a part, in their order."""
    found = QAccessible.queryAccessibleInterface(part)
    names = [found.child(at).text(QAccessible.Text.Name) for at in range(found.childCount())]
    deeper = [name for child in part.children() if isinstance(child, QWidget) for name in told(child)]
    return [name for name in (*names, *deeper) if name]


def test_each_bar_is_read_with_its_value(qtbot: QtBot) -> None:
    for chart in (BarList(), ColumnChart()):
        qtbot.addWidget(chart)
        chart.show_bars(BARS)
        chart.show()
        names = told(chart)
        assert all(f"{bar.label}\N{NO-BREAK SPACE}: {bar.value}" in names for bar in BARS)


def test_a_bar_is_as_long_as_its_size_and_nothing_has_none(qtbot: QtBot) -> None:
    chart = BarList()
    qtbot.addWidget(chart)
    chart.show_bars((Bar("a", "4", 4), Bar("b", "1", 1), Bar("c", "0", 0)))
    chart.resize(900, 200)
    chart.show()
    QApplication.processEvents()
    picture, accent = chart.grab().toImage(), current().accent.lower()
    painted = [
        sum(
            picture.pixelColor(x, bar.y() + bar.height() // 2).name() == accent
            for x in range(picture.width())
        )
        for bar in chart.findChildren(QWidget)
        if bar.accessibleName()
    ]
    assert painted[0] > 500 and abs(painted[1] * 4 - painted[0]) <= 8 and painted[2] == 0


def test_a_strip_shows_the_last_days_that_fit_each_in_words(qtbot: QtBot) -> None:
    days = [DayMark("L", str(day), "good", f"jour {day}") for day in range(1, 29)]
    strip = DayStrip()
    qtbot.addWidget(strip)
    strip.show_days(days)
    strip.resize(current().text * 22, 100)
    strip.show()
    QApplication.processEvents()
    seen = [
        day.accessibleName()
        for day in strip.findChildren(QWidget)
        if day.isVisible() and day.accessibleName()
    ]
    assert seen == [f"jour {day}" for day in range(29 - len(seen), 29)] and 7 <= len(seen) < 12
    strip.resize(2000, 100)
    QApplication.processEvents()
    assert sum(day.isVisible() for day in strip.findChildren(QWidget) if day.accessibleName()) == 28
