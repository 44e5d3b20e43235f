"""Speech in one language: sentences, filled, and counted as that language counts.

Source: docs/contract.md, "Texts and resources"; docs/wording.md, "How sentences are worded".
"""

from dataclasses import dataclass

from concierge_desk.counter.texts.messages import fill, say
from concierge_desk.i18n import translate_count


@dataclass(frozen=True, slots=True)
class Speech:
    """What is said in a language.

    Attributes:
        lang: Its code, such as ``fr``.
    """

    lang: str

    def say(self, source: str, **values: object) -> str:
        """Return a source sentence in the language, filled."""
        return say(source, self.lang, **values)

    def count(self, one: str, many: str, n: int, **values: object) -> str:
        """Return the sentence for so many, filled: ``count`` is that number.

        Args:
            one: English source for one.
            many: For any other number.
            n: How many.
            values: What else it is filled with.
        """
        return fill(translate_count(one, many, n, self.lang), {"count": n, **values}, self.lang)
