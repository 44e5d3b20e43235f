"""The rules of thumb of the house, held by reading the code (docs/contract.md, "Set-up and code rules").

What ruff can say it says itself (pyproject.toml); here stands what it cannot.
"""

import ast
import re
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "concierge_desk"
SET_UP = [ROOT / "dev.py", *sorted((ROOT / "provisioning").rglob("*.py"))]

MODULE_LINES = 400
FUNCTION_LINES = 50
PARAMETERS = 5
PUBLIC_METHODS = 12
METHODS_OF_A_PROTOCOL = 20
"""A Protocol is a list of what may be asked: cut in two it names a half that nobody asks for."""
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "base", "misc"}

BROAD_EXCEPT: set[str] = set()
"""The modules that may catch everything: task runner, excepthook, print worker; three, never more."""

FLOAT_FREE = ("domain", "counter", "mechanisms", "services")
FLOATS: set[str] = set()
"""Modules of those packages that may hold a float; each needs its reason beside it."""

SQL_FREE = ("domain", "counter", "cli.py", "__main__.py", "registry.py", "i18n.py", "paths.py")
SQL = re.compile(r"\b(SELECT|INSERT|UPDATE|DELETE|PRAGMA|BEGIN IMMEDIATE)\s")

CLOCK = "domain/clock.py"
REGISTER = "store/journal.py"
WRITES_REGISTER = re.compile(r"\b(?:INSERT|REPLACE)\b[^;]*\bINTO\s+journal\b", re.IGNORECASE)

Function = ast.FunctionDef | ast.AsyncFunctionDef
Module = tuple[str, ast.Module]


def _modules() -> list[Module]:
    return [
        (path.relative_to(PACKAGE).as_posix(), ast.parse(path.read_text(encoding="utf-8"), str(path)))
        for path in sorted(PACKAGE.rglob("*.py"))
    ]


@pytest.fixture(scope="module")
def modules() -> list[Module]:
    return _modules()


def functions(modules: list[Module]) -> Iterator[tuple[str, Function]]:
    for name, tree in modules:
        for node in ast.walk(tree):
            if isinstance(node, Function):
                yield f"{name}:{node.lineno} {node.name}", node


def texts(tree: ast.Module) -> Iterator[ast.Constant]:
    """Every text of a module but its docstrings (a text alone on its line is one)."""
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node


def within(name: str, places: tuple[str, ...]) -> bool:
    return any(name == place or name.startswith(f"{place}/") for place in places)


def test_the_house_is_not_empty(modules: list[Module]) -> None:
    assert len(modules) > 10


def test_no_module_is_longer_than_the_limit() -> None:
    long = {
        path.relative_to(ROOT).as_posix(): lines
        for path in [*PACKAGE.rglob("*.py"), *SET_UP]
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > MODULE_LINES
    }
    assert not long


def test_no_function_is_longer_than_the_limit(modules: list[Module]) -> None:
    assert not [
        f"{where}: {lines} lines"
        for where, node in functions(modules)
        if (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION_LINES
    ]


def test_no_function_takes_more_parameters_than_the_limit(modules: list[Module]) -> None:
    assert not [
        f"{where}: {len(taken)}"
        for where, node in functions(modules)
        if len(taken := _parameters(node)) > PARAMETERS
    ]


def _parameters(node: Function) -> list[str]:
    every = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    return [argument.arg for argument in every if argument.arg not in {"self", "cls"}]


def test_no_class_offers_more_than_the_limit(modules: list[Module]) -> None:
    over = {}
    for name, tree in modules:
        for node in ast.walk(tree):
            if not isinstance(node, ast.ClassDef):
                continue
            most = METHODS_OF_A_PROTOCOL if _is_protocol(node) else PUBLIC_METHODS
            offered = {m.name for m in node.body if isinstance(m, Function) and m.name[0] != "_"}
            if len(offered) > most:
                over[f"{name} {node.name}"] = len(offered)
    assert over == {}


def _is_protocol(node: ast.ClassDef) -> bool:
    return any(ast.unparse(base).partition("[")[0] == "Protocol" for base in node.bases)


def test_every_module_says_what_it_holds_by_its_name() -> None:
    assert not [path for path in PACKAGE.rglob("*") if path.stem.strip("_") in EMPTY_NAMES]


def test_everything_public_has_a_docstring(modules: list[Module]) -> None:
    assert not [
        f"{name}: {what}"
        for name, tree in modules
        for what, node in _public(tree)
        if ast.get_docstring(node) is None
    ]


def _public(tree: ast.Module) -> Iterator[tuple[str, ast.Module | ast.ClassDef | Function]]:
    yield "the module", tree
    for node in tree.body:
        if not isinstance(node, ast.ClassDef | Function) or node.name.startswith("_"):
            continue
        yield node.name, node
        for method in node.body if isinstance(node, ast.ClassDef) else ():
            if isinstance(method, Function) and not method.name.startswith("_") and not _repeats(method):
                yield f"{node.name}.{method.name}", method


def _repeats(method: Function) -> bool:
    """Tell an overload or a setter: its first form has the docstring."""
    return any(
        (isinstance(mark, ast.Name) and mark.id in {"overload", "override"})
        or (isinstance(mark, ast.Attribute) and mark.attr in {"setter", "deleter"})
        for mark in method.decorator_list
    )


def test_only_the_named_places_catch_everything(modules: list[Module]) -> None:
    assert len(BROAD_EXCEPT) <= 3
    found = {
        name
        for name, tree in modules
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler) and _is_broad(node.type) and not _passes_on(node)
    }
    assert found <= BROAD_EXCEPT


