"""Writes the busy week: the days before Christmas 2026 to the second of January 2027.

    python -m tests.scenarios.make_week

The files it writes are what is played and accounted for; it only saves typing two hundred labels.
What a ticket comes to was worked out by hand from the price list; what is refused, from the rules of the trade.
"""

import json
from pathlib import Path

from tests.scenarios.story import after_the_feast as after
from tests.scenarios.story import before_the_feast as before
from tests.scenarios.story import christmas
from tests.scenarios.story.writing import Week

FOLDER = Path(__file__).parent / "week"
SEED = 20261221


def make() -> Week:
    """Write the week in memory."""
    week = Week(SEED)
    kept = before.monday_21(week)
    for play in (
        before.tuesday_22,
        christmas.wednesday_23,
        christmas.thursday_24,
        after.monday_28,
        after.tuesday_29,
        after.wednesday_30,
        after.thursday_31,
        after.saturday_2,
    ):
        play(week, kept)
    return week


def main() -> None:
    """Write the week's files."""
    for day in make().days:
        name = day.day.isoformat()
        (FOLDER / f"{name}.jsonl").write_text(
            "".join(f"{line}\n" for line in day.lines), encoding="utf-8", newline="\n"
        )
        expected = ",\n".join(f' "{line}": {json.dumps(told)}' for line, told in day.expect.items())
        (FOLDER / f"{name}.expect.json").write_text(f"{{\n{expected}\n}}\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
