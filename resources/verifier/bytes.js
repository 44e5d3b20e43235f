// Bytes, texts, hashes: what the other parts are made of.

const toUtf8 = new TextEncoder();
const fromUtf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function bytesOf(text) {
  return toUtf8.encode(text);
}

/** Throws where the bytes are not UTF-8. */
function textOf(bytes) {
  return fromUtf8.decode(bytes);
}

function hexOf(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Returns null for what is not lower-case hex of so many bytes. */
function bytesOfHex(text, size) {
  if (typeof text !== "string" || text.length !== 2 * size || !/^[0-9a-f]*$/.test(text)) return null;
  return Uint8Array.from({ length: size }, (_, n) => parseInt(text.slice(2 * n, 2 * n + 2), 16));
}

function same(left, right) {
  return left.length === right.length && left.every((byte, n) => byte === right[n]);
}

function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Returns a number as so many bytes, the highest first. */
function bigEndian(number, size) {
  const bytes = new Uint8Array(size);
  for (let at = size - 1, rest = number; at >= 0; at -= 1, rest = Math.floor(rest / 256)) bytes[at] = rest % 256;
  return bytes;
}

async function sha256(bytes) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

async function sha512(bytes) {
  return new Uint8Array(await crypto.subtle.digest("SHA-512", bytes));
}
