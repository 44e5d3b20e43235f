// datapackage.json: what the file holds, signed; each member by size and hash, texts line by line too.

const DESCRIPTOR = "datapackage.json";
const SIGNATURE = "signature";
const JOURNAL = "journal.ndjson";
const DISPUTE = "dispute";
const LINE_DIGITS = 8;
const LINE_FEED = 10;

/** Returns the descriptor in its one form; throws for what is none. */
function readDescriptor(bytes) {
  const found = readAgain(textOf(bytes), (value) => `${JSON.stringify(value, wholeOnly, 2)}\n`);
  const texts = [found.desk, found.day, found.export, found.principal, found.anchor, found.software];
  const [key, before] = [bytesOfHex(found.public_key, 32), bytesOfHex(found.prev_hash, 32)];
  const listed = found.resources.every(({ path, bytes: size, hash }) => {
    return typeof path === "string" && Number.isInteger(size) && typeof hash === "string";
  });
  const known = texts.every((text) => typeof text === "string") && key !== null && before !== null;
  // A dispute file tells of several days; any other is of one, and tells none.
  const days = found.export !== DISPUTE || Array.isArray(found.days);
  if (!known || !listed || !days || !Number.isInteger(found.from_seq)) throw new SyntaxError("not a descriptor");
  return found;
}

function wholeOnly(_key, value) {
  if (typeof value === "number" && !Number.isInteger(value)) throw new SyntaxError("not a whole number");
  return value;
}

/** Returns the short name of a key that is compared by eye (docs/contract.md, "Verifying"). */
async function fingerprintOf(publicKey) {
  return hexOf(await sha256(publicKey)).slice(0, 32).match(/..../g).join("-");
}

async function isAsListed(resource, content) {
  return content.length === resource.bytes && resource.hash === `sha256:${hexOf(await sha256(content))}`;
}

/** Returns the number of the first line that is not the one that was signed; null where no lines were signed. */
async function changedLine(resource, content) {
  if (!resource || typeof resource.lines !== "string") return null;
  const lines = linesOf(content);
  for (const [n, line] of lines.entries()) {
    const told = resource.lines.slice(n * LINE_DIGITS, (n + 1) * LINE_DIGITS);
    if (told !== hexOf(await sha256(line)).slice(0, LINE_DIGITS)) return n + 1;
  }
  return lines.length * LINE_DIGITS < resource.lines.length ? lines.length + 1 : null;
}

/** Returns the lines of a text, each with its line feed. */
function linesOf(content) {
  const lines = [];
  for (let from = 0, to; from < content.length; from = to) {
    to = content.indexOf(LINE_FEED, from) + 1 || content.length;
    lines.push(content.subarray(from, to));
  }
  return lines;
}
