"""The shelf: items that come and go, slips, opening hours."""

import re
from collections import Counter
from typing import Any

from tests.scenarios.books.arithmetic import LIST, carrier_of, later, number_of
from tests.scenarios.books.sheet import Book, Item, Waiting


class ShelfBook(Book):
    """Everything that lies here or leaves."""

    # Items.

    def relay_receive(self, raw: dict[str, Any], ref: str) -> None:
        number = number_of(raw["tracking"]) if "tracking" in raw else None
        carrier = raw["carrier"].lower() if "carrier" in raw else carrier_of(number or "")
        owner = LIST["owners"].get(carrier, LIST["owners"]["others"])
        presented = raw.get("presented_day")
        deadline, source = later(presented or self.day, LIST["keeping"][carrier]), "presented"
        if "label_deadline_day" in raw:
            deadline, source = raw["label_deadline_day"], "label"
        elif presented is None:
            source = "arrival"
        slot = self.hours.last(deadline)
        place = (raw["shelf"], self.day, presented)
        item = Item(ref, number, carrier, owner, *place, deadline, source, slot, state="cancelled")
        assert not any(
            known.here and (known.owner, known.number) == (owner, number or ref) for known in self.items
        )
        self.items.append(item)
        self.sheet.told["custodies"][ref] = {
            "tracking": number,
            "carrier": carrier,
            "principal": owner,
            "shelf": item.shelf,
            "deadline_day": deadline,
            "deadline_source": source,
            "last_useful_slot": slot,
        }
        self._becomes(item, "held", "arrivee", ref, "received")

    def _item(self, raw: dict[str, Any]) -> Item:
        """The item that is named: the one that is here, else the last one."""
        if "tracking" in raw:
            number = number_of(raw["tracking"])
            known = [item for item in self.items if item.number == number and item.state != "cancelled"]
            if "carrier" in raw:
                known = [item for item in known if item.carrier == raw["carrier"]]
        else:
            ref = re.fullmatch(r"\{custody (\d+)\}", raw["custody"])
            assert ref
            known = [item for item in self.items if item.ref == ref[1]]
        return next((item for item in known if item.here), known[-1])

    def _becomes(self, item: Item, state: str, word: str, ref: str, figure: str = "") -> None:
        """Something becomes of an item; until then it may be taken back."""
        before, item.state = item.state, state

        def undo() -> None:
            item.state = before
            self._movement(f"annulation_{word}", item)
            if figure:
                self.sheet.custody[figure] -= 1

        self._movement(word, item)
        if figure:
            self.sheet.custody[figure] += 1
        self.undoing[ref] = undo

    def relay_hand_over(self, raw: dict[str, Any], ref: str) -> None:
        self._becomes(self._item(raw), "handed_over", "remise", ref, "handed_over")

    def relay_refuse(self, raw: dict[str, Any], ref: str) -> None:
        self._becomes(self._item(raw), "refused", "refus", ref, "refused")

    def relay_report_incident(self, raw: dict[str, Any], ref: str) -> None:
        item, what = self._item(raw), raw["incident"]
        state = item.before if what == "found" else what
        if what == "not_found":
            item.before = item.state
        words = {"damaged": "avarie", "not_found": "introuvable", "misrouted": "mal_dirige"}
        words |= {"found": "retrouve", "lost": "perdu"}
        self._becomes(item, state, words[what], ref, "lost" if what == "lost" else "")
        self._matters(item, what, ref)

    def _matters(self, item: Item, what: str, ref: str) -> None:
        """What is the matter with an item, since when; until it is found, lost, or taken back."""
        kept, taken_back = list(item.matters), self.undoing[ref]

        def undo() -> None:
            taken_back()
            item.matters = kept

        if what == "lost":
            item.lost = self.day
        elif what == "found":
            item.matters = [one for one in kept if one[0] != "not_found"]
        else:
            item.matters = [*kept, (what, self.day)]
        self.undoing[ref] = undo

    def relay_move(self, raw: dict[str, Any], ref: str) -> None:
        item = self._item(raw)
        before, item.shelf = item.shelf, raw["shelf"]
        self.undoing[ref] = lambda: setattr(item, "shelf", before)

    def relay_remind(self, raw: dict[str, Any], ref: str) -> None:
        item = self._item(raw)
        item.reminded = True
        self.undoing[ref] = lambda: setattr(item, "reminded", False)

    def relay_complain(self, raw: dict[str, Any], ref: str) -> None:
        subject = LIST["complaints"].get(raw["subject"], LIST["complaints"]["others"])
        self._operation("reclamation", subject, 1)
        self.undoing[ref] = lambda: self._operation("reclamation", subject, -1)

    # What leaves.

    def relay_deposit(self, raw: dict[str, Any], ref: str) -> None:
        number = number_of(raw["tracking"]) if "tracking" in raw else None
        piece = Waiting(ref, raw["kind"], raw.get("count", 1), number, self.day)

        def undo() -> None:
            self.waiting.remove(piece)
            self.sheet.deposits -= piece.count
            self._operation("depot", piece.kind, -piece.count)

        self.waiting.append(piece)
        self.sheet.deposits += piece.count
        self._operation("depot", piece.kind, piece.count)
        self.undoing[ref] = undo

    def relay_prepare_slip(self, raw: dict[str, Any], ref: str) -> None:
        number = self._slip(raw, ref)

        def undo() -> None:
            for listed in self.slips.pop(number):
                listed.slip = None

        self.undoing[ref] = undo

    def relay_hand_to_postman(self, raw: dict[str, Any], ref: str) -> None:
        number = raw["slip"].upper() if "slip" in raw else self._slip(raw, ref)
        listed = self.slips[number]
        self._tell_slip(number, ref)
        for one in listed:
            if isinstance(one, Item):
                one.before, one.state = one.state, "returned"
                self.sheet.custody["returned"] += 1
                self._movement("retour", one)
            else:
                one.gone = True
                self.sheet.departures[number, one.kind, one.day] += one.count

    def _slip(self, raw: dict[str, Any], ref: str) -> str:
        """List what the postman takes: what is named, else all of La Poste's that is due."""
        listed: list[Item | Waiting]
        if raw["what"] == "deposits":
            listed = [piece for piece in self.waiting if not piece.gone and piece.slip is None]
        elif "trackings" in raw:
            listed = [self._item({"tracking": text}) for text in raw["trackings"]]
        else:
            listed = [
                item
                for item in self.items
                if item.owner == "LAPOSTE" and item.slip is None and self._goes_back(item)
            ]
        self.numbers[f"B-{self.day[:4]}"] += 1
        number = f"B-{self.day[:4]}-{self.numbers[f'B-{self.day[:4]}']:04d}"
        for one in listed:
            one.slip = number
        self.slips[number] = listed
        self._tell_slip(number, ref)
        return number

    def _goes_back(self, item: Item) -> bool:
        if item.state in ("refused", "misrouted"):
            return True
        return item.state in ("held", "damaged") and item.deadline < self.day

    def _tell_slip(self, number: str, ref: str) -> None:
        listed = self.slips[number]
        counts: Counter[str] = Counter()
        for one in listed:
            kind, count = ("return", 1) if isinstance(one, Item) else (one.kind, one.count)
            counts[kind] += count
        self.sheet.told["slips"][ref] = {
            "number": number,
            "counts": dict(sorted(counts.items())),
            "with_number": sum(one.number is not None for one in listed),
        }

    def relay_taken_back(self, raw: dict[str, Any], _ref: str) -> None:
        if "entry" in raw:
            (piece,) = (known for known in self.waiting if f"{{entry {known.ref}}}" == raw["entry"])
            self.sheet.departures[str(piece.slip), piece.kind, piece.day] -= piece.count
            piece.gone, piece.slip = False, None
            return
        item = self._item(raw)
        item.state, item.slip = item.before, None
        self.sheet.custody["returned"] -= 1
        self._movement("reprise", item)

    # Hours.

    def calendar_set_grid(self, raw: dict[str, Any], ref: str) -> None:
        names = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
        week = [[span.replace("-", "/") for span in raw.get(name, ())] for name in names]
        self.hours.weeks[raw["valid_from"]] = week
        self._slots_follow(ref)

    def calendar_close_on(self, raw: dict[str, Any], ref: str) -> None:
        self.hours.closed.add(raw["day"])
        self._slots_follow(ref)

    def calendar_reopen(self, raw: dict[str, Any], ref: str) -> None:
        self.hours.closed.remove(raw["day"])
        self._slots_follow(ref)

    def _slots_follow(self, ref: str) -> None:
        moved = {}
        for item in self.items:
            slot = self.hours.last(item.deadline)
            if item.here and slot != item.slot:
                moved[item.ref] = item.slot = slot
        self.sheet.told["slots_moved"][ref] = moved
