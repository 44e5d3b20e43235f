"""The practice day and days of the demo, played, and everything kept that the program says and writes meanwhile.

``python -m tests.golden.play OUT``: OUT is empty or not there yet. Two commits whose OUT are the same say and write the
same; ``python -m tests.golden.compare BEFORE AFTER`` tells where they differ. Of the program its command line is played
and nothing else, so that the same play goes on both sides of a commit that moves or renames modules.
"""

import argparse
import hashlib
import json
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tests.golden.pinned import VERSION, pin

DAYS = {"ci": 2, "full": 60}
"""Of the demo, by the size of the run."""

MANIFEST = "manifest.json"
GOLDEN = Path(__file__).with_name("golden.json")
PRACTICE, DEMO, HELP = "practice", "demo", "help"
_PIECE_BYTES = 1 << 20


def play(out: Path, days: int) -> None:
    """Play everything into a folder.

    Raises:
        RuntimeError: Something is not pinned that should be.
    """
    dice = pin()
    # Only now: what is pinned stands where the program looks for it.
    from tests.golden import demo_days, practice_day, words

    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".", dir=out) as work:
        words.keep_help(out / HELP)
        practice_day.play(dice, out / PRACTICE, Path(work) / PRACTICE)
        demo_days.play(dice, out / DEMO, Path(work) / DEMO, days)
        _check_pinned(out, Path(work).name)
    kept = json.dumps(manifest_of(out), ensure_ascii=False, indent=0)
    (out / MANIFEST).write_text(f"{kept}\n", "utf-8", newline="")


def _check_pinned(out: Path, place: str) -> None:
    """Find the version of its own where the program tells one, and its place nowhere."""
    text = (out / PRACTICE / "journal" / "journal.jsonl").read_text("utf-8")
    if f'\\"software\\":\\"{VERSION}\\"' not in text:
        raise RuntimeError("the version of the program is not the pinned one")
    for path in out.rglob("*"):
        if path.is_file() and path.relative_to(out).parts[0] != place and place.encode() in path.read_bytes():
            raise RuntimeError(f"{path} tells where it was made")


def manifest_of(out: Path) -> dict[str, str]:
    """Return the SHA-256 of every file by its path, sorted."""
    files = {path.relative_to(out).as_posix(): path for path in out.rglob("*") if path.is_file()}
    return {name: _sha256(files[name]) for name in sorted(files) if name != MANIFEST}


def groups_of(manifest: Mapping[str, str]) -> dict[str, str]:
    """Return one SHA-256 for each kind of thing that a play left: its answers in French, its exports …"""
    groups: dict[str, list[str]] = {}
    for name, sha256 in manifest.items():
        groups.setdefault(group_of(name), []).append(f"{sha256}  {name}\n")
    return {group: hashlib.sha256("".join(lines).encode()).hexdigest() for group, lines in groups.items()}


def group_of(name: str) -> str:
    """Return the group of a file: ``practice/french``, ``demo/everything`` …"""
    return "/".join(name.split("/")[:-1][:2])


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def keep(out: Path, days: int) -> None:
    """Take what was played as what the program says and writes from now on."""
    known = json.loads(GOLDEN.read_text("utf-8")) if GOLDEN.exists() else {}
    GOLDEN.write_text(json.dumps(known_with(known, out, days), indent=2) + "\n", "utf-8")


def known_with(known: Mapping[str, Mapping[str, str]], out: Path, days: int) -> dict[str, dict[str, str]]:
    """Return what is known, with what was played; the demo by its days."""
    made = {name: dict(groups) for name, groups in known.items()}
    for group, sha256 in groups_of(json.loads((out / MANIFEST).read_text("utf-8"))).items():
        name, _, kind = group.partition("/")
        made.setdefault(f"{name}, {days} days" if name == DEMO else name, {})[kind or "all"] = sha256
    return made


def main() -> None:
    """Play, and tell what there is."""
    asked = argparse.ArgumentParser(prog="python -m tests.golden.play", description=__doc__)
    asked.add_argument("out", type=Path, help="a folder that is empty or not there yet")
    asked.add_argument("--days", type=int, default=DAYS["full"], help="of the demo (%(default)s)")
    asked.add_argument(
        "--keep", action="store_true", help=f"write the sums into {GOLDEN.name}: this is meant"
    )
    given = asked.parse_args()
    out = given.out.resolve()
    if out.exists() and any(out.iterdir()):
        asked.error(f"{out} is not empty")
    if given.keep and given.days not in DAYS.values():
        asked.error(f"kept are the sums of {' and '.join(map(str, DAYS.values()))} days")
    play(out, given.days)
    if given.keep:
        keep(out, given.days)
    for group, sha256 in groups_of(json.loads((out / MANIFEST).read_text("utf-8"))).items():
        sys.stdout.write(f"{sha256}  {group}\n")


if __name__ == "__main__":
    main()
