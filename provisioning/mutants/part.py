"""Parts of the rules whose mutants are tried, with the tests that judge each; and what mutmut is told of them.

Source: decision 0040.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

from provisioning.terminal import SetUpError

COPIED = ("bench", "concierge_desk", "docs", "provisioning", "requirements", "resources", "stubs", "tests")
"""Folders that code and tests read."""

LOADED = (
    "pytest",
    "hypothesis",
    "pytestqt.plugin",
    "PySide6.QtTest",
    "sqlcipher3",
    "concierge_desk.desk.desk",
)
"""Loaded once, before a process is forked for each mutant; tests are not: pytest names them otherwise the second time."""

PRELOAD = "preload.txt"

_EARLY = ("-W", "ignore::pytest.PytestAssertRewriteWarning")
"""What pytest has to say of plugins that were loaded before it asked for them."""

_NO_WORDS = r"raise (?:ValueError|TypeError|BadRow|NotCanonical|canonical\.NotCanonical)\("
"""What these say is for whoever reads a log, and free; that they are raised is not."""

_NEEDLESS = ("xdist", "pytest_cov", "cacheprovider", "unraisableexception", "threadexception")
"""Plugins that cost each of some thousand mutants a tenth of a second and judge none."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the rules, and the tests that judge it."""

    name: str
    path: str
    tests: tuple[str, ...]

    @property
    def test_paths(self) -> tuple[str, ...]:
        """Where its tests are, without the words that choose among them."""
        return tuple(takewhile(lambda word: not word.startswith("-"), self.tests))


_NO_READERS = "--ignore=tests/services/test_contract.py"
"""Reads the source of a service, in which all its mutants stand beside one another."""

PARTS = (
    Part("domain", "concierge_desk/domain", ("tests/domain",)),
    Part("till", "concierge_desk/counter/till", ("tests/counter",)),
    Part("day", "concierge_desk/counter/day", ("tests/counter",)),
    Part("relay", "concierge_desk/services/relay/model", ("tests/services", "-k", "relay", _NO_READERS)),
    *(
        Part(
            name,
            f"concierge_desk/mechanisms/{name}/model",
            # The first user tries them too.
            ("tests/mechanisms", "tests/services", "-k", "relay or mechanisms", _NO_READERS),
        )
        for name in ("custody", "slips")
    ),
    Part("shop", "concierge_desk/services/shop/model", ("tests/services", "-k", "shop", _NO_READERS)),
    Part("signing", "concierge_desk/signing", ("tests/signing",)),
)
"""What must never be wrong by a sign or a boundary."""


def asked(root: Path, word: str) -> Part:
    """Return the part of that name, or the piece of a part that a path names.

    Raises:
        SetUpError: When there is none.
    """
    for part in PARTS:
        if word == part.name:
            return part
        if f"{word}/".startswith(f"{part.path}/") and (root / word).exists():
            return Part(word.replace("/", "+"), word, part.tests)
    names = ", ".join(part.name for part in PARTS)
    raise SetUpError(f"« {word} » n'est ni une partie ({names}) ni un chemin d'une partie.")


def settings(part: Part) -> str:
    """Return what mutmut reads in the copy of a part: its ``setup.cfg``."""
    pattern = part.path if part.path.endswith(".py") else f"{part.path}/*"
    copied = [name for name in COPIED if name != "concierge_desk"]
    lists = {
        "source_paths": ["concierge_desk"],
        "only_mutate": [pattern],
        "also_copy": [*copied, "dev.py", "README.md"],
        "do_not_mutate_patterns": [_NO_WORDS],
        "pytest_add_cli_args_test_selection": part.tests,
        "pytest_add_cli_args": [*_EARLY, *(word for plugin in _NEEDLESS for word in ("-p", f"no:{plugin}"))],
    }
    # A server that has run no test forks each mutant: nothing an earlier test kept in memory judges it.
    words = {
        "process_isolation": "forkserver",
        "forkserver_warmup": "import",
        "preload_modules_file": PRELOAD,
        "use_git_change_detection": "false",
        "track_dependencies": "false",
        "timeout_multiplier": "3",
        "timeout_constant": "10",
    }
    lines = [f"{key}=\n" + "\n".join(f"    {value}" for value in values) for key, values in lists.items()]
    return "\n".join(["[mutmut]", *lines, *(f"{key}={value}" for key, value in words.items())]) + "\n"
