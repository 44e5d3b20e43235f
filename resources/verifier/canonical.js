// JSON that has one form only: what is read is written again and compared.

// Signs are written as they are; only those below U+0020 are escaped by a number.
const ESCAPED_SIGN = /(?:^|[^\\])(?:\\\\)*\\u(?!00[01])/;
const GREATEST = 2 ** 53;

/** Returns the value of a text that `written` makes of it again; throws for any other text. */
function readAgain(text, written) {
  const value = JSON.parse(text);
  if (ESCAPED_SIGN.test(text) || written(value) !== text) throw new SyntaxError("not in its one form");
  return value;
}

/** Returns a value in CJ-1, the form of payloads; throws for what has none (docs/contract.md, "Canonical encoding"). */
function canonical(value) {
  if (typeof value === "string") return JSON.stringify(value.normalize("NFC"));
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value === "number" && !isWhole(value)) throw new SyntaxError("not a number of CJ-1");
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  if (!keys.every((key) => /^[a-z0-9_]+$/.test(key))) throw new SyntaxError("not a key of CJ-1");
  return `{${keys.map((key) => `"${key}":${canonical(value[key])}`).join(",")}}`;
}

function isWhole(number) {
  return Number.isInteger(number) && Math.abs(number) <= GREATEST;
}
