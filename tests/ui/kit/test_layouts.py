"""Rows, columns, grids and flows: as large as the theme's unit says, whenever it changes, and only while they are there."""

import gc

import pytest
from PySide6.QtWidgets import QLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete, isValid

from concierge_desk.ui.kit.flow import Flow
from concierge_desk.ui.kit.layouts import (
    PAGE_MARGIN,
    ColumnLayout,
    GridLayout,
    Length,
    Margin,
    Room,
    RowLayout,
    pixels,
)
from concierge_desk.ui.kit.theme import current
from concierge_desk.ui.kit.widgets import holder
from tests.ui.conftest import Dress

SCALES = (1.0, 1.1, 1.25, 1.5, 1.75, 2.0)


@pytest.fixture(autouse=True)
def _light(dress: Dress) -> None:
    dress("light", 1.0)


@pytest.mark.parametrize("scale", SCALES)
def test_a_length_is_whole_pixels_rounded_down(dress: Dress, scale: float) -> None:
    dress("light", scale)
    unit = current().unit
    given: tuple[Length, ...] = (0, 0.25, 0.5, 1.25, 1.5, 1.75, 2.5, 3, Room(2.5, -2), Room(1, 2), Room(px=6))
    quarters = (
        0,
        unit // 4,
        unit // 2,
        unit * 5 // 4,
        unit + unit // 2,
        unit * 7 // 4,
        unit * 5 // 2,
        unit * 3,
    )
    assert tuple(pixels(length) for length in given) == (*quarters, unit * 5 // 2 - 2, unit + 2, 6)


@pytest.mark.parametrize(
    ("margin", "sides"),
    [
        (0, (0, 0, 0, 0)),
        (1.5, (12, 12, 12, 12)),
        (Room(1, 2), (10, 10, 10, 10)),
        ((2, 0.5), (16, 4, 16, 4)),
        ((0, Room(px=3), 1, 2), (0, 3, 8, 16)),
        (PAGE_MARGIN, (20, 18, 20, 20)),
    ],
)
@pytest.mark.parametrize("kind", [ColumnLayout, RowLayout, GridLayout, Flow])
def test_a_margin_is_of_all_sides_of_two_or_of_each(
    qtbot: QtBot,
    kind: type[ColumnLayout | RowLayout | GridLayout | Flow],
    margin: Margin,
    sides: tuple[int, int, int, int],
) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    layout = (
        kind(widget, margin=margin, across=1, down=1)
        if issubclass(kind, GridLayout | Flow)
        else kind(widget, margin=margin)
    )
    assert sides_of(layout) == sides


def test_margins_and_gaps_follow_the_theme(qtbot: QtBot, dress: Dress) -> None:
    widget, part = QWidget(), QWidget()
    qtbot.addWidget(widget)
    column = ColumnLayout(widget, margin=(2.5, Room(2.5, -2)), gap=1.75)
    row, grid = RowLayout(gap=Room(px=4)), GridLayout(margin=1, across=2, down=0.5)
    flow = Flow(across=3, down=1)
    flow.addWidget(part)
    flow.addWidget(QWidget())
    for inner in (row, grid, flow):
        column.addLayout(inner)
    for scale, unit in ((1.0, 8), (2.0, 12), (1.25, 9), (1.0, 8)):
        dress("light", scale)
        side = unit * 5 // 2
        assert sides_of(column) == (side, side - 2, side, side - 2) and column.spacing() == unit * 7 // 4
        assert row.spacing() == 4 and sides_of(row) == (0, 0, 0, 0)
        assert (grid.horizontalSpacing(), grid.verticalSpacing()) == (unit * 2, unit // 2)
        assert sides_of(grid) == (unit, unit, unit, unit)
        part.setFixedSize(50, 10)
        assert flow.sizeHint().width() >= 50 + unit * 3
        assert flow.heightForWidth(50) == 10 + unit


def test_a_flow_leaves_the_gaps_of_words_where_none_are_given(qtbot: QtBot, dress: Dress) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    flow = Flow(widget)
    for _time in range(2):
        part = QWidget()
        part.setFixedSize(50, 10)
        flow.addWidget(part)
    for scale in SCALES:
        dress("light", scale)
        assert flow.sizeHint().width() == 108 and flow.heightForWidth(107) == 26


def test_a_gap_that_is_not_given_is_that_around_it(qtbot: QtBot, dress: Dress) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    column = ColumnLayout(widget, gap=1.5)
    row = RowLayout()
    column.addLayout(row)
    assert row.spacing() == 12
    dress("light", 2.0)
    assert row.spacing() == 18


def test_another_margin_is_kept(qtbot: QtBot, dress: Dress) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    column = ColumnLayout(widget, margin=1)
    column.set_margin((2, 1))
    assert sides_of(column) == (16, 8, 16, 8)
    dress("light", 2.0)
    assert sides_of(column) == (24, 12, 24, 12)


def test_it_follows_although_nobody_else_holds_it(qtbot: QtBot, dress: Dress) -> None:
    column = ColumnLayout(margin=1)
    column.addLayout(RowLayout(margin=2))
    widget = holder(column)
    qtbot.addWidget(widget)
    del column
    ColumnLayout(child := QWidget(widget), margin=3)
    gc.collect()
    dress("light", 2.0)
    outer = widget.layout()
    assert isinstance(outer, ColumnLayout) and sides_of(outer) == (12, 12, 12, 12)
    inner = outer.itemAt(0)
    assert isinstance(inner, RowLayout) and sides_of(inner) == (24, 24, 24, 24)
    alone = child.layout()
    assert isinstance(alone, ColumnLayout) and sides_of(alone) == (36, 36, 36, 36)


def test_what_is_gone_follows_no_more(dress: Dress) -> None:
    widget = QWidget()
    kept = [
        ColumnLayout(widget),
        *(kind(QWidget(widget)) for kind in (ColumnLayout, RowLayout, Flow)),
        GridLayout(QWidget(widget), across=1, down=1),
    ]
    never_laid = RowLayout()
    delete(widget)
    delete(never_laid)
    assert not any(isValid(layout) for layout in (*kept, never_laid))
    # A slot that is called on what is gone is an error, and an error in a slot fails the test.
    dress("light", 2.0)


def sides_of(layout: QLayout) -> tuple[int, int, int, int]:
    margins = layout.contentsMargins()
    return margins.left(), margins.top(), margins.right(), margins.bottom()
