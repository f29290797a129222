import type { ExprNode } from './ast';
import { findAggregate } from './functions/registry';

/**
 * Scalar functions whose result keeps the name of their first argument when the query gives none, as Kusto declares
 * them (`summarize count() by bin(TimeGenerated, 1h)` gives a column `TimeGenerated`).
 */
const keepsFirstArgument = new Set<string>([]);

/** Functions whose result is named after themselves and their first argument (`strlen_Name`). */
const namedAfterSelf = new Set<string>([]);

/**
 * Name of the column an expression makes when the query gives none: a column's own, a path joined by `_`, an
 * aggregate's (`dcount_Computer`); undefined where Kusto numbers the column.
 */
export const impliedName = (node: ExprNode): string | undefined => {
  switch (node.kind) {
    case 'name':
      return node.name;
    case 'member': {
      const target = impliedName(node.target);
      return target === undefined ? undefined : `${target}_${node.member.text}`;
    }
    case 'index': {
      const target = impliedName(node.target);
      if (target === undefined) return undefined;
      const { index } = node;
      const known = index.kind === 'literal' && (typeof index.value === 'string' || typeof index.value === 'number');
      return `${target}_${known ? String(index.value) : ''}`;
    }
    case 'call': {
      const [first] = node.args;
      const argument = first === undefined ? undefined : impliedName(first.value);
      if (node.name.text === 'ingestion_time') return '$IngestionTime';
      if (keepsFirstArgument.has(node.name.text)) return argument;
      if (namedAfterSelf.has(node.name.text)) return `${node.name.text}_${argument ?? ''}`;
      const aggregate = findAggregate(node.name.text);
      if (aggregate === undefined) return undefined;
      return aggregate.defaultName(first?.value.kind === 'star' ? undefined : argument);
    }
    default:
      return undefined;
  }
};

/** Gives out column names that are unique in one output, adding 1, 2 ... where a name is taken. */
export class ColumnNames {
  private readonly taken: Set<string>;
  private unnamed = 0;

  constructor(taken: Iterable<string> = []) {
    this.taken = new Set(taken);
  }

  has(name: string): boolean {
    return this.taken.has(name);
  }

  /** False when the name is taken. */
  claim(name: string): boolean {
    if (this.taken.has(name)) return false;
    this.taken.add(name);
    return true;
  }

  unique(name: string): string {
    let candidate = name;
    for (let suffix = 1; !this.claim(candidate); suffix++) candidate = `${name}${suffix}`;
    return candidate;
  }

  /** `Column1`, `Column2` ... */
  numbered(): string {
    this.unnamed++;
    return this.unique(`Column${this.unnamed}`);
  }
}
