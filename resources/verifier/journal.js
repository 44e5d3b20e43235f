// journal.ndjson: the entries of the day, the reader's own in clear, and the chain that holds them
// (docs/contract.md, "Link and signature", "Audiences").

const DOMAIN = joined(bytesOf("concierge-desk/journal/1"), [0]);
const CLEAR = "seq,epoch,aud,payload,hash,sig";
const WITHHELD = "seq,epoch,aud,digest";
const LONGEST_NAME = 255;

/** Returns one line as an entry; throws where it is not written as a line is. */
async function readLine(bytes) {
  const text = textOf(bytes);
  if (!text.endsWith("\n")) throw new SyntaxError("no end of the line");
  const line = readAgain(text.slice(0, -1), (value) => JSON.stringify(value));
  const keys = Object.keys(line).join();
  const named = isName(line.epoch) && line.epoch !== "" && isName(line.aud);
  if ((keys !== CLEAR && keys !== WITHHELD) || !named || !isWhole(line.seq) || line.seq < 1) {
    throw new SyntaxError("not an entry");
  }
  const { seq, epoch, aud, payload } = line;
  if (payload !== undefined && typeof payload !== "string") throw new SyntaxError("not a payload");
  if (keys === WITHHELD) return { seq, epoch, aud, digest: needed(line.digest, 32) };
  const digest = await sha256(bytesOf(payload));
  return { seq, epoch, aud, payload, digest, hash: needed(line.hash, 32), sig: needed(line.sig, 64) };
}

function isName(text) {
  return typeof text === "string" && bytesOf(text).length <= LONGEST_NAME;
}

function needed(hex, size) {
  const bytes = bytesOfHex(hex, size);
  if (bytes === null) throw new SyntaxError("not lower-case hex of that length");
  return bytes;
}

function link(desk, { seq, epoch, aud, digest }, before) {
  const [chain, audience] = [bytesOf(`${desk}/${epoch}`), bytesOf(aud)];
  const [chainSize, audienceSize] = [bigEndian(chain.length, 2), bigEndian(audience.length, 2)];
  return sha256(joined(DOMAIN, chainSize, chain, bigEndian(seq, 8), before, audienceSize, audience, digest));
}

/** Checks line after line; returns the entries in clear, how many lines there are, and the anchor they end with. */
async function readJournal(content, descriptor, isSigned, tell) {
  const entries = [];
  const lines = linesOf(content);
  const anchors = new Map();
  let [expected, head, anchor] = [descriptor.from_seq, bytesOfHex(descriptor.prev_hash, 32), ""];
  for (const [n, bytes] of lines.entries()) {
    let entry;
    try {
      entry = await readLine(bytes);
    } catch {
      tell(n + 1, "la ligne n'est pas celle d'une écriture");
      break;
    }
    const computed = await link(descriptor.desk, entry, head);
    for (const fault of await faultsOf(entry, expected, computed, descriptor, isSigned)) tell(n + 1, fault);
    if (entry.payload !== undefined) entries.push(entry);
    expected = entry.seq + 1;
    head = entry.hash ?? computed;
    anchor = `${entry.epoch}${entry.seq}:${hexOf(head).slice(0, 16)}`;
    anchors.set(entry.seq, anchor);
  }
  if (descriptor.export === DISPUTE) checkDays(descriptor, anchors, expected, tell);
  if (anchor !== descriptor.anchor) tell(null, "l'ancre n'est pas celle de la dernière écriture");
  return { entries, count: lines.length, anchor };
}

/** Checks that the days of a dispute file follow each other, each with all of its entries. */
function checkDays({ from_seq: first, days, open }, anchors, end, tell) {
  let after = first;
  for (const { number, from_seq: from, seq, anchor } of days) {
    if (from !== after || anchors.get(seq) !== anchor) tell(null, `la clôture ${number} n'est pas celle de ces écritures`);
    after = seq + 1;
  }
  if (open !== after < end) tell(null, "la dernière journée n'est pas celle qui est dite");
}

async function faultsOf(entry, expected, computed, descriptor, isSigned) {
  const isDispute = descriptor.export === DISPUTE;
  const own = entry.aud === descriptor.principal;
  const faults = [];
  if (entry.seq !== expected) faults.push(`il manque l'écriture ${expected}`);
  // Of a dispute what is not about it is there by its digest, whoever it belongs to; the shop's own may be in clear.
  if (entry.payload === undefined) return own && !isDispute ? [...faults, "une écriture du mandant est cachée"] : faults;
  if (!own && !(isDispute && entry.aud === "")) faults.push("une écriture d'un autre mandant est en clair");
  if (!same(entry.hash, computed)) faults.push("le maillon de la chaîne ne suit pas ce qui précède");
  if (!isOfDesk(entry, descriptor.desk)) faults.push("le contenu n'est pas une écriture de ce comptoir");
  if (!(await isSigned(entry.hash, entry.sig))) faults.push("la signature n'est pas celle du comptoir");
  return faults;
}

/** Reads what an entry says beside; false where it is not CJ-1, or not of this desk and epoch. */
function isOfDesk(entry, desk) {
  try {
    entry.told = readAgain(entry.payload, canonical);
  } catch {
    return false;
  }
  const { told } = entry;
  return told !== null && told.desk === desk && told.epoch === entry.epoch && typeof told.kind === "string";
}
