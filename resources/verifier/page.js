// The page: a file in, what it is out. Every text goes in as text, never as markup.

const result = document.getElementById("result");
const chooser = document.getElementById("file");
let latest = 0;

function made(tag, content, className) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (typeof content === "string") element.textContent = content;
  else element.append(...content);
  return element;
}

function pairs(rows) {
  return made("dl", rows.flatMap(([name, value]) => [made("dt", name), made("dd", value)]));
}

function tableOf({ title, about, columns, count }) {
  const heading = made("h3", `${title} (${count})`);
  if (!count) return made("section", [heading, made("p", "Aucune ligne.")]);
  const kind = ({ isNumber, isLong }) => (isNumber ? "number" : isLong ? "long" : "");
  const head = made("tr", columns.map((column) => made("th", column.title, kind(column))));
  const rows = Array.from({ length: count }, (_, n) => {
    return made("tr", columns.map((column) => made("td", column.cells[n], kind(column))));
  });
  const table = made("table", [made("thead", [head]), made("tbody", rows)]);
  return made("section", [heading, made("p", about), made("div", [table], "wide")]);
}

function faultsShown(faults) {
  const said = ({ member, line, what }) => `${member}${line === null ? "" : `, ligne ${line}`}\u00a0: ${what}`;
  const items = faults.map((fault) => {
    const item = made("li", said(fault));
    Object.assign(item.dataset, { member: fault.member, line: fault.line ?? "" });
    return item;
  });
  return [
    made("h2", "Ce fichier n'est pas entier", "broken"),
    made("p", "Ce qui suit n'est pas ce que le comptoir a signé. N'utilisez pas ce fichier\u00a0: demandez-le à nouveau."),
    made("ul", items),
  ];
}

function comparison({ fingerprint, journal }) {
  const codes = pairs([["Empreinte de la clé", fingerprint], ["Ancre de la clôture", journal.anchor]]);
  codes.className = "codes";
  const compare = "Comparez ces deux lignes, signe par signe, avec le bordereau sur papier que la conciergerie a remis.";
  const alone =
    "Sans cette comparaison, cette page ne garantit rien\u00a0: n'importe qui peut fabriquer un fichier entier avec une clé à lui.";
  return made("section", [made("h2", "À comparer avec le papier"), codes, made("p", compare), made("p", alone, "alone")], "compare");
}

function disputeShown(day) {
  const { descriptor, journal, contents } = day;
  const clear = journal.entries.length;
  const days = descriptor.days.map(({ number, day: date, anchor }) => [`${number}, ${daySaid(date)}`, anchor]);
  const open = descriptor.open ? [["Journée pas encore clôturée", journal.anchor]] : [];
  return [
    made("h2", "Le dossier est entier", "whole"),
    made("p", `Rien n'y a changé depuis que le comptoir l'a signé\u00a0: ${clear} écritures vérifiées une à une, et ${journal.count - clear} autres des mêmes journées par leur seule empreinte, sans aucun trou. Cela ne prouve pas que tout a été saisi.`),
    comparison(day),
    made("h2", descriptor.title),
    ...(descriptor.practice ? [made("p", FACTICE, "alone")] : []),
    pairs([["Mandant", descriptor.principal], ["Comptoir", descriptor.desk], ["Écrit par", `Concierge Desk ${descriptor.software}`]]),
    made("h3", "Ancre de chaque clôture, à comparer avec son bordereau"),
    pairs([...days, ...open]),
    ...listsOf(descriptor, contents, []),
  ];
}

function listsOf(descriptor, contents, entries) {
  return descriptor.resources
    .filter((resource) => resource.schema)
    .map((resource) => tableOf(listOf(resource, contents.get(resource.path), entries)));
}

function dayShown(day) {
  const { descriptor, journal, contents } = day;
  if (descriptor.export === DISPUTE) return disputeShown(day);
  const statement = journal.entries.find(({ told }) => told.kind === "relay.day_reported")?.told.data;
  const own = journal.entries.length;
  const other = journal.count - own;
  const first = descriptor.reissue;
  return [
    made("h2", "Le fichier est entier", "whole"),
    made("p", `Rien n'y a changé depuis que le comptoir l'a signé\u00a0: ${own} écritures vérifiées une à une, et ${other} d'autres mandants par leur seule empreinte. Cela ne prouve pas que tout a été saisi.`),
    comparison(day),
    made("h2", daySaid(descriptor.day)),
    ...(descriptor.practice ? [made("p", FACTICE, "alone")] : []),
    ...(first ? [made("p", `Réédition\u00a0: un premier fichier de cette clôture a été écrit par la version ${first.software}. Son SHA-256\u00a0: ${first.sha256}.`)] : []),
    pairs([
      ["Fichier", descriptor.title],
      ["Comptoir", statement ? `${statement.site.name} (${descriptor.desk})` : descriptor.desk],
      ...(statement ? [["Clôture", statement.number], ...figuresOf(statement)] : []),
      ["Écrit par", `Concierge Desk ${descriptor.software}`],
    ]),
    ...listsOf(descriptor, contents, journal.entries),
  ];
}

async function shown(file) {
  try {
    const { faults, day } = await checkFile(new Uint8Array(await file.arrayBuffer()));
    return faults.length ? faultsShown(faults) : dayShown(day);
  } catch (error) {
    return [
      made("h2", "Ce fichier n'a pas pu être vérifié", "broken"),
      made("p", `Ouvrez cette page dans une version récente de Firefox, de Chrome, d'Edge ou de Safari. (${error})`),
    ];
  }
}

async function take(file) {
  latest += 1;
  const mine = latest;
  result.setAttribute("aria-busy", "true");
  result.replaceChildren(made("p", `Vérification de ${file.name}…`));
  const found = await shown(file);
  if (mine !== latest) return;
  result.replaceChildren(made("p", file.name, "name"), ...found);
  result.setAttribute("aria-busy", "false");
}

chooser.addEventListener("change", () => {
  const [file] = chooser.files;
  // The same file is taken again when it was changed meanwhile.
  chooser.value = "";
  if (file) take(file);
});
document.addEventListener("dragover", (event) => event.preventDefault());
document.addEventListener("drop", (event) => {
  event.preventDefault();
  const [file] = event.dataTransfer.files;
  if (file) take(file);
});
