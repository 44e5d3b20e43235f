"""The two locks agree, and hold what the project asks for."""

import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from provisioning import locks
from provisioning.locks import RUN, TEST
from provisioning.terminal import SetUpError

ROOT = Path(__file__).resolve().parents[2]


def entries(lock: str) -> dict[str, str]:
    return locks.entries(locks.lock_path(ROOT, lock))


def requirement(entry: str) -> Requirement:
    return Requirement(entry.splitlines()[0].rstrip(" \\"))


def hashes(entry: str) -> set[str]:
    return {line.strip(" \\") for line in entry.splitlines()[1:]}


def test_what_runs_is_tested_in_the_same_version_and_the_same_bytes() -> None:
    run, test = entries(RUN), entries(TEST)
    assert set(run) < set(test)
    for name, entry in run.items():
        mine, theirs = requirement(entry), requirement(test[name])
        assert (mine.name, mine.specifier) == (theirs.name, theirs.specifier)
        assert mine.extras <= theirs.extras
        assert hashes(entry) == hashes(test[name]) != set()


@pytest.mark.parametrize("lock", [RUN, TEST])
def test_each_line_is_pinned_once_with_its_bytes(lock: str) -> None:
    text = locks.lock_path(ROOT, lock).read_text("utf-8")
    found = entries(lock)
    kept = "\n".join(line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#"))
    assert "\n".join(found.values()) == kept
    assert all("--hash=sha256:" in entry for entry in found.values())


def test_what_the_project_asks_for_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    groups = project["dependency-groups"]
    for lock, wanted in (
        (RUN, [*project["project"]["dependencies"], *groups["build"]]),
        (TEST, [*project["project"]["dependencies"], *groups["build"], *groups["dev"]]),
    ):
        found = entries(lock)
        for asked in map(Requirement, wanted):
            pinned = requirement(found[locks.normal_name(asked.name)])
            assert asked.specifier.contains(str(pinned.specifier).removeprefix("==")), asked
            assert asked.extras <= pinned.extras


def test_a_shop_does_not_pay_for_what_developers_need() -> None:
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["dependency-groups"]
    assert not {locks.normal_name(Requirement(asked).name) for asked in groups["dev"]} & set(entries(RUN))


def test_extras_stay_in_the_lock() -> None:
    """A pip that looks for an extra where the lock names none goes its own way."""
    assert all("--no-strip-extras" in command for command in locks.LOCK_COMMANDS)
    assert requirement(entries(TEST)["coverage"]).extras == {"toml"}


def test_entries_are_read_as_they_stand(tmp_path: Path) -> None:
    path = tmp_path / "lock.txt"
    path.write_bytes(
        b"# made by\r\nA.b_c[x,y]==1 ; python_version < '4' \\\r\n    --hash=sha256:00 \\\r\n    --hash=sha256:01\r\n"
        b"    # via d\r\nd==2 --hash=sha256:02\r\n"
    )
    assert locks.entries(path) == {
        "a-b-c": "A.b_c[x,y]==1 ; python_version < '4' \\\n    --hash=sha256:00 \\\n    --hash=sha256:01",
        "d": "d==2 --hash=sha256:02",
    }
    with pytest.raises(SetUpError, match=r"gone\.txt ne peut pas être lu"):
        locks.entries(tmp_path / "gone.txt")
