"""What a copy holds and what putting it back would do, said in every case."""

from dataclasses import replace

import pytest

from concierge_desk.counter.copies import Fork, contents_lines, effects, opens_words, size_words
from concierge_desk.domain.contents import Contents

HELD = Contents("AMP1", False, "A", 40, "A40:36853f432427aa82", "2026-11-24", "Z-2026-0012", 40, 9, 12, ())
FORK = Fork("B", None)


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0\u00a0ko"),
        (1, "1\u00a0ko"),
        (369_000, "369\u00a0ko"),
        (1_000_000, "1,0\u00a0Mo"),
        (12_350_000, "12,3\u00a0Mo"),
    ],
)
def test_sizes(size: int, words: str) -> None:
    assert size_words(size, "fr").replace(" ", "\u00a0") == words


@pytest.mark.parametrize(
    ("present", "begins"),
    [
        (HELD, "Rien"),
        # The copy of a desk that went on elsewhere is younger than what is here.
        (replace(HELD, seq=12), "Rien"),
        (replace(HELD, seq=43), "Perdu\u00a0: ce qui a été écrit depuis cette copie, soit 3 écritures."),
        (replace(HELD, epoch="B", seq=41), "Perdu\u00a0: tout"),
    ],
)
def test_what_would_be_lost(present: Contents, begins: str) -> None:
    told = effects(HELD, present, FORK, "fr")
    assert told[0].startswith(begins)
    assert told[-1].endswith("la lettre B.") and told[-2].startswith("Gardé")


def test_days_that_were_lived_since_are_named() -> None:
    told = effects(HELD, HELD, Fork("C", "2026-11-25"), "en")
    assert any("Wednesday 25 November 2026" in sentence for sentence in told)


def test_contents() -> None:
    told = dict(contents_lines(HELD, "1.0", "en"))
    assert told["Last closed day"] == "Tuesday 24 November 2026 · Z-2026-0012"
    assert (
        dict(contents_lines(replace(HELD, last_day=None, last_number=None), "1.0", "en"))["Last closed day"]
        == "—"
    )


@pytest.mark.parametrize(("faults", "word"), [(None, "looked at"), ((), "good"), (("hash",), "not all")])
def test_whether_it_is_good(faults: tuple[str, ...] | None, word: str) -> None:
    assert word in opens_words(40, faults, "en")
