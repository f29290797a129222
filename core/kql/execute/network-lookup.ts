import { comparable6, network6Of, networkOf, parseIpv4 } from '../functions/ip-address';
import type { Computation } from '../plan';
import type { TypedVector } from '../registry';
import { gather, gatherOrNull } from '../vectors';
import { asText, cellReader } from '../functions/read';
import { textAt } from '../vectors';
import type { Compute } from './compute';
import { PlanError } from './expression';
import { type Frame, spread, vectorFrame } from './frame';

type Lookup = Extract<Computation, { kind: 'network-lookup' }>;

/** A network's key is its first address and its length: an address is looked up once for each length that occurs. */
const key = (address: number | bigint, prefix: number): string => `${address}/${prefix}`;

const parsers = {
  4: (text: string) => {
    const found = parseIpv4(text);
    return found && { prefix: found.prefix, within: (prefix: number) => key(networkOf(found.address, prefix), prefix) };
  },
  6: (text: string) => {
    const found = comparable6(text);
    return (
      found && { prefix: found.prefix, within: (prefix: number) => key(network6Of(found.address, prefix), prefix) }
    );
  },
};

const columnOf = (frame: Frame, columns: readonly { readonly name: string }[], name: string): TypedVector => {
  const at = columns.findIndex((of) => of.name === name);
  if (at < 0) throw new PlanError(`no column ${name}`);
  return frame.column(at);
};

/** `ipv4_lookup` and `ipv6_lookup`: a row for each network that holds the address, the longest prefix first. */
export const lookUpNetworks = (plan: Compute, what: Lookup, left: Frame, right: Frame): Frame => {
  const [leftColumns = [], rightColumns = []] = plan.inputs.map((input) => input.columns);
  const parse = parsers[what.version];
  const cells = (frame: Frame, columns: typeof leftColumns) => {
    const readers = what.equal.map((name) => cellReader(columnOf(frame, columns, name)));
    return (row: number): string => readers.map((read) => `|${String(read(row))}`).join('');
  };
  const texts = (frame: Frame, columns: typeof leftColumns, name: string) => {
    const column = columnOf(frame, columns, name);
    const text = asText(column, frame.length);
    return (row: number): string => textAt(text, column.constant ? 0 : row);
  };

  const networks = new Map<string, number[]>();
  const prefixes = new Set<number>();
  const network = texts(right, rightColumns, what.network);
  const rightKey = cells(right, rightColumns);
  for (let row = 0; row < right.length; row++) {
    const found = parse(network(row));
    if (found === undefined) continue;
    prefixes.add(found.prefix);
    const at = found.within(found.prefix) + rightKey(row);
    const rows = networks.get(at);
    if (rows) rows.push(row);
    else networks.set(at, [row]);
  }

  const longestFirst = [...prefixes].toSorted((a, b) => b - a);
  const leftRows: number[] = [];
  const rightRows: number[] = [];
  const address = texts(left, leftColumns, what.address);
  const leftKey = cells(left, leftColumns);
  for (let row = 0; row < left.length; row++) {
    const found = parse(address(row));
    const before = rightRows.length;
    for (const prefix of found ? longestFirst : []) {
      if (found === undefined || prefix > found.prefix) continue;
      for (const match of networks.get(found.within(prefix) + leftKey(row)) ?? []) {
        leftRows.push(row);
        rightRows.push(match);
      }
    }
    if (what.unmatched && rightRows.length === before) {
      leftRows.push(row);
      rightRows.push(-1);
    }
  }

  const fromLeft = Int32Array.from(leftRows);
  const fromRight = Int32Array.from(rightRows);
  const count = leftRows.length;
  const made: TypedVector[] = leftColumns.map(({ type }, at) => ({
    type,
    constant: false,
    vector: gather(spread(left.column(at), left.length), fromLeft, count),
  }));
  for (const name of what.right) {
    const column = columnOf(right, rightColumns, name);
    const whole = spread(column, right.length);
    const vector = gatherOrNull(whole, column.type, fromRight, count);
    made.push({ type: column.type, constant: false, vector });
  }
  return vectorFrame(made, count);
};
