"""Codes of places: what a shelf is called by, such as ``A3``, ``C 12`` or ``Tiroir 1``; no word that may be a name.

Source: decision 0056.
"""

import re

from concierge_desk.counter.values.codelists import fold
from concierge_desk.counter.values.journal_texts import MOST_LETTERS
from concierge_desk.domain.barred_numbers import holds_phone_number, may_identify, visible
from concierge_desk.domain.titles import bears_title

LONGEST_CODE = 8
"""Signs of a code; a longer label is read twice before it is one."""

_LETTERS = re.compile(r"[^\W\d_]+")
_ALONE = 2
"""Letters of a code without a figure."""

# No family names among them: Petit, Grand, Blanc are shelves nowhere.
_WORDS = frozenset(
    [
        "à",
        "a",
        "arriere",
        "arrière",
        "armoire",
        "au",
        "avant",
        "bac",
        "bacs",
        "bas",
        "boite",
        "boîte",
        "bureau",
        "caisse",
        "caisson",
        "carton",
        "casier",
        "cave",
        "chariot",
        "coffre",
        "coin",
        "comptoir",
        "cote",
        "côté",
        "couloir",
        "d",
        "de",
        "derriere",
        "derrière",
        "des",
        "devant",
        "droite",
        "du",
        "en",
        "entree",
        "entrée",
        "est",
        "etage",
        "étage",
        "etagere",
        "étagère",
        "fond",
        "frigo",
        "gauche",
        "guichet",
        "haut",
        "jaune",
        "l",
        "la",
        "le",
        "les",
        "meuble",
        "milieu",
        "mur",
        "nord",
        "ouest",
        "palette",
        "panier",
        "placard",
        "porte",
        "rayon",
        "rdc",
        "reserve",
        "réserve",
        "rouge",
        "sac",
        "sol",
        "sous",
        "sud",
        "sur",
        "table",
        "tiroir",
        "travee",
        "travée",
        "vert",
        "vitrine",
        "vrac",
    ]
)
"""Words of places: where a thing stands, and what it stands in."""


def is_place_code(text: str) -> bool:
    """Say whether a label is a code at first sight: at most eight letters, figures and spaces."""
    return len(text) <= LONGEST_CODE and all(sign.isalnum() or sign == " " for sign in text)


def is_telling_place(text: str) -> bool:
    """Say whether a label may tell somebody: by a word that is no place's, a title, a phone or a document's number."""
    seen = visible(text)
    words = [word for word in _LETTERS.findall(seen) if fold(word) not in _WORDS]
    short = MOST_LETTERS if any(map(str.isdigit, seen)) else _ALONE
    unknown = len(words) > 1 or any(len(word) > short for word in words)
    return unknown or bears_title(text) or holds_phone_number(text) or may_identify(text)
