"""The French of the program: complete, well set, compiled, and a sentence for every code."""

import ast
import io
import re
import string
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import dev
from concierge_desk.desk import catalogue
from docs.refusals import codes_by_command

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "concierge_desk"
FRENCH = ROOT / "resources" / "locale" / "fr" / "LC_MESSAGES"
UPDATE = "python3 dev.py texts"

FAILURES = {"Refused", "EnvironmentFailure", "IntegrityFailure", "Warned", "Unreadable"}
LEGAL = {
    "{mark} sold in the name and for the account of {principal}": (
        "{mark} vendu au nom et pour le compte de {principal}"
    ),
    "Statement of the shop; it does not replace the proof of {network}.": (
        "Relevé de la conciergerie, ne remplace pas la preuve de {network}."
    ),
    "Receipt of deposit; it does not replace the proof of {network}.": (
        "Reçu de dépôt, ne remplace pas la preuve de {network}."
    ),
}

BARE_PUNCTUATION = re.compile(r"(?<!\u00a0)[:;!?»](?=\s|$)|«(?!\u00a0)")
"""A sign that French sets off, not set off; a time, a number such as A43:36 or an address is no sentence."""


def _catalogue() -> Catalog:
    with (FRENCH / "concierge_desk.po").open("rb") as source:
        return read_po(source, locale="fr")


def _each(said: object) -> list[str]:
    """Return a text, or those for one and for many."""
    return [str(text) for text in said] if isinstance(said, list | tuple) else [str(said)]


@pytest.fixture(scope="module")
def french() -> dict[str, str]:
    return {
        source: said
        for m in _catalogue()
        if m.id
        for source, said in zip(_each(m.id), _each(m.string), strict=True)
    }


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Extract what the program says, as `dev.py texts` does."""
    template = tmp_path_factory.mktemp("texts") / "concierge_desk.pot"
    command = [sys.executable, "-m", "babel.messages.frontend", "-q", *dev.text_steps(str(template))[0]]
    subprocess.run(command, cwd=ROOT, check=True)
    with template.open("rb") as source:
        return {text for message in read_po(source) if message.id for text in _each(message.id)}


def test_every_sentence_has_its_french(sources: set[str], french: dict[str, str]) -> None:
    assert len(sources) > 200
    assert sorted(text for text in sources if not french.get(text)) == [], UPDATE


def test_the_catalogue_holds_nothing_else(sources: set[str], french: dict[str, str]) -> None:
    catalogue = _catalogue()
    assert sorted(french.keys() - sources) == [], UPDATE
    assert not catalogue.obsolete, UPDATE
    assert [message.id for message in catalogue if message.id and message.fuzzy] == []


def test_the_compiled_catalogue_is_that_of_the_written_one() -> None:
    compiled = io.BytesIO()
    write_mo(compiled, _catalogue())
    assert (FRENCH / "concierge_desk.mo").read_bytes() == compiled.getvalue(), UPDATE


def test_the_french_is_filled_with_what_the_source_is_filled_with(french: dict[str, str]) -> None:
    assert {text: said for text, said in french.items() if _holes(text) != _holes(said)} == {}
    assert [text for text in french if not all(name.isidentifier() for name in _holes(text))] == []


def _holes(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def test_nobody_is_told_of_errors_and_exceptions(french: dict[str, str]) -> None:
    assert [said for said in french.values() if re.search("erreur|exception", said, re.IGNORECASE)] == []


def test_the_french_is_set_as_french_is(french: dict[str, str]) -> None:
    said = french.values()
    assert [text for text in said if BARE_PUNCTUATION.search(text)] == []
    assert [text for text in said if "  " in text or text != text.strip()] == []
    assert [text for text in said if "’" in text] == [], "typed as keyboards have it: the reader sets it"


@pytest.mark.parametrize(
    ("text", "is_bare"),
    [
        ("Il manque\u00a0: rien.", False),
        ("Il manque : rien.", True),
        ("Il manque: rien.", True),
        ("Quel article\u202f?", True),
        ("«\u00a0oui\u00a0»", False),
        ("« oui »", True),
        ("à 08:04:31, ancre A43:36853f432427aa82, concierge-desk --help", False),
    ],
)
def test_what_counts_as_bare_punctuation(text: str, is_bare: bool) -> None:
    assert bool(BARE_PUNCTUATION.search(text)) == is_bare


def test_the_legal_mentions_read_word_for_word(french: dict[str, str]) -> None:
    assert {source: french.get(source) for source in LEGAL} == LEGAL


def test_what_is_marked_is_a_text() -> None:
    """A mark on anything but a literal marks nothing: the sentence would stay English."""
    places = {"N_": 1, "NN_": 2}
    assert not [
        f"{path.name}:{call.lineno}"
        for path, call in _calls()
        if _name(call) in places
        and [isinstance(arg, ast.Constant) and isinstance(arg.value, str) for arg in call.args]
        != [True] * places[_name(call)]
    ]


def test_every_declared_code_has_its_sentence() -> None:
    said = catalogue.messages()
    assert {
        f"{name}: {code}"
        for name, told in codes_by_command().items()
        for code in (*told.refusals, *told.warnings)
        if code not in said
    } == set()


def test_every_code_written_in_the_package_has_its_sentence() -> None:
    said = catalogue.messages()
    written = {
        f"{path.relative_to(ROOT).as_posix()}:{call.lineno}": code
        for path, call in _calls()
        if _name(call) in FAILURES and call.args
        for code in _literals(call.args[0])
    }
    assert len(written) > 100
    assert {where: code for where, code in written.items() if not _has_sentence(where, code, said)} == {}


def _has_sentence(where: str, code: str, said: Mapping[str, str]) -> bool:
    """Say whether a code has its sentence; a word alone, of a mechanism that makes services, in each that it makes."""
    if "." in code:
        return code in said
    mechanism = where.partition("mechanisms/")[2].partition("/")[0]
    made = [service.code for service in catalogue.services() if _made_by(service.code) == mechanism != ""]
    return bool(made) and all(f"{one}.{code}" in said for one in made)


def _made_by(code: str) -> str | None:
    """Return the mechanism that makes a service; None for one that says all itself."""
    record = PACKAGE / "services" / code / "__init__.py"
    found = (
        re.search(r"^SERVICE = (\w+)\.service\(", record.read_text("utf-8"), re.MULTILINE)
        if record.is_file()
        else None
    )
    return None if found is None else found[1]


def _calls() -> Iterator[tuple[Path, ast.Call]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))):
            if isinstance(node, ast.Call):
                yield path, node


def _name(call: ast.Call) -> str:
    return str(getattr(call.func, "attr", None) or getattr(call.func, "id", ""))


def _literals(node: ast.expr) -> Iterator[str]:
    """Yield the codes an argument may be: a text, or the two of a choice."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)


