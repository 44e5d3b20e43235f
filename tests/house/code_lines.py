"""Code lines of the package by folder, without blanks, comments and docstrings: ``python -m tests.house.code_lines``."""

import ast
import sys
import tokenize
from collections import Counter
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "concierge_desk"
SILENT = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
    tokenize.ENCODING,
}


def code_lines(path: Path) -> int:
    """Return how many lines of a module say something to Python; a text counts all its lines."""
    told: set[int] = set()
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            # What stands below an assignment and tells of it is a docstring too.
            for step in node.body:
                if (
                    isinstance(step, ast.Expr)
                    and isinstance(step.value, ast.Constant)
                    and isinstance(step.value.value, str)
                ):
                    told.update(range(step.lineno, (step.end_lineno or step.lineno) + 1))
    said: set[int] = set()
    with path.open("rb") as file:
        for token in tokenize.tokenize(file.readline):
            if token.type not in SILENT:
                said.update(range(token.start[0], token.end[0] + 1))
    return len(said - told)


def by_folder(package: Path) -> Counter[str]:
    """Return the code lines below each folder of a package; services each for itself."""
    counted: Counter[str] = Counter()
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package).parts
        depth = 2 if parts[0] == "services" and len(parts) > 2 else 1
        counted["/".join(parts[:depth]) if len(parts) > 1 else "."] += code_lines(path)
    return counted


if __name__ == "__main__":
    found = by_folder(Path(sys.argv[1]) if len(sys.argv) > 1 else PACKAGE)
    for folder, count in sorted(found.items()):
        print(f"{count:7,} {folder}")
    print(f"{sum(found.values()):7,} all")
