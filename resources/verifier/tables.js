// The lists of the file, as a person reads them: words in place of codes, local time, no empty column.

const BYTE_ORDER_MARK = "\ufeff";
const LONG = 40;
// What such a column says, in words or by the clock of the shop, is shown in the place of the one before it.
const SAID_AGAIN = /_(fr|local)$/;

/** Returns the cells of a CSV, row after row, the header first; they were signed as they are. */
function cellsOf(content) {
  const text = textOf(content).replace(BYTE_ORDER_MARK, "");
  const cell = /(?:"((?:[^"]|"")*)"|([^;\r\n]*))(;|\r\n)/y;
  const rows = [[]];
  for (let found = cell.exec(text); found !== null; found = cell.exec(text)) {
    rows.at(-1).push(found[1] === undefined ? found[2] : found[1].replaceAll('""', '"'));
    if (found[3] !== ";" && cell.lastIndex < text.length) rows.push([]);
  }
  return rows;
}

/** Returns a list: its title, what it is, the titles of its columns and its rows as texts. */
function listOf(resource, content, entries) {
  const [names, ...rows] = cellsOf(content);
  const fields = new Map(resource.schema.fields.map((field) => [field.name, field]));
  const instants = new Map(entries.map((entry) => [String(entry.seq), entry.told]));
  const shown = names.filter((name) => !SAID_AGAIN.test(name)).map((name) => {
    const from = [`${name}_fr`, `${name}_local`].find((other) => names.includes(other)) ?? name;
    const at = names.indexOf(from);
    const said = (row) => {
      // Of one day the hour is enough; where entries are of several, their date is told too.
      if (name === "at" && instants.size) return localTime(instants.get(row[names.indexOf("seq")]));
      return row[at] === "" ? "" : cellSaid(row[at], fields.get(from).type);
    };
    const title = name === "at" && instants.size ? "Heure locale" : fields.get(name).title;
    const cells = rows.map(said);
    const isNumber = /integer|number/.test(fields.get(from).type);
    return { title, cells, isNumber, isLong: cells.some((text) => text.length > LONG) };
  });
  const columns = shown.filter(({ cells }) => cells.some((text) => text !== ""));
  return { title: resource.title, about: resource.description, columns, count: rows.length };
}
