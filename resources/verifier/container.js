// The container: a stored zip, built field by field. What is read is built again and compared, so that a byte
// that no part accounts for is found (docs/contract.md, "Zip container").

const HEADER_BYTES = 30;
const LOCAL = [0x50, 0x4b, 3, 4];
const CENTRAL = [0x50, 0x4b, 1, 2];
const END = [0x50, 0x4b, 5, 6];
const MEMBER_NAME = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$/;
const CONTAINER = "le conteneur zip";

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

function crc32(bytes) {
  let rest = 0xffffffff;
  for (const byte of bytes) rest = CRC_TABLE[(rest ^ byte) & 255] ^ (rest >>> 8);
  return (rest ^ 0xffffffff) >>> 0;
}

/** Returns numbers as bytes, the lowest first; each is a pair of its size and itself. */
function littleEndian(...fields) {
  const bytes = [];
  for (const [size, number] of fields) {
    for (let at = 0, rest = number; at < size; at += 1, rest = Math.floor(rest / 256)) bytes.push(rest % 256);
  }
  return Uint8Array.from(bytes);
}

/** Returns the fields that both headers of a member tell. */
function toldTwice({ name, content, crc }) {
  const written = [[2, 20], [2, 0], [2, 0], [2, 0], [2, 0x0021]];
  return [...written, [4, crc], [4, content.length], [4, content.length], [2, name.length], [2, 0]];
}

function localHeader(member) {
  return joined(LOCAL, littleEndian(...toldTwice(member)), bytesOf(member.name));
}

function centralHeader(member) {
  const before = littleEndian([2, 0x0314], ...toldTwice(member));
  const after = littleEndian([2, 0], [2, 0], [2, 0], [4, 0o100644 * 0x10000], [4, member.offset]);
  return joined(CENTRAL, before, after, bytesOf(member.name));
}

/** Returns what stands after the last member. */
function ending(members, offset) {
  const directory = joined(...members.map(centralHeader));
  const count = [2, members.length];
  const sizes = [[4, directory.length], [4, offset], [2, 0]];
  return joined(directory, END, littleEndian([2, 0], [2, 0], count, count, ...sizes));
}

/** Returns the members, and the names of those whose place in the file is not what it should be. */
function unpack(data) {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const members = [];
  const damaged = [];
  let offset = 0;
  while (same(data.subarray(offset, offset + 4), LOCAL)) {
    if (data.length - offset < HEADER_BYTES) return { members, damaged: [CONTAINER] };
    const size = view.getUint32(offset + 22, true);
    const contentAt = offset + HEADER_BYTES + view.getUint16(offset + 26, true);
    const name = String.fromCharCode(...data.subarray(offset + HEADER_BYTES, contentAt));
    if (!MEMBER_NAME.test(name)) return { members, damaged: [...damaged, CONTAINER] };
    const content = data.subarray(contentAt, contentAt + size);
    const member = { name, content, crc: crc32(content), offset };
    members.push(member);
    if (!same(data.subarray(offset, contentAt), localHeader(member))) damaged.push(name);
    offset = contentAt + size;
  }
  const names = new Set(members.map((member) => member.name));
  const whole = names.size === members.length && same(data.subarray(offset), ending(members, offset));
  return { members, damaged: damaged.length || whole ? damaged : [CONTAINER] };
}
