import type { Json } from '../vector';

/**
 * Sketch of a set of values as a dynamic value: `["hll", [hashes]]` while it is small and therefore exact, then
 * `["hll", "registers"]` of 2^14 ranks, one character each (Flajolet et al., 2007; error about 0.8 %).
 */
const exactUpTo = 4096;
const indexBits = 14;
const registerCount = 2 ** indexBits;
const firstCharacter = 48;

export type Sketch = { hashes: Set<number> | undefined; registers: Uint8Array | undefined };

export const emptySketch = (): Sketch => ({ hashes: new Set(), registers: undefined });

/** 53-bit hash of a text, in two lanes of 32 bits. */
export const hashText = (text: string): number => {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 0x85ebca6b);
    low = Math.imul(low ^ code, 0xc2b2ae35);
  }
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35);
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  return 4_294_967_296 * (low & 0x1fffff) + (high >>> 0);
};

const register = (registers: Uint8Array, hash: number): void => {
  const index = hash % registerCount;
  const rest = Math.floor(hash / registerCount);
  const rank = rest === 0 ? 40 : 39 - Math.floor(Math.log2(rest));
  if (rank > (registers[index] ?? 0)) registers[index] = rank;
};

const spill = (sketch: Sketch): Uint8Array => {
  const registers = sketch.registers ?? new Uint8Array(registerCount);
  for (const hash of sketch.hashes ?? []) register(registers, hash);
  sketch.hashes = undefined;
  sketch.registers = registers;
  return registers;
};

export const addHash = (sketch: Sketch, hash: number): void => {
  if (!sketch.hashes) register(spill(sketch), hash);
  else if (sketch.hashes.add(hash).size > exactUpTo) spill(sketch);
};

/** Adds all that another sketch holds. */
export const mergeSketch = (into: Sketch, other: Sketch): void => {
  if (other.hashes) {
    for (const hash of other.hashes) addHash(into, hash);
    return;
  }
  const registers = spill(into);
  other.registers?.forEach((rank, index) => {
    if (rank > (registers[index] ?? 0)) registers[index] = rank;
  });
};

export const sketchJson = ({ hashes, registers }: Sketch): Json => [
  'hll',
  hashes ? [...hashes] : String.fromCharCode(...Array.from(registers ?? [], (rank) => rank + firstCharacter)),
];

/** The sketch a dynamic value holds; undefined where it holds none. */
export const sketchOf = (value: Json): Sketch | undefined => {
  if (!Array.isArray(value) || value[0] !== 'hll') return undefined;
  const [, content] = value;
  if (Array.isArray(content)) {
    const hashes = content.filter((hash) => typeof hash === 'number');
    return { hashes: new Set(hashes), registers: undefined };
  }
  if (typeof content !== 'string' || content.length !== registerCount) return undefined;
  return {
    hashes: undefined,
    registers: Uint8Array.from(content, (character) => character.charCodeAt(0) - firstCharacter),
  };
};

/** How many distinct values went in. */
export const sketchCount = ({ hashes, registers }: Sketch): number => {
  if (hashes) return hashes.size;
  let sum = 0;
  let empty = 0;
  for (const rank of registers ?? []) {
    sum += 2 ** -rank;
    if (rank === 0) empty++;
  }
  const estimate = ((0.7213 / (1 + 1.079 / registerCount)) * registerCount ** 2) / sum;
  const linear = empty > 0 ? registerCount * Math.log(registerCount / empty) : Number.POSITIVE_INFINITY;
  return Math.round(estimate <= 2.5 * registerCount ? Math.min(linear, estimate * 2) : estimate);
};
