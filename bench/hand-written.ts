import type { Batch } from '#core/kql/vector';
import { dataEnd } from './changes-data';

/**
 * Some questions of kql-cases.ts as loops over columns, as one would write them for these very questions: what the memory
 * store is measured against. Texts are dictionary codes, times microseconds.
 */
type Columns = {
  readonly length: number;
  readonly times: Float64Array;
  readonly codes: (name: string) => Int32Array;
  readonly dictionary: (name: string) => readonly string[];
};

const read = ['Computer', 'ConfigChangeType', 'ChangeCategory', 'FileSystemPath'];

/** The rows of batches as one array a column; dictionaries are those of the first batch. */
export const columnsOf = (batches: Iterable<{ readonly batch: Batch }>, rows: number): Columns => {
  const times = new Float64Array(rows);
  const codes = new Map(read.map((name) => [name, new Int32Array(rows)]));
  const dictionaries = new Map<string, readonly string[]>();
  let start = 0;
  for (const { batch } of batches) {
    batch.columns.forEach(({ name }, index) => {
      const vector = batch.vectors[index];
      if (name === 'TimeGenerated' && vector?.kind === 'number') times.set(vector.values, start);
      if (vector?.kind !== 'text' || !read.includes(name)) return;
      codes.get(name)?.set(vector.codes, start);
      dictionaries.set(name, vector.dictionary);
    });
    start += batch.length;
  }
  return {
    length: rows,
    times,
    codes: (name) => codes.get(name) ?? new Int32Array(rows),
    dictionary: (name) => dictionaries.get(name) ?? [],
  };
};

const hour = 3_600_000_000;
const since = (days: number) => dataEnd - days * 24 * hour;

/** Rows of a table of counts, for those that are not 0. */
const counted = (counts: Int32Array, row: (at: number) => readonly (string | number)[]) => {
  const rows: (readonly (string | number)[])[] = [];
  counts.forEach((count, at) => count > 0 && rows.push([...row(at), count]));
  return rows;
};

/** By the first word of the case's name. Each answers its rows. */
export const handWritten: Readonly<Record<string, (columns: Columns) => readonly (readonly (string | number)[])[]>> = {
  Q1: ({ length, times, codes, dictionary }) => {
    const from = since(14);
    const first = Math.floor(from / hour);
    const category = codes('ChangeCategory');
    const names = dictionary('ChangeCategory');
    const counts = new Int32Array((14 * 24 + 2) * names.length);
    for (let row = 0; row < length; row++) {
      const time = times[row] ?? 0;
      if (time < from) continue;
      const at = (Math.floor(time / hour) - first) * names.length + (category[row] ?? 0);
      counts[at] = (counts[at] ?? 0) + 1;
    }
    return counted(counts, (at) => [(first + Math.floor(at / names.length)) * hour, names[at % names.length] ?? '']);
  },
  Q2: ({ length, times, codes, dictionary }) => {
    const from = since(7);
    const [computer, type] = [codes('Computer'), codes('ConfigChangeType')];
    const [computers, types] = [dictionary('Computer'), dictionary('ConfigChangeType')];
    const counts = new Int32Array(computers.length * types.length);
    for (let row = 0; row < length; row++) {
      if ((times[row] ?? 0) < from) continue;
      const at = (computer[row] ?? 0) * types.length + (type[row] ?? 0);
      counts[at] = (counts[at] ?? 0) + 1;
    }
    return counted(counts, (at) => [computers[Math.floor(at / types.length)] ?? '', types[at % types.length] ?? '']);
  },
  Q4: ({ length, times, codes, dictionary }) => {
    const from = since(7);
    const [type, category] = [codes('ConfigChangeType'), codes('ChangeCategory')];
    const byType = new Int32Array(dictionary('ConfigChangeType').length);
    const byCategory = new Int32Array(dictionary('ChangeCategory').length);
    let total = 0;
    for (let row = 0; row < length; row++) {
      if ((times[row] ?? 0) < from) continue;
      total++;
      const [t, c] = [type[row] ?? 0, category[row] ?? 0];
      byType[t] = (byType[t] ?? 0) + 1;
      byCategory[c] = (byCategory[c] ?? 0) + 1;
    }
    const of = (counts: Int32Array, name: string, text: string) => counts[dictionary(name).indexOf(text)] ?? 0;
    return [
      [
        total,
        ...['Files', 'Registry'].map((text) => of(byType, 'ConfigChangeType', text)),
        ...['Modified', 'Added', 'Removed'].map((text) => of(byCategory, 'ChangeCategory', text)),
      ],
    ];
  },
  Q6: ({ length, times, codes, dictionary }) => {
    const from = since(30);
    const path = codes('FileSystemPath');
    const paths = dictionary('FileSystemPath');
    const counts = new Int32Array(paths.length);
    for (let row = 0; row < length; row++) {
      if ((times[row] ?? 0) >= from) counts[path[row] ?? 0] = (counts[path[row] ?? 0] ?? 0) + 1;
    }
    return [...counts.keys()]
      .toSorted((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0))
      .slice(0, 20)
      .map((at) => [paths[at] ?? '', counts[at] ?? 0]);
  },
};
