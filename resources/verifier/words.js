// The words of the page: French, as a person says them; values as on paper.

const FIGURES = [
  ["received", "Envois reçus"],
  ["handed_over", "Envois remis"],
  ["refused", "Envois refusés"],
  ["returned", "Envois rendus au facteur"],
  ["lost", "Envois perdus"],
  ["held", "Envois en garde à la clôture"],
  ["misdelivered", "Envois chez quelqu'un d'autre"],
];
const FACTICE = "FACTICE — SIMULATION\u00a0: comptoir d'entraînement, tout y est inventé.";
const MEANS = { cash: "en espèces", card: "par carte", cheque: "par chèque" };

function daySaid(day) {
  const long = { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
  return new Intl.DateTimeFormat("fr-FR", long).format(new Date(`${day}T00:00:00Z`));
}

function amountSaid(cents) {
  return `${cents < 0 ? "−" : ""}${Math.floor(Math.abs(cents) / 100)},${String(Math.abs(cents) % 100).padStart(2, "0")}\u00a0€`;
}

/** Returns the figures of a statement that the desk froze, each a name and a value. */
function figuresOf(statement) {
  const { custody, takings, charged_cents: charged, deposits, complaints } = statement;
  return [
    ["Encaissé pour le mandant", amountSaid(charged)],
    ...takings.map((row) => [`dont ${MEANS[row.means] ?? row.means}`, amountSaid(row.charged_cents - row.refunded_cents)]),
    ...FIGURES.filter(([name]) => name in custody).map(([name, label]) => [label, String(custody[name])]),
    ["Plis et colis déposés", String(deposits)],
    ...(complaints ? [["Réclamations", String(complaints)]] : []),
  ];
}

/** Returns an instant as the clock of the shop showed it: its entry says how far that is from universal time. */
function localTime({ at, tz }) {
  const minutes = (tz.startsWith("-") ? -1 : 1) * (Number(tz.slice(1, 3)) * 60 + Number(tz.slice(4, 6)));
  return new Date(Date.parse(at) + minutes * 60_000).toISOString().slice(11, 19);
}

/** Returns a cell as a person reads it. */
function cellSaid(text, type) {
  if (type === "date") return text.split("-").reverse().join("/");
  if (type === "datetime") return `${text.slice(8, 10)}/${text.slice(5, 7)}/${text.slice(0, 4)} ${text.slice(11, 16)}`;
  if (type === "number") return `${text}\u00a0€`;
  return text;
}
