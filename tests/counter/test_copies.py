"""What a copy holds and what putting it back would do, said in every case."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from concierge_desk.counter.texts.copies import (
    Fork,
    PutBack,
    contents_lines,
    effects,
    made_words,
    opens_words,
    put_back_lines,
    size_words,
)
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


@pytest.mark.parametrize(("faults", "word"), [((), "good"), (("hash",), "not all")])
def test_whether_it_is_good(faults: tuple[str, ...] | None, word: str) -> None:
    assert word in opens_words(40, faults, "en")


@pytest.mark.parametrize(
    ("waiting", "begins"), [(0, None), (1, "Une visite n’est"), (3, "3 visites ne sont pas réglées")]
)
def test_visits_that_stay_behind(waiting: int, begins: str | None) -> None:
    told = effects(HELD, HELD, Fork("B", None, waiting), "fr")
    assert any(line.startswith(begins or "?") for line in told) == (begins is not None)


def test_when_a_copy_was_made() -> None:
    assert (
        made_words(datetime(2026, 11, 24, 18, 3, tzinfo=UTC), "fr") == "mar. 24\u00a0nov., 18\u00a0h\u00a003"
    )


DONE = PutBack("mardi 24 novembre 2026 · 18 h", FORK)


@pytest.mark.parametrize(
    ("done", "words"),
    [
        (DONE, "comme au moment de la copie\u00a0: mardi 24 novembre 2026 · 18 h."),
        (DONE, "Ce qui a été fait après n’y est plus."),
        (DONE, "la lettre B"),
        (replace(DONE, fork=Fork("C", "2026-11-25")), "jusqu’au mercredi 25 novembre 2026"),
        (replace(DONE, last_z="Z-2026-0013"), "Gardez la clôture Z-2026-0013"),
        (replace(DONE, kept="/x/avant.db"), "/x/avant.db"),
        (replace(DONE, visits=2), "n’y sont plus\u00a0: 2"),
        (replace(DONE, faults=1), "vérifiez le journal"),
    ],
)
def test_what_is_said_once_it_is_put_back(done: PutBack, words: str) -> None:
    told = list(put_back_lines(done, "fr"))
    assert any(words in line for line in told), told
    if done is DONE:
        assert len(told) == 4
