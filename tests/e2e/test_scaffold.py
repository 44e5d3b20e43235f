"""``dev.py service``: an empty service is written, and everything is green with it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from provisioning import scaffold
from provisioning.terminal import SetUpError
from tests.e2e.driver import FULL, Ended, environment

ROOT = Path(__file__).parents[2]
PARTS = (
    "concierge_desk",
    "resources",
    "docs",
    "tests",
    "bench",
    "stubs",
    "provisioning",
    "pyproject.toml",
    "dev.py",
    "README.md",
)
CODE, NAME, FRENCH = "specimen", "A specimen", "Essai d'office"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The house with one service more, its catalogue compiled."""
    folder = tmp_path_factory.mktemp("house")
    for part in PARTS:
        if (ROOT / part).is_dir():
            # What was compiled stays: it is known by the same times.
            left = shutil.ignore_patterns("*-pytest-*.pyc", "*.pyc.*", "*.png")
            shutil.copytree(ROOT / part, folder / part, ignore=left)
        else:
            shutil.copy(ROOT / part, folder)
    scaffold.write(folder, CODE, NAME, FRENCH)
    steps = (
        "import dev, tempfile\n"
        "from babel.messages.frontend import CommandLineInterface\n"
        "with tempfile.TemporaryDirectory() as made:\n"
        "    for step in dev.text_steps(made + '/concierge_desk.pot'):\n"
        "        CommandLineInterface().run(['pybabel', *step])\n"
    )
    for words in (("-c", steps), ("docs/generate.py",), ("docs/confirmations.py",)):
        done = python(folder, *words)
        assert done.status == 0, done.err
    return folder


def python(folder: Path, *words: str, **more: str) -> Ended:
    """Run Python in the house with the new service, with more in its environment; its contract takes a minute."""
    done = subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env=environment(PYTHONPATH=str(folder), **more),
        capture_output=True,
        stdin=subprocess.DEVNULL,
        timeout=900,
        check=False,
    )
    return Ended(done.returncode, done.stdout, done.stderr.decode("utf-8", "backslashreplace"))


def test_nothing_but_the_registry_and_the_french_is_touched(tmp_path: Path) -> None:
    for place in (scaffold.REGISTRY, scaffold.CATALOGUE):
        (tmp_path / place).parent.mkdir(parents=True)
        shutil.copy(ROOT / place, tmp_path / place)
    before = {path: path.read_text("utf-8") for path in tmp_path.rglob("*.*") if path.is_file()}
    written = scaffold.write(tmp_path, CODE, NAME, FRENCH)
    own = (f"concierge_desk/services/{CODE}/", f"tests/services/{CODE}/")
    assert {place for place in written if not place.startswith(own)} == {
        scaffold.REGISTRY,
        scaffold.CATALOGUE,
    }
    registry = (tmp_path / scaffold.REGISTRY).read_text("utf-8").splitlines()
    assert len(registry) == len(before[tmp_path / scaffold.REGISTRY].splitlines()) + 1
    assert (
        (tmp_path / scaffold.CATALOGUE).read_text("utf-8").startswith(before[tmp_path / scaffold.CATALOGUE])
    )
    with pytest.raises(SetUpError, match="déjà un service"):
        scaffold.write(tmp_path, CODE, NAME, FRENCH)


@pytest.mark.parametrize(
    "arguments", [[], ["loans"], ["Loans", "Loans", "Prêts"], ["a b", "x", "y"], ["loans", " ", "y"]]
)
def test_what_is_asked_badly_is_told_how(arguments: list[str]) -> None:
    with pytest.raises(SetUpError, match=r"dev\.py service|tel que"):
        scaffold.asked(arguments)


def test_its_contract_its_tests_and_those_of_the_house_are_green(house: Path) -> None:
    """In one process: its own tests, what is tried of each service for this one, and what holds for the house."""
    of_each = ("services/test_contract", "counter/test_telling", "counter/test_reverse")
    # What is confirmed is told of every service in this very run.
    whole = ("texts", "rules", "docs", *(("confirmations",) if FULL else ()))
    ways = ("tests/ui/ways/test_commands.py", "commands and (has_a_way or counter)")
    files = [f"tests/{name}.py" for name in (*of_each, *(f"house/test_{name}" for name in whole))]
    named = " or ".join((CODE, *(f"test_{name}" for name in whole), ways[1]))
    picked = ("-k", f"({named}) and not test_what_a_page_names_is_there")
    files += [f"tests/services/{CODE}", ways[0]]
    # The ways of the others are gone without it in this very run, and beside it at full size.
    alone = {} if FULL else {"CONCIERGE_DESK_WAYS_OF": CODE}
    done = python(house, "-m", "pytest", "-q", "-p", "no:cacheprovider", *files, *picked, **alone)
    assert done.status == 0, done.out.decode()[-3000:]
    assert b" passed" in done.out


def test_it_is_typed_and_in_shape(house: Path) -> None:
    package = f"concierge_desk/services/{CODE}"
    for words in (
        ("ruff", "check", package, f"tests/services/{CODE}"),
        ("ruff", "format", "--check", package, f"tests/services/{CODE}"),
        ("mypy", package),
    ):
        done = python(house, "-m", *words)
        assert done.status == 0, done.out.decode()[-3000:]


def test_it_is_played_on_the_command_line(house: Path) -> None:
    data = house / "poste"
    at = ("--clock", "2026-11-25T08:00")
    made = python(
        house, "-m", "concierge_desk", "--data", str(data), "init", "--site", "ampere", "--practice", *at
    )
    assert made.status == 0, made.err
    lines = house / "day.jsonl"
    op = "01970000-0000-7000-8000-00000000000"
    lines.write_text(
        f'{{"op":"{op}1","do":"day.open","float_cents":8000}}\n{{"op":"{op}2","do":"{CODE}.note","count":3}}\n'
    )
    done = python(house, "-m", "concierge_desk", "--data", str(data), "record", str(lines), "--json", *at)
    assert done.status == 0, done.err
    assert done.answers[1]["result"] == {"count": 3}
