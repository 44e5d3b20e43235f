"""Migration set of people; which entry moves the one projection there is says `tables.moves`.

Every table but those of memberships and counts holds personal records: no entry makes them, they stand under a seal, and
erasing somebody is deleting rows of them (`seals.changing`), by the key:

- `people_person`: who somebody is; `n` is the order in which people were kept, `into` who stayed after a merge, `since` the
  first day, `seen` that of the last act on the record (the last act of a service: the newest `party_link.since` of the key).
- `people_contact`: phones as they were written, the one to call first. `people_word`: the folded words that somebody is
  found by (`name`, `street`, `phone`, `end` of one), made of both and never read as anything else.
- `people_card`: cards, with the day on which one was said to be lost. What is printed of one is in no entry.
- `people_household`: the household of somebody. `people_holder`: by party of a membership the household that holds it,
  noted before a household changes; a household is its code and nothing else.
- `people_consent`: each word that was given or taken back, with its day; `n` is the order in which they were said by
  everybody: the last of a person and thing holds, those of whoever was merged included.
- `people_proxy`: who comes for somebody (`person`): somebody else's key (`who`), or a name and a phone kept for this alone.
- `people_note`: a sentence, when it is shown, its last day.

`party_link(ref, person, since)` of the core ties the parties of entries to these keys. The names of people stand too in what
was saved of a visit (`visit.who`, `visit.step`) while it lasts; operations keep codes and counts alone.

Source: docs/contract.md, "Four kinds of tables"; decision 0085.
"""

from collections.abc import Mapping

from concierge_desk.store.connection import Connection
from concierge_desk.store.schema import Apply, Later, Migrations, Schema, run_script

migrations = Migrations("service.people")

PEOPLE = """
CREATE TABLE people_person(/* personal */
    person TEXT PRIMARY KEY, n INTEGER NOT NULL UNIQUE, family TEXT NOT NULL, given TEXT, called TEXT, email TEXT,
    street TEXT, stair TEXT, language TEXT, birth_year INTEGER, sex TEXT, qpv INTEGER, "into" TEXT,
    since TEXT NOT NULL, seen TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX people_person_into ON people_person("into") WHERE "into" IS NOT NULL;
CREATE INDEX people_person_seen ON people_person(seen);
CREATE TABLE people_contact(/* personal */
    person TEXT NOT NULL, n INTEGER NOT NULL, phone TEXT NOT NULL, PRIMARY KEY(person, n)) STRICT, WITHOUT ROWID;
CREATE TABLE people_word(/* personal */
    word TEXT NOT NULL, kind TEXT NOT NULL, n INTEGER NOT NULL, person TEXT NOT NULL,
    PRIMARY KEY(word, kind, n)) STRICT, WITHOUT ROWID;
CREATE INDEX people_word_person ON people_word(person);
CREATE TABLE people_card(/* personal */
    card TEXT PRIMARY KEY, person TEXT NOT NULL, since TEXT NOT NULL, lost_day TEXT) STRICT, WITHOUT ROWID;
CREATE INDEX people_card_person ON people_card(person, since);
CREATE TABLE people_household(/* personal */
    person TEXT PRIMARY KEY, household TEXT NOT NULL, since TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX people_household_of ON people_household(household);
CREATE TABLE people_holder(/* personal */
    party TEXT PRIMARY KEY, household TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX people_holder_of ON people_holder(household);
CREATE TABLE people_consent(/* personal */
    person TEXT NOT NULL, consent TEXT NOT NULL, n INTEGER NOT NULL, given INTEGER NOT NULL, day TEXT NOT NULL,
    PRIMARY KEY(person, consent, n)) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX people_consent_said ON people_consent(n);
CREATE TABLE people_proxy(/* personal */
    proxy TEXT PRIMARY KEY, person TEXT NOT NULL, who TEXT, name TEXT, phone TEXT, reach TEXT NOT NULL,
    mandate TEXT NOT NULL, since TEXT NOT NULL, until_day TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX people_proxy_person ON people_proxy(person);
CREATE INDEX people_proxy_who ON people_proxy(who) WHERE who IS NOT NULL;
CREATE TABLE people_note(/* personal */
    note TEXT PRIMARY KEY, person TEXT NOT NULL, text TEXT NOT NULL, shows TEXT NOT NULL, since TEXT NOT NULL,
    until_day TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX people_note_person ON people_note(person);
CREATE TABLE people_membership(
    seq INTEGER PRIMARY KEY, party TEXT NOT NULL, from_day TEXT NOT NULL, until_day TEXT NOT NULL, day TEXT NOT NULL) STRICT;
CREATE INDEX people_membership_party ON people_membership(party);
CREATE INDEX people_membership_until ON people_membership(until_day);
CREATE TABLE people_counted(
    seq INTEGER PRIMARY KEY, users INTEGER NOT NULL, month_new INTEGER NOT NULL, year_new INTEGER NOT NULL,
    households INTEGER NOT NULL) STRICT;
"""

PERSONAL = (
    *("people_person", "people_contact", "people_word", "people_card", "people_household", "people_holder"),
    *("people_consent", "people_proxy", "people_note"),
)
"""Tables of personal records; see above."""


@migrations()
def m001_people(connection: Connection) -> None:
    """Make room for people, households and memberships: nobody was kept before."""
    run_script(connection, PEOPLE)


def _moves() -> Mapping[str, Apply]:
    from concierge_desk.mechanisms.people.tables.moves import MOVES  # noqa: PLC0415  (see `Later`)

    return MOVES


SCHEMA = Schema(
    migrations=migrations,
    apply=Later(_moves),
    projections=("people_membership", "people_counted"),
    personal=PERSONAL,
)
