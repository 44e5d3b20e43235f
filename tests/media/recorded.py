"""Machines as the kernel shows them, built from a sheet (`sysfs/`), so that no stick need be plugged in."""

from pathlib import Path

SHEETS = Path(__file__).parent / "sysfs"
MOUNTS = "proc/self/mounts"


def build(sheet: str, tree: Path) -> Path:
    """Lay the files, links and mount table of a sheet under a folder."""
    mounts: list[str] = []
    for line in (SHEETS / f"{sheet}.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        if line.startswith("mount: "):
            mounts.append(line.removeprefix("mount: ").replace("@", str(tree)))
        elif " -> " in line:
            link, _, where = line.partition(" -> ")
            place = _place(tree, link)
            place.symlink_to(where)
        else:
            file, _, content = line.partition(" = ")
            _place(tree, file).write_text(f"{content}\n", encoding="utf-8")
    _place(tree, MOUNTS).write_text("".join(f"{line}\n" for line in mounts), encoding="utf-8")
    for line in mounts:
        seen = Path(line.split()[1].replace("\\040", " "))
        if seen.is_relative_to(tree) and seen.name != "partie":
            seen.mkdir(parents=True)
    return tree


def _place(tree: Path, name: str) -> Path:
    place = tree / name
    place.parent.mkdir(parents=True, exist_ok=True)
    return place
