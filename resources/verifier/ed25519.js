// Ed25519 (RFC 8032): by the browser, and by the code below where the browser knows no such key.
// It only checks signatures: nothing here is secret, so it need not take the same time for each.

const P = 2n ** 255n - 19n;
const L = 2n ** 252n + 27742317777372353535851937790883648493n;
const D = mod(-121665n * power(121666n, P - 2n));
const ROOT_OF_MINUS_ONE = power(2n, (P - 1n) / 4n);
const NEUTRAL = [0n, 1n, 1n, 0n];

/** Returns what tells whether a signature is that of a key over a message. */
async function signatureCheck(publicKey) {
  try {
    const key = await crypto.subtle.importKey("raw", publicKey, { name: "Ed25519" }, false, ["verify"]);
    return (message, signature) => crypto.subtle.verify("Ed25519", key, signature, message);
  } catch {
    return (message, signature) => isSignedBy(publicKey, message, signature);
  }
}

async function isSignedBy(publicKey, message, signature) {
  const key = pointOf(publicKey);
  const s = numberOf(signature.slice(32));
  if (signature.length !== 64 || key === null || s >= L) return false;
  const k = numberOf(await sha512(joined(signature.slice(0, 32), publicKey, message))) % L;
  const [x, y, z, t] = key;
  const found = sum(multiple(s, BASE), multiple(k, [mod(-x), y, z, mod(-t)]));
  return same(encoded(found), signature.slice(0, 32));
}

function mod(number) {
  const rest = number % P;
  return rest < 0n ? rest + P : rest;
}

function power(base, exponent) {
  let result = 1n;
  for (let square = mod(base), rest = exponent; rest > 0n; square = mod(square * square), rest >>= 1n) {
    if (rest & 1n) result = mod(result * square);
  }
  return result;
}

/** Reads bytes, the lowest first. */
function numberOf(bytes) {
  return bytes.reduceRight((number, byte) => (number << 8n) | BigInt(byte), 0n);
}

/** Returns a point (x, y, z, xy/z) of its 32 bytes, null where they are none (§5.1.3). */
function pointOf(bytes) {
  const number = numberOf(bytes);
  const y = number & (2n ** 255n - 1n);
  if (bytes.length !== 32 || y >= P) return null;
  const u = mod(y * y - 1n);
  const v = mod(D * y * y + 1n);
  let x = mod(u * v ** 3n * power(u * v ** 7n, (P - 5n) / 8n));
  if (mod(v * x * x) === mod(-u)) x = mod(x * ROOT_OF_MINUS_ONE);
  if (mod(v * x * x) !== u) return null;
  const sign = number >> 255n;
  if (x === 0n && sign === 1n) return null;
  if ((x & 1n) !== sign) x = P - x;
  return [x, y, 1n, mod(x * y)];
}

function encoded([x, y, z]) {
  const inverse = power(z, P - 2n);
  let number = mod(y * inverse) | ((mod(x * inverse) & 1n) << 255n);
  return Uint8Array.from({ length: 32 }, () => {
    const byte = Number(number & 255n);
    number >>= 8n;
    return byte;
  });
}

/** Adds two points, which may be the same (§5.1.4). */
function sum([x1, y1, z1, t1], [x2, y2, z2, t2]) {
  const a = mod((y1 - x1) * (y2 - x2));
  const b = mod((y1 + x1) * (y2 + x2));
  const c = mod(2n * t1 * t2 * D);
  const d = mod(2n * z1 * z2);
  const [e, f, g, h] = [b - a, d - c, d + c, b + a];
  return [mod(e * f), mod(g * h), mod(f * g), mod(e * h)];
}

function multiple(times, point) {
  let result = NEUTRAL;
  for (let doubled = point, rest = times; rest > 0n; doubled = sum(doubled, doubled), rest >>= 1n) {
    if (rest & 1n) result = sum(result, doubled);
  }
  return result;
}

const BASE = pointOf(bytesOfHex("58" + "66".repeat(31), 32));