def test_marked_sentences_are_found_wherever_they_stand() -> None:
    module = b"""
fr("plain")
frame.say("asked", x=1)
label = f"{fr('inside')} {frame.say('{lines} lines', **told)}"
N_("joined "
   "up")
fr(KINDS["kind"])
say(sentence)
other("other")
fr()
NN_("one", "{count} of them")
speech.count("one more", "{count} more", n, of="it")
text.count("x")
"""
    found = dev.marked_texts(io.BytesIO(module), (*dev.TEXT_MARKS, *dev.COUNT_MARKS), ())
    plain = {("plain",), ("asked",), ("inside",), ("{lines} lines",), ("joined up",)}
    counted = {("one", "{count} of them"), ("one more", "{count} more")}
    assert {texts for _, _, texts, _ in found} == plain | counted


def test_the_command_extracts_updates_and_compiles(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[tuple[str, ...]] = []
    statuses = {"extract": 0, "update": 0, "compile": 0}

    def call(*command: str) -> int:
        called.append(command)
        return statuses[next(word for word in command if word in statuses)]

    monkeypatch.setattr(dev, "set_up", lambda _lock: Path("PY"))
    monkeypatch.setattr(dev, "call", call)
    assert dev.main(["texts"]) == 0
    assert [command[:3] for command in called] == [("PY", "-m", "babel.messages.frontend")] * 3
    statuses["update"] = 1
    called.clear()
    assert dev.main(["texts"]) == 1
    assert len(called) == 2
    assert dev.main(["texts", "more"]) == 4
