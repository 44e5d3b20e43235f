"""The coverage floors of the gate: 100 % of the rules, 90 % of the rest (docs/contract.md, "Set-up and code rules").

After a whole run with ``--cov`` the session fails when a floor is not reached; a partial run is not
judged. Lines and branches count alike. The lines that no test reached are told from the same report: to make
another one, such as pytest-cov's, takes as long again.
"""

import io
import json
import re
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

RULES = re.compile(r"concierge_desk/(?:domain/|(?:services|mechanisms)/[^/]+/model(?:\.py$|/|_\w+\.py$))")
PARTIAL = ("keyword", "markexpr", "lf", "stepwise", "deselect", "ignore", "ignore_glob", "collectonly")


@dataclass(frozen=True)
class Floor:
    """A group of modules and the share of it that the tests must reach."""

    name: str
    percent: int


RULES_FLOOR = Floor("domain, services/*/model, mechanisms/*/model", 100)
REST_FLOOR = Floor("everything else", 90)


@dataclass(frozen=True)
class Measured:
    """What the tests reached of one module, in lines and branches."""

    file: str
    reached: int
    possible: int


def floor_of(file: str) -> Floor:
    """Return the floor that a module stands under."""
    return RULES_FLOOR if RULES.match(file.replace("\\", "/")) else REST_FLOOR


def measured_of(report: Mapping[str, Any]) -> list[Measured]:
    """Return the figures of coverage's JSON report, module by module."""
    return [
        Measured(
            file.replace("\\", "/"),
            found["summary"]["covered_lines"] + found["summary"].get("covered_branches", 0),
            found["summary"]["num_statements"] + found["summary"].get("num_branches", 0),
        )
        for file, found in report["files"].items()
    ]


def missed_of(report: Mapping[str, Any]) -> list[str]:
    """Return one line for each module with lines and ways that no test took: ``file  4: 3 7-9 12->14``.

    A way from or to a line that is told is not told beside it.
    """
    told = []
    for file, found in sorted(report["files"].items()):
        lines = found["missing_lines"]
        ways = [
            f"{begin}->{end if end > 0 else 'exit'}"
            for begin, end in found.get("missing_branches", ())
            if not {begin, end} & set(lines)
        ]
        if lines or ways:
            told.append(f"{file}  {len(lines) + len(ways)}: {' '.join([*_spans(lines), *ways])}")
    return told


def _spans(lines: Iterable[int]) -> list[str]:
    """Return numbers as spans: ``3``, ``7-9``."""
    spans: list[list[int]] = []
    for line in sorted(lines):
        if spans and line == spans[-1][1] + 1:
            spans[-1][1] = line
        else:
            spans.append([line, line])
    return [str(first) if first == last else f"{first}-{last}" for first, last in spans]


def judge(modules: Iterable[Measured]) -> tuple[list[str], bool]:
    """Return one line for each floor, then the modules that pull it down; and whether all hold."""
    lines: list[str] = []
    holds = True
    by_floor: dict[Floor, list[Measured]] = {RULES_FLOOR: [], REST_FLOOR: []}
    for module in modules:
        by_floor[floor_of(module.file)].append(module)
    for floor, group in by_floor.items():
        reached, possible = sum(m.reached for m in group), sum(m.possible for m in group)
        enough = reached * 100 >= possible * floor.percent
        holds = holds and enough
        share = f"{reached}/{possible} lines and branches ({_percent(reached, possible)})"
        lines.append(f"{'ok' if enough else 'BELOW'}  {floor.name}: {share}, floor {floor.percent} %")
        if not enough:
            worst = sorted((m for m in group if m.reached < m.possible), key=lambda m: m.reached - m.possible)
            lines += [f"       {m.file}: {m.possible - m.reached} missed of {m.possible}" for m in worst[:20]]
    return lines, holds


def _percent(reached: int, possible: int) -> str:
    hundredths = reached * 10_000 // possible if possible else 10_000
    return f"{hundredths // 100}.{hundredths % 100:02d} %"


class CoverageFloor:
    """The plugin: judges at the end of a whole run, speaks in the summary."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.missed: list[str] = []

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Fail a session that passed its tests but not its floors."""
        coverage = _coverage_of(session.config)
        if (
            is_worker(session.config)
            or coverage is None
            or not is_whole(session.config)
            or session.testscollected == 0
        ):
            return
        report = _json_report(coverage)
        self.missed = missed_of(report)
        self.lines, holds = judge(measured_of(report))
        if not holds and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    @pytest.hookimpl(trylast=True)
    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say which lines no test reached and which floors hold, above the closing line."""
        if self.lines:
            terminalreporter.section("lines that no test reached", sep="-")
            for line in self.missed:
                terminalreporter.write_line(line)
            holds = not any(line.startswith("BELOW") for line in self.lines)
            terminalreporter.section("coverage floors" if holds else "coverage floors: NOT REACHED", sep="=")
            for line in self.lines:
                terminalreporter.write_line(line, red=line.startswith("BELOW"))


def is_whole(config: pytest.Config) -> bool:
    """Tell whether the whole suite was asked for: no path, no selection."""
    whole = config.args_source is not pytest.Config.ArgsSource.ARGS
    return whole and not any(config.getoption(option, default=None) for option in PARTIAL)


def is_worker(config: pytest.Config) -> bool:
    """Tell whether this process does a part of another's run, which alone sees the whole."""
    return hasattr(config, "workerinput")


def _coverage_of(config: pytest.Config) -> Any:
    controller = getattr(config.pluginmanager.getplugin("_cov"), "cov_controller", None)
    return getattr(controller, "cov", None)


def _json_report(coverage: Any) -> Mapping[str, Any]:
    with tempfile.TemporaryDirectory() as folder, redirect_stdout(io.StringIO()):
        target = Path(folder, "coverage.json")
        coverage.json_report(outfile=str(target), ignore_errors=True)
        report: Mapping[str, Any] = json.loads(target.read_text(encoding="utf-8"))
    return report
