"""Answers of a first start as the tables of a site file: one set of checks for both (`counter.site`). Pure.

Source: decision 0066; docs/contract.md, "Words".
"""

import re
import unicodedata
from collections.abc import Collection, Mapping
from typing import Any

from stdnum.fr import siret

from concierge_desk.counter.day.opening import WEEKDAYS
from concierge_desk.counter.site import require_own_siret, site_of
from concierge_desk.domain.errors import Refused
from concierge_desk.frame.first_start.answers import Answers
from concierge_desk.frame.first_start.face import Surroundings
from concierge_desk.frame.first_start.step import Problem

PLACE, WEEK, PEOPLE, OFFICE = "place", "week", "people", "office"
"""Codes of the steps that a site file is made of."""

MOST_PEOPLE = 4
HALVES = ("morning", "afternoon")

_FISCAL_YEAR, _DRAWER = "01-01", "MAIN"
"""What nearly every shop has: a year that begins in January, one drawer for all."""
_UNNAMED, _NO_SIRET = "—", "0" * 14
"""Stand in the place of what is not asked yet, while another step is checked."""
_LONGEST_CODE = 6
_SPAN = re.compile(
    r"\s*([0-9]{1,2})\s*[h:.]?\s*([0-9]{2})?\s*(?:-|–|—|à|to)\s*([0-9]{1,2})\s*[h:.]?\s*([0-9]{2})?\s*h?\s*",
    re.IGNORECASE,
)


def raw_site(answers: Answers, around: Surroundings, counted: Collection[str], keeper: str) -> dict[str, Any]:
    """Return the tables of a site file.

    Args:
        answers: What was answered.
        around: What the shop is set up among.
        counted: Codes of the steps whose answers count; of others stands what harms nobody.
        keeper: What whoever keeps the counter is called where nobody was named.
    """
    desk = _desk(answers) if PLACE in counted else {"name": _UNNAMED, "code": "NEW1", "siret": _NO_SIRET}
    week = WEEK in counted
    desk |= {
        "timezone": (week and answers.text("desk.timezone")) or around.zone,
        "holidays": (week and answers.text("desk.holidays")) or around.regions[0],
        "fiscal_year_start": _FISCAL_YEAR,
        "drawer": _DRAWER,
    }
    people = _people(answers) if PEOPLE in counted else [keeper]
    return {
        "desk": desk,
        "operators": [{"code": f"o{place:02}", "name": name} for place, name in enumerate(people, start=1)],
        "opening": [{"valid_from": around.today, **_week(answers)}] if week else [],
        "services": _services(answers, around) if OFFICE in counted else around.services,
    }


def site_problem(
    answers: Answers, around: Surroundings, step: str, words: Mapping[str, str]
) -> Problem | None:
    """Return what a site file would refuse of the answers of one step.

    Args:
        answers: What was answered.
        around: What the shop is set up among.
        step: Code of the step.
        words: English source of what to do, by the field of the site file that is refused.
    """
    try:
        site = site_of(raw_site(answers, around, {step}, _UNNAMED))
        if step == PLACE:
            require_own_siret(site)
    except Refused as refusal:
        field = str(refusal.params.get("field", "desk.siret"))
        return Problem(_typed_at(field), words[field.partition("[")[0] if "[" in field else field])
    return None


def code_for(name: str) -> str:
    """Return a code for a desk by the name of its shop, such as ``CSA1``; a shop without letters has one too."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().upper()
    words = re.findall(r"[A-Z]+", plain)
    letters = "".join(word[0] for word in words) if len(words) > 1 else "".join(words)[: _LONGEST_CODE // 2]
    return f"{letters[:_LONGEST_CODE] or 'C'}1"


def session_of(text: str) -> str:
    """Return hours as a site file says them: ``8h-11h30``, ``8:00–11:30`` and ``8 à 11.30`` are ``08:00-11:30``.

    What is none of these is returned as it is: who reads it refuses it.
    """
    found = _SPAN.fullmatch(text)
    if found is None:
        return text.strip()
    opens, past, closes, later = found.groups()
    return f"{int(opens):02}:{past or '00'}-{int(closes):02}:{later or '00'}"


def has_hours(answers: Answers) -> bool:
    """Say whether any hours were typed."""
    return any(answers.text(f"{day}.{half}") for day in WEEKDAYS for half in HALVES)


def _desk(answers: Answers) -> dict[str, Any]:
    name = answers.text("desk.name")
    desk: dict[str, Any] = {
        "name": name,
        "code": answers.text("desk.code").upper() or code_for(name),
        "siret": siret.compact(answers.text("desk.siret")),
        "legal": [answers.text("desk.legal")] if answers.text("desk.legal") else [],
        "address": [line for part in ("street", "town") if (line := answers.text(f"desk.{part}"))],
    }
    return desk | {part: text for part in ("rcs", "vat_number") if (text := answers.text(f"desk.{part}"))}


def _week(answers: Answers) -> dict[str, list[str]]:
    found = {
        day: [session_of(text) for half in HALVES if (text := answers.text(f"{day}.{half}"))]
        for day in WEEKDAYS
    }
    return {day: sessions for day, sessions in found.items() if sessions}


def _people(answers: Answers) -> list[str]:
    names = [answers.text(f"operator.{place}") for place in range(1, MOST_PEOPLE + 1)]
    return [name for name in names if name]


def _services(answers: Answers, around: Surroundings) -> dict[str, dict[str, Any]]:
    services = {code: dict(part) for code, part in around.services.items()}
    for code, question in around.questions:
        if text := answers.text(f"{code}.{question.name}"):
            services.setdefault(code, {})[question.name] = text
    return services


def _typed_at(field: str) -> str:
    """Return the field on the screen that a field of a site file is typed into."""
    return {"operators": "operator.1", "desk.address": "desk.street"}.get(
        field, f"{field.rpartition('.')[2]}.{HALVES[0]}" if field.startswith("opening[") else field
    )
