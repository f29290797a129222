import type { Rng } from '#core/contract/context';

/**
 * Mixes integers into one unsigned 32-bit hash (murmur3's finaliser per part): same parts, same hash, everywhere. Written out for up to
 * four parts: a demo that starts asks for some 100,000 hashes before anything is compiled.
 */
export function hashParts(first: number, second?: number, third?: number, fourth?: number): number {
  let hash = mix(0x9e3779b9 ^ first);
  if (second === undefined) return hash;
  hash = mix(hash ^ second);
  if (third === undefined) return hash;
  hash = mix(hash ^ third);
  return fourth === undefined ? hash : mix(hash ^ fourth);
}

function mix(value: number): number {
  let hash = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

const textHashes = new Map<string, number>();

/** Unsigned 32-bit hash of a text (FNV-1a, mixed). Remembers recent ones: the fleet asks for the same paths again and again. */
export function hashText(text: string): number {
  const known = textHashes.get(text);
  if (known !== undefined) return known;
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  const mixed = mix(hash);
  if (textHashes.size > 8192) textHashes.clear();
  textHashes.set(text, mixed);
  return mixed;
}

/** Uniform numbers in [0, 1) that depend on the seed alone (mulberry32). */
export function createRng(seed: number): Rng {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
  };
}

/** True for a share of `probability` of all part lists. */
export function happens(probability: number, first: number, second?: number, third?: number): boolean {
  return hashParts(first, second, third) < probability * 4294967296;
}

export function pick<T>(items: readonly T[], index: number): T {
  const item = items[index % items.length];
  if (item === undefined) throw new RangeError('pick from an empty list');
  return item;
}

const hexBytes = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const hexByte = (byte: number) => hexBytes[byte & 255] ?? '';
const hexWord = (word: number) => hexByte(word >>> 24) + hexByte(word >>> 16) + hexByte(word >>> 8) + hexByte(word);

/** Lower-case hex of 8 characters a word, derived from the parts: stands for a digest, is none. */
export function hex(words: number, first: number, second?: number, third?: number, fourth?: number): string {
  let state = hashParts(first, second, third, fourth);
  let text = '';
  for (let index = 0; index < words; index++) {
    state = mix((state + 0x9e3779b9) >>> 0);
    text += hexWord(state);
  }
  return text;
}

/**
 * A pure function of one number that remembers its last results. For what many servers share: the patches of a night are
 * the same on all of them.
 */
export function remembered<T>(compute: (key: number) => T, most = 256): (key: number) => T {
  const known = new Map<number, T>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    if (known.size >= most) known.clear();
    const result = compute(key);
    known.set(key, result);
    return result;
  };
}

/** GUID of a name, of the form version 4 has. */
export function guidOf(name: string): string {
  const digits = hex(4, hashText(name), name.length);
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-a${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
}
