"""Answers as lines of JSON: the same answer gives the same bytes.

Source: docs/contract.md, "Recording".
"""

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from concierge_desk.domain.errors import DeskError, Param

if TYPE_CHECKING:
    from concierge_desk.counter.command.operation import Answer

Render = Callable[[str, Mapping[str, Param]], str]
"""Returns the sentence of a code in the language asked."""


def answer_object(answer: "Answer", render: Render) -> dict[str, Any]:
    """Return an answer as the object its line holds."""
    if answer.refused is not None:
        return {"op": answer.op, "ok": False, "refused": failure_object(answer.refused, render)}
    return {
        "op": answer.op,
        "ok": True,
        "entries": [entry.seq for entry in answer.posted],
        "warnings": [
            {"code": warned.code, "message": render(warned.code, warned.params)} for warned in answer.warnings
        ],
        "documents": list(answer.documents),
        "ticket": answer.ticket,
        "result": dict(answer.result or {}),
    }


def failure_object(failure: DeskError, render: Render) -> dict[str, Any]:
    """Return a refusal or failure as the object that tells it, with what its sentence is filled with."""
    message = render(failure.code, failure.params)
    return {"code": failure.code, "message": message, "params": dict(failure.params)}


def json_line(told: Mapping[str, Any]) -> str:
    """Return one line of JSON, without its end."""
    return json.dumps(told, ensure_ascii=False)