def _is_broad(kind: ast.expr | None) -> bool:
    if kind is None:
        return True
    named = kind.elts if isinstance(kind, ast.Tuple) else [kind]
    return any(isinstance(n, ast.Name) and n.id in {"Exception", "BaseException"} for n in named)


def _passes_on(handler: ast.ExceptHandler) -> bool:
    """Tell a handler that only tidies up and raises the same failure again."""
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def test_no_float_comes_near_money(modules: list[Module]) -> None:
    """R-2.11: amounts are whole."""
    assert not [
        f"{name}:{node.lineno}"
        for name, tree in modules
        if within(name, FLOAT_FREE) and name not in FLOATS
        for node in ast.walk(tree)
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float")
    ]


def test_the_counter_and_the_trade_speak_no_sql(modules: list[Module]) -> None:
    assert not [
        f"{name}:{text.lineno} {text.value[:60]!r}"
        for name, tree in modules
        if within(name, SQL_FREE)
        or re.fullmatch(r"(?:services|mechanisms)/\w+/(?!tables)\w+(/.*|\.py)", name)
        for text in texts(tree)
        if SQL.search(text.value)
    ]


def test_the_register_is_written_in_one_place(modules: list[Module]) -> None:
    """R-1.01: one module has the statement, and one calls it."""
    written = {name for name, tree in modules for text in texts(tree) if WRITES_REGISTER.search(text.value)}
    assert written == {REGISTER}
    called = {
        name
        for name, tree in modules
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "journal.append"
    }
    assert called == {"store/unit.py"}


def test_what_sqlite_utils_does_behind_our_back_is_not_used(modules: list[Module]) -> None:
    """These lean on sqlite3's own exceptions, which SQLCipher's driver does not raise, or drop triggers."""
    assert not [
        f"{name}:{node.lineno} {what}"
        for name, tree in modules
        for node in ast.walk(tree)
        for what in _behind_our_back(node)
    ]


def _behind_our_back(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Attribute) and node.attr in {"find_unique_name", "cached_counts"}:
        yield node.attr
    if not isinstance(node, ast.Call):
        return
    called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
    asked = {k.arg for k in node.keywords if isinstance(k.value, ast.Constant) and k.value.value is True}
    if called == "transform":
        yield "transform()"
    if "alter" in asked:
        yield "alter=True"
    if called == "drop" and "ignore" in asked:
        yield "drop(ignore=True)"


def test_returning_is_not_used(modules: list[Module]) -> None:
    assert not [
        f"{name}:{text.lineno}" for name, tree in modules for text in texts(tree) if "RETURNING" in text.value
    ]


def test_the_trade_needs_the_standard_library_alone(modules: list[Module]) -> None:
    known = sys.stdlib_module_names | {"concierge_desk"}
    assert not [
        f"{name} imports {imported}"
        for name, tree in modules
        if name.startswith("domain/")
        for imported in _imports(_run(tree))
        if imported.partition(".")[0] not in known
    ]


def _run(tree: ast.Module) -> ast.Module:
    """Return what runs of a module: without what mypy alone reads."""

    class Dropping(ast.NodeTransformer):
        def visit_If(self, node: ast.If) -> ast.AST | list[ast.stmt]:
            return node.orelse if ast.unparse(node.test) == "TYPE_CHECKING" else node

    return Dropping().visit(tree)  # type: ignore[no-any-return]


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def test_the_machines_clock_is_read_in_one_module() -> None:
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if "noqa" in (text := path.read_text(encoding="utf-8"))
        and re.search(r"noqa:[^\n]*(TID251|DTZ)", text)
    }
    assert found <= {CLOCK}


def test_the_set_up_needs_nothing_that_it_installs() -> None:
    found = {
        name.partition(".")[0] for path in SET_UP for name in _imports(ast.parse(path.read_text("utf-8")))
    }
    assert found - set(sys.stdlib_module_names) == {"provisioning"}


def test_what_is_left_to_do_has_its_issue() -> None:
    sources = [*PACKAGE.rglob("*.py"), *(ROOT / "tests").rglob("*.py"), *SET_UP]
    assert not [where for path in sources for where in _left_to_do(path)]


_TO_DO = re.compile(r"\b(TODO|FIXME|XXX)\b(?!.*#\d)")


def _left_to_do(path: Path) -> Iterator[str]:
    # Hardly a file has one: the others are not taken apart.
    if not _TO_DO.search(path.read_text("utf-8")):
        return
    with tokenize.open(path) as source:
        for token in tokenize.generate_tokens(source.readline):
            if token.type == tokenize.COMMENT and _TO_DO.search(token.string):
                yield f"{path.relative_to(ROOT).as_posix()}:{token.start[0]} {token.string}"
