"""The till: tickets, refunds, means, prices, stock, the drawer."""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from tests.scenarios.books.arithmetic import LIST, dealt, half_up, number_of
from tests.scenarios.books.sheet import LA_POSTE, OWN, Book, Line, Ticket, Waiting


class TillBook(Book):
    """Everything that money or stock moves by."""

    # The day and its drawer.

    def day_open(self, raw: dict[str, Any], _ref: str) -> None:
        self.cash_in = 0
        self.sheet.float_cents = raw.get("float_cents", self.left)

    def session_close(self, raw: dict[str, Any], ref: str) -> None:
        if "counted_cents" in raw:
            self.till_count(raw, ref)

    def session_open(self, _raw: dict[str, Any], _ref: str) -> None:
        self.sheet.sessions += 1

    def till_count(self, raw: dict[str, Any], ref: str) -> None:
        pieces = raw.get("denominations", {})
        counted = raw.get("counted_cents", sum(int(face) * n for face, n in pieces.items()))
        self.sheet.counted = counted
        self.sheet.told["drawer_counts"][ref] = {
            "counted_cents": counted,
            "expected_cents": self.sheet.float_cents + self.cash_in,
        }

    def till_move(self, raw: dict[str, Any], _ref: str) -> None:
        self.cash_in += raw["cents"] if raw["direction"] == "in" else -raw["cents"]
        if raw["reason"] == "remittance":
            self.sheet.remitted += raw["cents"]

    def day_close(self, raw: dict[str, Any], _ref: str) -> None:
        self.left = (
            self.sheet.float_cents + self.cash_in if self.sheet.counted is None else self.sheet.counted
        )
        self.numbers[f"Z-{self.day[:4]}"] += 1
        if raw.get("parked") != "keep":
            assert not self.visits

    # Tickets.

    def till_settle(self, raw: dict[str, Any], ref: str) -> None:
        saved = self.visits.pop(raw["visit"], []) if "visit" in raw else []
        acts = {"relay.sell": self._sell, "relay.frank": self._frank, "shop.sell": self._article}
        lines = [acts[act["do"]](act, ref) for act in raw.get("acts") or saved]
        due = sum(line.cents for line in lines)
        self._tax(lines)
        exact = sum(payment.get("cents", 0) for payment in raw["payments"])
        given = sum(payment.get("given_cents", 0) for payment in raw["payments"])
        assert exact <= due <= exact + given, (self.day, ref, due, raw["payments"])
        rest = due - exact
        paid = []
        for payment in raw["payments"]:
            kept = payment["cents"] if "cents" in payment else min(payment["given_cents"], rest)
            rest -= 0 if "cents" in payment else kept
            paid.append((payment["means"], kept))
        self.sheet.change += exact + given - due
        ticket = self._ticket(lines, paid, "charged")
        self.by_op[ref] = ticket
        self.cheques += [(ticket.number, kept) for means, kept in paid if means == "cheque" and kept]
        told = {"ticket": ticket.number, "due_cents": due, "change_cents": exact + given - due}
        self.sheet.told["tickets"][ref] = {**told, "lines": [line.told for line in lines]}

    def till_refund(self, raw: dict[str, Any], ref: str) -> None:
        sold = self.tickets[raw["ticket"]]
        asked = []
        for row in raw["lines"]:
            line = sold.lines[row["line"] - 1]
            asked.append((line, row.get("quantity", line.pieces - line.back)))
        given = [
            (known["means"], -known.get("cents", 0) - known.get("given_cents", 0))
            for known in raw.get("payments", ())
        ]
        self._give_back(sold, asked, given, ref)

    def _give_back(
        self, sold: Ticket, asked: Sequence[tuple[Line, int]], given: Sequence[tuple[str, int]], ref: str
    ) -> None:
        """A part goes back as it was said, or by the one means of its ticket; a whole ticket by all of them."""
        lines = [self._back(line, pieces) for line, pieces in asked]
        due = sum(line.cents for line in lines)
        held = [(means, sum(funds.values())) for means, funds in sold.held.items() if sum(funds.values())]
        whole = [(means, -cents) for means, cents in held]
        paid = given or ([(held[0][0], due)] if len(held) == 1 else whole)
        assert sum(cents for _, cents in paid) == due, (self.day, ref)
        ticket = self._ticket(lines, paid, "refunded")
        for means, cents in paid:
            # That very one goes back: it has to be there.
            if means == "cheque":
                self.cheques.remove((sold.number, -cents))
        for means, funds in ticket.held.items():
            for fund, cents in funds.items():
                sold.held[means][fund] = sold.held[means].get(fund, 0) + cents
        told = {"ticket": ticket.number, "refunded_cents": -due, "lines": [line.told for line in lines]}
        self.sheet.told["tickets"][ref] = told

    def _back(self, line: Line, pieces: int) -> Line:
        def part(cents: int) -> int:
            after = half_up(Fraction(cents * (line.back + pieces), line.pieces))
            return after - half_up(Fraction(cents * line.back, line.pieces))

        cents, vat = part(line.cents), part(line.vat)
        line.back += pieces
        line.undo(pieces)
        if line.word:
            self._operation(line.word, line.what, -pieces, -cents)
        return Line(line.fund, -cents, -pieces, line.rate, line.undo, vat=-vat)

    def till_correct_means(self, raw: dict[str, Any], _ref: str) -> None:
        ticket = self.tickets[raw["ticket"]]
        held = ticket.held[raw["from"]]
        whole = sum(held.values())
        shares = [Fraction(raw["cents"] * cents, whole) for cents in held.values()]
        moved = dict(zip(held, dealt(raw["cents"], shares, [fund == LA_POSTE for fund in held]), strict=True))
        if raw["from"] == "cheque":
            (known,) = [cheque for cheque in self.cheques if cheque[0] == ticket.number]
            self.cheques[self.cheques.index(known)] = (ticket.number, known[1] - raw["cents"])
        if raw["to"] == "cheque":
            self.cheques.append((ticket.number, raw["cents"]))
        for means, sign in ((raw["from"], -1), (raw["to"], 1)):
            for fund, cents in moved.items():
                self._take(means, fund, sign * cents, "charged")
                funds = ticket.held.setdefault(means, {})
                funds[fund] = funds.get(fund, 0) + sign * cents

    def _ticket(self, lines: list[Line], paid: Sequence[tuple[str, int]], side: str) -> Ticket:
        year = self.day[:4]
        self.numbers[f"T-{year}"] += 1
        ticket = Ticket(f"T-{year}-{self.numbers[f'T-{year}']:06d}", lines, {})
        left: Counter[str] = Counter()
        for line in lines:
            left[line.fund] += line.cents
            self.sheet.funds[line.fund] += line.cents
            if line.fund == OWN:
                self.sheet.vat[line.rate][0] += line.cents
                self.sheet.vat[line.rate][1] += line.vat
            else:
                self.sheet.charged_abs += abs(line.cents)
        for means, cents in paid:
            whole = sum(left.values())
            funds = [fund for fund in (OWN, LA_POSTE) if fund in left]
            shares = [Fraction(cents * left[fund], whole) for fund in funds]
            for fund, share in zip(funds, dealt(cents, shares, [fund != OWN for fund in funds]), strict=True):
                left[fund] -= share
                self._take(means, fund, share, side)
                known = ticket.held.setdefault(means, {})
                known[fund] = known.get(fund, 0) + share
        assert not any(left.values()), ticket.number
        self.sheet.tickets += 1
        self.sheet.lines += len(lines)
        self.tickets[ticket.number] = ticket
        return ticket

    def _take(self, means: str, fund: str, cents: int, side: str) -> None:
        self.sheet.means[means] += cents
        if means == "cash":
            self.cash_in += cents
        if fund == LA_POSTE:
            self.sheet.takings[means][side] += cents if side == "charged" else -cents

    def _tax(self, lines: Sequence[Line]) -> None:
        """The tax in our own lines: by ticket and rate, then dealt over the lines."""
        for rate in {line.rate for line in lines if line.fund == OWN}:
            own = [line for line in lines if line.fund == OWN and line.rate == rate]
            exact = [Fraction(line.cents * rate, 100 + rate) for line in own]
            for line, vat in zip(own, dealt(half_up(sum(exact, Fraction(0))), exact), strict=True):
                line.vat = vat

    # What is sold.

    def _row(self, product: str, zone: str, band: int | None) -> int:
        rows = [row for row in self.prices if row[:3] == (product, zone, band) and row[3] <= self.day]
        return max(rows, key=lambda row: row[3])[4]

    def _weighed(self, product: str, zone: str, weight: int) -> int:
        bands = {row[2] for row in self.prices if row[:2] == (product, zone)}
        band = min((known for known in bands if known is not None and known >= weight), default=None)
        return self._row(product, zone, band)

    def _zone(self, product: str) -> str:
        (zone,) = {row[1] for row in self.prices if row[0] == product}
        return zone

    def _piece(self, code: str) -> int:
        """What a stamp costs: a product with a band in its code, or one price."""
        product, _, band = code.rpartition("_")
        if band.isdecimal():
            return self._row(product, self._zone(product), int(band))
        return self._row(code, self._zone(code), None)

    def _sell(self, act: dict[str, Any], _ref: str) -> Line:
        product, pieces = act["product"].upper(), act["quantity"]
        cents = self._piece(product) * pieces
        self._stock("sold", product, pieces)
        self._operation("vente", product, pieces, cents)

        def undo(back: int) -> None:
            self._stock("sold", product, -back)

        return Line(LA_POSTE, cents, pieces, 0, undo, word="vente", what=product)

    def _frank(self, act: dict[str, Any], ref: str) -> Line:
        product = act["product"]
        zone = act.get("zone") or self._zone_of(product, act.get("country"))
        cents = self._weighed(product, zone, act["weight_g"])
        cents += sum(self._row(option, self._zone(option), None) for option in act.get("options", ()))
        stuck = act.get("stamps", ())
        worth = sum(self._piece(row["product"]) * row["quantity"] for row in stuck)
        for row in stuck:
            self._stock("sold", row["product"], row["quantity"])
        self._operation("affranchissement", product, 1, cents)
        piece = Waiting(
            ref, "franked", 1, number_of(act["tracking"]) if "tracking" in act else None, self.day
        )
        self.waiting.append(piece)

        def undo(_back: int) -> None:
            if not piece.gone:
                self.waiting.remove(piece)
                for row in stuck:
                    self._stock("sold", row["product"], -row["quantity"])

        complement = max(0, cents - worth) if stuck else None
        return Line(LA_POSTE, cents, 1, 0, undo, complement, "affranchissement", product)

    def _zone_of(self, product: str, country: str | None) -> str:
        if country is None:
            return self._zone(product)
        zones = LIST["zones"]["parcel" if product.startswith("COL") else "letter"]
        return str(zones.get(country.upper(), zones["others"]))

    def _article(self, act: dict[str, Any], _ref: str) -> Line:
        known, pieces = self.articles[act["article"]], act["quantity"]
        cents = known["cents"] * pieces
        return Line(OWN, cents, pieces, known["rate"], lambda _back: None)

    def shop_article_set(self, raw: dict[str, Any], _ref: str) -> None:
        rate = {"TVA_10": 10, "TVA_20": 20}[raw["vat_code"]]
        self.articles[raw["article"]] = {"cents": raw["cents"], "rate": rate}

    def tariff_import(self, raw: dict[str, Any], _ref: str) -> None:
        for row in raw["rows"]:
            place = (row["product"], row["zone"], row["max_g"], row["valid_from"])
            self.prices = [known for known in self.prices if known[:4] != place]
            self.prices.append((*place, row["cents"]))

    def relay_stock_receive(self, raw: dict[str, Any], ref: str) -> None:
        self._counted_move("received", "reassort", raw["product"].upper(), raw["quantity"], ref)

    def relay_stock_spoil(self, raw: dict[str, Any], ref: str) -> None:
        self._counted_move("spoiled", "rebut", raw["product"].upper(), raw["quantity"], ref)

    def relay_stock_count(self, raw: dict[str, Any], ref: str) -> None:
        product = raw["product"]
        gap = raw["counted"] - self.stock[product]
        told = {"expected": self.stock[product], "counted": raw["counted"], "gap": gap}
        self.sheet.told["stock_counts"][ref] = told
        self.sheet.counts[product] = raw["counted"]
        self._counted_move("gap", "inventaire", product, gap, ref)

    def _counted_move(self, how: str, word: str, product: str, pieces: int, ref: str) -> None:
        def move(sign: int) -> None:
            self._stock(how, product, sign * pieces)
            self._operation(word, product, sign * pieces)

        move(1)
        self.undoing[ref] = lambda: move(-1)

    # Visits.

    def visit_save(self, raw: dict[str, Any], _ref: str) -> None:
        self.visits[raw["visit"]] = raw["acts"]

    def visit_abandon(self, raw: dict[str, Any], _ref: str) -> None:
        self.sheet.abandoned += bool(self.visits.pop(raw["visit"]))

    def visit_park(self, raw: dict[str, Any], _ref: str) -> None:
        assert raw["visit"] in self.visits

    visit_resume = visit_park

    def visit_note(self, raw: dict[str, Any], ref: str) -> None:
        lines = [self._article(act, ref) for act in self.visits[raw["visit"]]]
        self.sheet.told["notes"][ref] = {"total_cents": sum(line.cents for line in lines)}
