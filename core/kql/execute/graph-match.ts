import { DataError } from '../data-error';
import { dynamicReader } from '../functions/read';
import type { Computation, GraphHop } from '../plan';
import type { TypedVector } from '../registry';
import { gather, jsonVector } from '../vectors';
import type { Json } from '../vector';
import type { Compute } from './compute';
import { type Frame, spread, vectorFrame } from './frame';
import { type Adjacency, adjacencyOf, indexOf } from './graph';

type Match = Extract<Computation, { kind: 'graph-match' }>;
/** Node of each place, and of each hop its edges and the nodes between them. */
type Found = { readonly nodes: readonly number[]; readonly paths: readonly Path[] };
type Path = { readonly edges: readonly number[]; readonly inner: readonly number[] };

/** Most matches, and steps on the way to them, before a pattern is given up as too wide. */
const maxMatches = 1_000_000;
const maxSteps = 50_000_000;

/** Rows for which all of these boolean columns hold. */
const passing = (frame: Frame, at: readonly number[]): ((row: number) => boolean) => {
  const columns = at.map((index) => spread(frame.column(index), frame.length));
  return (row) => columns.every((of) => of.kind === 'number' && of.nulls?.[row] !== 1 && (of.values[row] ?? 0) !== 0);
};

type Step = { readonly edge: number; readonly next: number };

const stepsFrom = ({ source, target, leaving, reaching }: Adjacency, hop: GraphHop, node: number): readonly Step[] => {
  const out = (leaving[node] ?? []).map((edge) => ({ edge, next: target[edge] ?? -1 }));
  const back = (reaching[node] ?? []).map((edge) => ({ edge, next: source[edge] ?? -1 }));
  if (hop.direction === 'out') return out;
  // A loop is both, but one way.
  return hop.direction === 'in' ? back : [...out, ...back.filter(({ next }) => next !== node)];
};

/** `graph-match` and `graph-shortest-paths`: tries the hops one after another, as far as the filters let it. */
export const matchGraph = (plan: Compute, what: Match, edges: Frame, nodes: Frame): Frame => {
  const [edgeColumns = [], nodeColumns = []] = plan.inputs.map((input) => input.columns);
  const adjacency = adjacencyOf(plan, edges, nodes);
  const places = what.nodeFilters.map((names) =>
    passing(
      nodes,
      names.map((name) => indexOf(nodeColumns, name)),
    ),
  );
  const hops = what.hops.map((hop) => ({
    ...hop,
    edgePasses: passing(
      edges,
      hop.edgeFilters.map((name) => indexOf(edgeColumns, name)),
    ),
    innerPasses: passing(
      nodes,
      hop.innerFilters.map((name) => indexOf(nodeColumns, name)),
    ),
  }));
  const found: Found[] = [];
  let steps = 0;
  const count = (): void => {
    if (++steps > maxSteps || found.length > maxMatches) throw new DataError('The graph pattern has too many matches');
  };
  const at: number[] = places.map(() => -1);
  const paths: Path[] = [];
  const usedEdges = new Set<number>();
  const usedNodes = new Set<number>();

  /** Puts a node in a place and goes on, unless the place is taken by another or does not take it. */
  const settle = (place: number, node: number, then: () => void): void => {
    if (at[place] !== -1) {
      if (at[place] === node) then();
      return;
    }
    if (places[place]?.(node) !== true) return;
    at[place] = node;
    then();
    at[place] = -1;
  };

  const walk = (index: number, node: number, path: Path): void => {
    const hop = hops[index];
    if (hop === undefined) return;
    count();
    const { length } = path.edges;
    if (length >= hop.least) {
      settle(hop.to, node, () => {
        paths[index] = path;
        match(index + 1);
      });
    }
    if (length >= hop.most || (length > 0 && !hop.innerPasses(node))) return;
    for (const { edge, next } of stepsFrom(adjacency, hop, node)) {
      if (next < 0 || !hop.edgePasses(edge)) continue;
      if (what.cycles !== 'all' && usedEdges.has(edge)) continue;
      if (what.cycles === 'none' && usedNodes.has(next)) continue;
      const fresh = !usedNodes.has(next);
      const freshEdge = !usedEdges.has(edge);
      usedEdges.add(edge);
      usedNodes.add(next);
      walk(index, next, { edges: [...path.edges, edge], inner: length > 0 ? [...path.inner, node] : [] });
      if (freshEdge) usedEdges.delete(edge);
      if (fresh) usedNodes.delete(next);
    }
  };

  const everyNode = (place: number, then: (node: number) => void): void => {
    const taken = at[place] ?? -1;
    if (taken !== -1) then(taken);
    else {
      for (let node = 0; node < nodes.length; node++) {
        settle(place, node, () => {
          // A part of the pattern before this one may have come through the node.
          const fresh = !usedNodes.has(node);
          usedNodes.add(node);
          then(node);
          if (fresh) usedNodes.delete(node);
        });
      }
    }
  };

  const match = (index: number): void => {
    const hop = hops[index];
    if (hop === undefined) found.push({ nodes: [...at], paths: [...paths] });
    else everyNode(hop.from, (node) => walk(index, node, { edges: [], inner: [] }));
  };

  /** Level by level from one node: the first path to each node, or all of that length. */
  const shortest = (start: number): void => {
    const [hop] = hops;
    if (hop === undefined) return;
    const reached = new Map([[start, 0]]);
    let level: { readonly node: number; readonly path: Path }[] = [{ node: start, path: { edges: [], inner: [] } }];
    for (let depth = 1; depth <= hop.most && level.length > 0; depth++) {
      const next: typeof level = [];
      for (const { node, path } of level) {
        if (depth > 1 && !hop.innerPasses(node)) continue;
        for (const step of stepsFrom(adjacency, hop, node)) {
          count();
          const known = reached.get(step.next);
          if (step.next < 0 || !hop.edgePasses(step.edge)) continue;
          if (known !== undefined && !(what.shortest === 'all' && known === depth)) continue;
          reached.set(step.next, depth);
          const inner = depth > 1 ? [...path.inner, node] : [];
          next.push({ node: step.next, path: { edges: [...path.edges, step.edge], inner } });
        }
      }
      level = next;
      if (depth < hop.least) continue;
      for (const { node, path } of level) {
        settle(hop.to, node, () => found.push({ nodes: [...at], paths: [path] }));
      }
    }
  };

  const [first] = hops;
  if (what.shortest !== undefined && first !== undefined) everyNode(first.from, shortest);
  else if (first === undefined) everyNode(0, () => match(0));
  else match(0);

  const rowsOf = (pick: (of: Found) => number | undefined): Int32Array => Int32Array.from(found, (of) => pick(of) ?? 0);
  const made = what.output.map(({ from, at: place, column }): TypedVector => {
    const ofNodes = from === 'node' || from === 'inner';
    const frame = ofNodes ? nodes : edges;
    const source = frame.column(indexOf(ofNodes ? nodeColumns : edgeColumns, column));
    if (from === 'node' || from === 'edge') {
      const rows = rowsOf((of) => (from === 'node' ? of.nodes[place] : of.paths[place]?.edges[0]));
      return { type: source.type, constant: false, vector: gather(spread(source, frame.length), rows, rows.length) };
    }
    const read = dynamicReader(source);
    const values = found.map(({ paths: walked }): Json => {
      const path = walked[place];
      return (from === 'inner' ? (path?.inner ?? []) : (path?.edges ?? [])).map(read);
    });
    return { type: 'dynamic', constant: false, vector: jsonVector(values) };
  });
  return vectorFrame(made, found.length);
};
