import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { narrowLong } from '../cells';
import type { ScalarFunction, TypedVector } from '../registry';
import { isNullAt } from '../vectors';
import { argAt, define, stepOf } from './define';
import { asText, cellReader, dynamicReader, textReader, ticksReader, vectorOfCells } from './read';
import { rowFunction, text } from './row-function';
import { xxhash64 } from './xxhash64';

const encoder = new TextEncoder();

const eightBytes = (write: (view: DataView) => void): Uint8Array => {
  const bytes = new Uint8Array(8);
  write(new DataView(bytes.buffer));
  return bytes;
};

/** Bytes of a value as Kusto hashes them: UTF-8 of text, little-endian numbers, times as ticks. */
const bytesReader = (arg: TypedVector): ((row: number) => Uint8Array) => {
  const step = stepOf(arg);
  if (arg.type === 'datetime' || arg.type === 'timespan') {
    const read = ticksReader(arg);
    return (row) => eightBytes((view) => view.setBigInt64(0, read(row) ?? 0n, true));
  }
  if (arg.vector.kind !== 'number') {
    const read = textReader(arg.type, arg.vector);
    return (row) => encoder.encode(read(row * step) ?? '');
  }
  const read = cellReader(arg);
  switch (arg.type) {
    case 'bool':
      return (row) => Uint8Array.of(read(row) === true ? 1 : 0);
    case 'real':
      return (row) => eightBytes((view) => view.setFloat64(0, Number(read(row)), true));
    case 'int':
      return (row) => eightBytes((view) => view.setInt32(0, Number(read(row)), true)).subarray(0, 4);
    default:
      return (row) => {
        const cell = read(row);
        const long = typeof cell === 'bigint' ? cell : BigInt(Math.trunc(Number(cell)));
        return eightBytes((view) => view.setBigInt64(0, long, true));
      };
  }
};

const hash = (name: string): ScalarFunction =>
  define(
    {
      name,
      params: ['source:scalar', 'mod:integer'],
      optional: 1,
      result: 'long',
      summary: 'Hash (xxHash64) of a value, or its remainder.',
    },
    (args, length) => {
      const arg = argAt(args, 0);
      const bytes = bytesReader(arg);
      const readMod = args[1] && dynamicReader(args[1]);
      return vectorOfCells('long', length, (row) => {
        if (arg.type !== 'string' && isNullAt(arg.vector, row * stepOf(arg))) return null;
        const value = xxhash64(bytes(row));
        if (!readMod) return narrowLong(value);
        const mod = readMod(row);
        if (typeof mod !== 'number' || mod <= 0) return null;
        return Number(BigInt.asUintN(64, value) % BigInt(Math.trunc(mod)));
      });
    },
  );

const digest = (name: string, title: string, compute: (bytes: Uint8Array) => Uint8Array): ScalarFunction => {
  const ofText = rowFunction(
    { name, params: ['source:string'], result: 'string', summary: `${title} of the text of a value, in hexadecimal.` },
    ([source]) => bytesToHex(compute(encoder.encode(text(source)))),
  );
  return define(
    { name, params: ['source:scalar'], result: 'string', summary: ofText.summary },
    (args, length, context) => {
      const arg = argAt(args, 0);
      return ofText.evaluate([{ ...arg, type: 'string', vector: asText(arg, length) }], length, context);
    },
  );
};

export const hashFunctions: readonly ScalarFunction[] = [
  hash('hash'),
  hash('hash_xxhash64'),
  digest('hash_md5', 'MD5', md5),
  digest('hash_sha1', 'SHA-1', sha1),
  digest('hash_sha256', 'SHA-256', sha256),
];
