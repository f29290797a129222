import { convert } from '#core/kql/functions/read';
import { type ColumnSchema, ingestionTimeColumn, type TableSchema } from '#core/kql/schema';
import type { Batch, Vector } from '#core/kql/vector';
import { nullVector } from '#core/kql/vectors';
import { Chunk, Dictionary } from './memory-column';

/** Rows are kept apart by stretches of this many microseconds, so that a time range touches only its own chunks. */
const stretch = 4 * 86_400 * 1_000_000;

export type TimeBounds = { readonly from: number; readonly to: number };

type Partition = { readonly start: number; readonly chunks: Chunk[] };

/** One table over all workspaces: columns as they have grown, one dictionary per text column, chunks by time. */
export class MemoryTable {
  readonly #columns = new Map<string, ColumnSchema>();
  readonly #dictionaries = new Map<string, Dictionary>();
  readonly #workspaces = new Map<string, Partition[]>();
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }

  /** The columns rows have come with, in the order they were first seen. */
  schema(): TableSchema {
    return { name: this.name, columns: [...this.#columns.values()] };
  }

  has(workspace: string): boolean {
    return this.#workspaces.has(workspace);
  }

  #dictionary(name: string): Dictionary {
    let dictionary = this.#dictionaries.get(name);
    if (!dictionary) {
      dictionary = new Dictionary();
      this.#dictionaries.set(name, dictionary);
    }
    return dictionary;
  }

  /** Makes columns known that the schema has; a known column keeps its type. */
  declare(columns: readonly ColumnSchema[]): void {
    for (const column of columns) if (!this.#columns.has(column.name)) this.#columns.set(column.name, column);
  }

  #openChunk(workspace: string, time: number): Chunk {
    let partitions = this.#workspaces.get(workspace);
    if (!partitions) {
      partitions = [];
      this.#workspaces.set(workspace, partitions);
    }
    const start = Math.floor(time / stretch) * stretch;
    let at = partitions.findLastIndex((partition) => partition.start <= start);
    if (partitions[at]?.start !== start) partitions.splice(++at, 0, { start, chunks: [] });
    const chunks = partitions[at]?.chunks ?? [];
    const last = chunks.at(-1);
    if (last && last.room > 0) return last;
    const chunk = new Chunk();
    chunks.push(chunk);
    return chunk;
  }

  /**
   * Stores the chosen rows of a batch. `times[row]` places a row (its TimeGenerated, else its arrival); runs of rows of
   * one stretch are stored column by column.
   */
  add(workspace: string, batch: Batch, fresh: Int32Array, times: Float64Array, receivedAt: number): void {
    const arrival: Vector = { kind: 'number', values: new Float64Array(batch.length).fill(receivedAt) };
    const sources = batch.columns.map(({ name, type }, index) => {
      const vector = batch.vectors[index] ?? nullVector(type, batch.length);
      const known = this.#columns.get(name)?.type ?? type;
      const fitting = known === type ? vector : convert({ type, constant: false, vector }, known, batch.length);
      return { name, type: known, vector: fitting, dictionary: this.#dictionary(name) };
    });
    const { name, type } = ingestionTimeColumn;
    sources.push({ name, type, vector: arrival, dictionary: this.#dictionary(name) });
    const rows = byStretch(fresh, times);
    const stretchOf = (row: number): number => Math.floor((times[rows[row] ?? 0] ?? 0) / stretch);
    for (let from = 0; from < rows.length; ) {
      const chunk = this.#openChunk(workspace, times[rows[from] ?? 0] ?? 0);
      let to = from + 1;
      const last = Math.min(rows.length, from + chunk.room);
      while (to < last && stretchOf(to) === stretchOf(from)) to++;
      for (const source of sources)
        chunk.add(source.name, source.type, source.dictionary, source.vector, rows, from, to);
      for (let row = from; row < to; row++) {
        const time = times[rows[row] ?? 0] ?? 0;
        chunk.minTime = Math.min(chunk.minTime, time);
        chunk.maxTime = Math.max(chunk.maxTime, time);
      }
      chunk.length += to - from;
      from = to;
    }
  }

  /**
   * Batches of a workspace whose times may be within the bounds, with the given columns. The newest stretch comes first,
   * since most questions are about the newest rows.
   */
  *batches(workspace: string, columns: readonly ColumnSchema[], bounds: TimeBounds): Generator<Batch> {
    const chunks = (this.#workspaces.get(workspace) ?? []).flatMap((partition) => partition.chunks).reverse();
    for (const chunk of chunks) {
      if (chunk.maxTime < bounds.from || chunk.minTime > bounds.to) continue;
      yield this.#batch(chunk, columns);
    }
  }

  #batch(chunk: Chunk, columns: readonly ColumnSchema[]): Batch {
    const vectors = columns.map(({ name, type }) => {
      const stored = name === ingestionTimeColumn.name ? ingestionTimeColumn : this.#columns.get(name);
      if (!stored) return nullVector(type, chunk.length);
      const vector = chunk.view(name, stored.type, this.#dictionary(name));
      return stored.type === type
        ? vector
        : convert({ type: stored.type, constant: false, vector }, type, chunk.length);
    });
    return { columns, vectors, length: chunk.length };
  }

  /** Deletes rows of a workspace placed before a time; chunks wholly in time are not touched. Returns how many. */
  retain(workspace: string, before: number): number {
    const columns: ColumnSchema[] = [...this.#columns.values(), ingestionTimeColumn];
    const timeAt = columns.findIndex(({ name }) => name === 'TimeGenerated');
    let deleted = 0;
    for (const partition of this.#workspaces.get(workspace) ?? []) {
      const kept: Chunk[] = [];
      for (const chunk of partition.chunks) {
        if (chunk.minTime >= before) {
          kept.push(chunk);
        } else if (chunk.maxTime < before) {
          deleted += chunk.length;
        } else {
          const rest = this.#after(this.#batch(chunk, columns), timeAt, before);
          deleted += chunk.length - rest.length;
          if (rest.length > 0) kept.push(rest);
        }
      }
      partition.chunks.splice(0, partition.chunks.length, ...kept);
    }
    return deleted;
  }

  /** A new chunk with the rows of a batch not before a time; rows without a time of their own go by their arrival. */
  #after(batch: Batch, timeAt: number, before: number): Chunk {
    const times = rowTimes(batch, timeAt, (row) => numberAt(batch.vectors.at(-1), row));
    const rows = Int32Array.from(times.keys()).filter((row) => (times[row] ?? 0) >= before);
    const chunk = new Chunk();
    batch.columns.forEach(({ name, type }, index) => {
      const vector = batch.vectors[index];
      if (vector) chunk.add(name, type, this.#dictionary(name), vector, rows, 0, rows.length);
    });
    chunk.length = rows.length;
    for (const row of rows) {
      chunk.minTime = Math.min(chunk.minTime, times[row] ?? 0);
      chunk.maxTime = Math.max(chunk.maxTime, times[row] ?? 0);
    }
    return chunk;
  }
}

/** Rows ordered by the stretch they fall in, otherwise as they came: late rows cost one run a stretch, not one each. */
const byStretch = (rows: Int32Array, times: Float64Array): Int32Array => {
  const stretches = times.map((time) => Math.floor(time / stretch));
  let ordered = true;
  for (let at = 1; at < rows.length && ordered; at++) {
    ordered = (stretches[rows[at] ?? 0] ?? 0) >= (stretches[rows[at - 1] ?? 0] ?? 0);
  }
  if (ordered) return rows;
  return rows.toSorted((left, right) => (stretches[left] ?? 0) - (stretches[right] ?? 0) || left - right);
};

const numberAt = (vector: Vector | undefined, row: number): number =>
  vector?.kind === 'number' ? (vector.values[row] ?? 0) : 0;

/** Time that places each row: the column at `timeAt`, or `otherwise` where that is missing or null. */
export const rowTimes = (batch: Batch, timeAt: number, otherwise: (row: number) => number): Float64Array => {
  const vector = batch.vectors[timeAt];
  const times = new Float64Array(batch.length);
  for (let row = 0; row < batch.length; row++) {
    const known = vector?.kind === 'number' && vector.nulls?.[row] !== 1;
    times[row] = known ? (vector.values[row] ?? 0) : otherwise(row);
  }
  return times;
};
