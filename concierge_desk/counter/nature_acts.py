"""Acts of natures: what a mechanism says once of its commands and of their reversals, made for each of its natures.

All of it is without the code of a nature, which comes before kinds, commands, refusals, warnings, papers and periods.

Source: docs/architecture.md, "Adding a service"; decisions 0093, 0094.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

from concierge_desk.counter.natures import Decide, of_nature, own
from concierge_desk.counter.service import (
    Acts,
    AnyCommand,
    AnyReversal,
    Command,
    Reversal,
    never,
    no_result,
    no_state,
)
from concierge_desk.counter.service_nature import ServiceNature
from concierge_desk.counter.values.fields import Form
from concierge_desk.domain.journal import Data, Posted
from concierge_desk.i18n import N_

_MESSAGES: Mapping[str, str] = {
    "same_place": N_("It lies there already, on {place}: choose another place."),
    "changed_since": N_("Something came after it: take that back first, the last one first."),
    "set_again": N_("Lists are not taken back: set them again as they should be."),
}
"""What natures of every mechanism refuse alike."""


class NatureAct(NamedTuple):
    """What an act reads, (nature, rows, command or entry, context) -> state; what decides; what is answered."""

    load: Callable[..., Any] | None
    decide: Decide
    answer: Callable[[Sequence[Posted]], Data] = no_result


@dataclass(frozen=True, slots=True)
class NatureActs:
    """Acts of a mechanism.

    Attributes:
        summaries: By command, in its order, one English sentence.
        acts: By command, how it is done.
        more: By command, what else a `Command` says of it.
        back: By kind, how its acts are taken back.
        unpaid: Gives back what was paid.
        never: By kind, the code of why it is not taken back.
        messages: English sentence of each code that they refuse or warn with, beside those of all natures.
        periods: Retentions of which each nature has its own.
    """

    summaries: Mapping[str, str]
    acts: Mapping[str, NatureAct]
    more: Mapping[str, Mapping[str, Any]]
    back: Mapping[str, NatureAct]
    unpaid: Decide
    never: Mapping[str, str]
    messages: Mapping[str, str]
    periods: frozenset[str]

    def of(self, nature: ServiceNature, forms: Mapping[str, Form[Any]], but: Collection[str] = ()) -> Acts:
        """Return the acts of a nature.

        Args:
            nature: Of the mechanism.
            forms: By command, the form that has lists of the nature, where that is not the one of its command.
            but: Commands that it does without.
        """
        code = nature.code
        ways: dict[str, AnyReversal] = {
            kind: Reversal(of_nature(code, act.decide, self.periods), _load(nature, act))
            for kind, act in self.back.items()
        }
        ways["paid"] = Reversal(of_nature(code, self.unpaid, self.periods), charged=True)
        ways |= {kind: never(own(code, why)) for kind, why in self.never.items()}
        return Acts(
            tuple(self._commands(nature, forms, but)),
            {own(code, kind): way for kind, way in ways.items()},
            {own(code, word): sentence for word, sentence in {**_MESSAGES, **self.messages}.items()},
        )

    def _commands(
        self, nature: ServiceNature, forms: Mapping[str, Form[Any]], but: Collection[str]
    ) -> Iterator[AnyCommand]:
        for name, summary in self.summaries.items():
            if name not in but:
                act = self.acts[name]
                yield Command(
                    name=f"{nature.code}.{name}",
                    summary=summary,
                    load=_load(nature, act),
                    decide=of_nature(nature.code, act.decide, self.periods),
                    answer=act.answer,
                    form=forms.get(name),  # type: ignore[arg-type]  # none: that of its command
                    **self.more.get(name, {}),
                )


def _load(nature: ServiceNature, act: NatureAct) -> Callable[..., Any]:
    return no_state if act.load is None else partial(act.load, nature)
