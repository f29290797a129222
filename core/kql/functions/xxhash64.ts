/** XXH64 by its public specification (github.com/Cyan4973/xxHash), seed 0. */
const mask = (1n << 64n) - 1n;
const prime1 = 0x9e3779b185ebca87n;
const prime2 = 0xc2b2ae3d27d4eb4fn;
const prime3 = 0x165667b19e3779f9n;
const prime4 = 0x85ebca77c2b2ae63n;
const prime5 = 0x27d4eb2f165667c5n;

const rotate = (value: bigint, by: bigint): bigint => ((value << by) | (value >> (64n - by))) & mask;
const round = (lane: bigint, input: bigint): bigint => (rotate((lane + input * prime2) & mask, 31n) * prime1) & mask;

const stripes = (view: DataView): bigint => {
  let lanes = [(prime1 + prime2) & mask, prime2, 0n, (0n - prime1) & mask];
  for (let at = 0; at + 32 <= view.byteLength; at += 32) {
    lanes = lanes.map((lane, index) => round(lane, view.getBigUint64(at + index * 8, true)));
  }
  const [a = 0n, b = 0n, c = 0n, d = 0n] = lanes;
  const merged = (rotate(a, 1n) + rotate(b, 7n) + rotate(c, 12n) + rotate(d, 18n)) & mask;
  return lanes.reduce((hash, lane) => ((hash ^ round(0n, lane)) * prime1 + prime4) & mask, merged);
};

/** The hash as a signed 64-bit number. */
export const xxhash64 = (bytes: Uint8Array): bigint => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const { length } = bytes;
  let hash = ((length >= 32 ? stripes(view) : prime5) + BigInt(length)) & mask;
  let at = length - (length % 32);
  for (; at + 8 <= length; at += 8) {
    hash = (rotate(hash ^ round(0n, view.getBigUint64(at, true)), 27n) * prime1 + prime4) & mask;
  }
  if (at + 4 <= length) {
    hash = (rotate(hash ^ ((BigInt(view.getUint32(at, true)) * prime1) & mask), 23n) * prime2 + prime3) & mask;
    at += 4;
  }
  for (; at < length; at++) {
    hash = (rotate(hash ^ ((BigInt(bytes[at] ?? 0) * prime5) & mask), 11n) * prime1) & mask;
  }
  hash = ((hash ^ (hash >> 33n)) * prime2) & mask;
  hash = ((hash ^ (hash >> 29n)) * prime3) & mask;
  return BigInt.asIntN(64, hash ^ (hash >> 32n));
};
