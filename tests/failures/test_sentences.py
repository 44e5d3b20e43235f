"""Every failure of the table has a sentence of its own, in French, that a clerk can act on."""

import re

import pytest

from concierge_desk.desk import catalogue
from concierge_desk.domain.errors import EnvironmentFailure, IntegrityFailure, Param, Refused
from tests.failures.cases import CASES
from tests.failures.posts import sentence

CODES = sorted({code for code, _ in CASES.values()})
PARAMS: dict[str, Param] = {"file": "/tmp/z.pdf", "folder": "/tmp/poste", "pid": 4711}
PLAIN = {"keys.passphrase_empty", "keys.passphrase_file", "keys.wrong_passphrase"}
"""What is the case says what to do."""


@pytest.mark.parametrize("code", CODES)
def test_it_is_french_whole_and_says_what_to_do(code: str) -> None:
    french, english = sentence(code, PARAMS), sentence(code, PARAMS, "en")
    assert french not in (code, english)
    assert french[0].isupper()
    assert french[-1] == "."
    assert "?" not in french and "{" not in french
    assert not re.search("erreur|exception|error|sqlite|errno", french, re.IGNORECASE)
    # After the colon stands what to do next.
    assert code in PLAIN or re.search(r"\xa0: \w", french)


def test_no_two_failures_say_the_same() -> None:
    told = {sentence(code, {}) for code in CODES}
    assert len(told) == len(CODES)


@pytest.mark.parametrize("case", CASES)
def test_every_case_has_a_known_sentence_and_status(case: str) -> None:
    code, status = CASES[case]
    assert code in catalogue.messages()
    assert status in {family.exit_status for family in (Refused, EnvironmentFailure, IntegrityFailure)}
