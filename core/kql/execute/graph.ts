import { asText } from '../functions/read';
import type { ColumnSchema } from '../schema';
import { textAt } from '../vectors';
import type { Compute } from './compute';
import { PlanError } from './expression';
import { type Frame, spread, vectorFrame } from './frame';

export const indexOf = (columns: readonly ColumnSchema[], name: string): number => {
  const at = columns.findIndex((of) => of.name === name);
  if (at < 0) throw new PlanError(`the graph has no column ${name}`);
  return at;
};

/** Texts of a column, row by row. */
const textsOf = (frame: Frame, at: number): ((row: number) => string) => {
  const column = frame.column(at);
  const text = asText(column, frame.length);
  return (row) => textAt(text, column.constant ? 0 : row);
};

/** The ends of each edge as rows of the nodes, and the edges that leave and reach each node. */
export type Adjacency = {
  readonly source: Int32Array;
  readonly target: Int32Array;
  readonly leaving: readonly (readonly number[])[];
  readonly reaching: readonly (readonly number[])[];
};

export const adjacencyOf = (plan: Compute, edges: Frame, nodes: Frame): Adjacency => {
  const [edgeColumns = [], nodeColumns = []] = plan.inputs.map((input) => input.columns);
  const id = textsOf(nodes, indexOf(nodeColumns, '$id'));
  const known = new Map<string, number>();
  for (let row = 0; row < nodes.length; row++) if (!known.has(id(row))) known.set(id(row), row);
  const end = (name: string): Int32Array => {
    const text = textsOf(edges, indexOf(edgeColumns, name));
    return Int32Array.from({ length: edges.length }, (_, row) => known.get(text(row)) ?? -1);
  };
  const source = end('$source');
  const target = end('$target');
  const leaving: number[][] = Array.from({ length: nodes.length }, () => []);
  const reaching: number[][] = Array.from({ length: nodes.length }, () => []);
  for (let edge = 0; edge < edges.length; edge++) {
    leaving[source[edge] ?? -1]?.push(edge);
    reaching[target[edge] ?? -1]?.push(edge);
  }
  return { source, target, leaving, reaching };
};

/** Nodes in the order in which a walk along the edges leaves them for good (Kosaraju's first pass). */
const finished = (count: number, next: (node: number) => readonly number[]): number[] => {
  const seen = new Uint8Array(count);
  const order: number[] = [];
  for (let start = 0; start < count; start++) {
    if (seen[start] === 1) continue;
    seen[start] = 1;
    // A node's followers are listed once: a hub has as many as there are edges.
    const stack: { readonly node: number; readonly next: readonly number[]; at: number }[] = [
      { node: start, next: next(start), at: 0 },
    ];
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const following = top.next[top.at++];
      if (following === undefined) {
        order.push(top.node);
        stack.pop();
      } else if (following >= 0 && seen[following] !== 1) {
        seen[following] = 1;
        stack.push({ node: following, next: next(following), at: 0 });
      }
    }
  }
  return order;
};

/** `graph-mark-components`: nodes that reach each other (`strong`: along the edges' direction) have one number. */
export const markComponents = (plan: Compute, strong: boolean, edges: Frame, nodes: Frame): Frame => {
  const { source, target, leaving, reaching } = adjacencyOf(plan, edges, nodes);
  const after = (node: number): number[] => (leaving[node] ?? []).map((edge) => target[edge] ?? -1);
  const before = (node: number): number[] => (reaching[node] ?? []).map((edge) => source[edge] ?? -1);
  const starts = strong
    ? finished(nodes.length, after).toReversed()
    : Array.from({ length: nodes.length }, (_, at) => at);
  const component = new Int32Array(nodes.length).fill(-1);
  let count = 0;
  for (const start of starts) {
    if (component[start] !== -1) continue;
    const queue = [start];
    component[start] = count;
    for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
      for (const next of strong ? before(node) : [...after(node), ...before(node)]) {
        if (next < 0 || component[next] !== -1) continue;
        component[next] = count;
        queue.push(next);
      }
    }
    count++;
  }
  // Numbered in the order of the nodes, however they were found.
  const numbers = new Map<number, number>();
  const values = Float64Array.from(component, (of) => {
    const number = numbers.get(of) ?? numbers.size;
    numbers.set(of, number);
    return number;
  });
  const own = (plan.inputs[1]?.columns ?? []).map(({ type }, at) => ({
    type,
    constant: false,
    vector: spread(nodes.column(at), nodes.length),
  }));
  return vectorFrame([...own, { type: 'long', constant: false, vector: { kind: 'number', values } }], nodes.length);
};
