import type { ExprNode } from './ast';
import { findAggregate } from './functions/registry';

/**
 * Scalar functions whose result keeps the name of their first argument when the query gives none, as Kusto declares
 * them (`summarize count() by bin(TimeGenerated, 1h)` gives a column `TimeGenerated`).
 */
const keepsFirstArgument = new Set(
  (
    'split tostring tohex todynamic toobject tolong toint toreal todouble todatetime totimespan totime tobool toboolean ' +
    'todecimal toguid parse_csv parsejson parse_json parse_xml format_datetime format_timespan startofday bin floor ' +
    'bin_at bin_auto binary_and binary_or binary_xor binary_not binary_shift_right binary_shift_left bitset_count_ones ' +
    'round ceiling pow sqrt log log2 log10 exp exp2 exp10 cos sin tan acos asin atan atan2 abs rand gamma loggamma erf ' +
    'erfc format_bytes ' +
    'series_fill_backward series_fill_const series_fill_forward series_fill_linear series_fir series_iir series_outliers'
  ).split(' '),
);

/** The same where they have just one argument. */
const keepsOnlyArgument = new Set(['make_datetime', 'make_timespan']);

/** Functions whose result is named after a prefix and their first argument (`strlen_Name`). */
const namedAfterSelf: ReadonlyMap<string, string> = new Map([
  ['strlen', 'strlen'],
  ['string_size', 'string_size'],
  ['gettype', 'type'],
  ['treepath', 'tree'],
  ['repeat', 'repeat'],
  ['dcount_hll', 'dcount_hll'],
  ['percentile_tdigest', 'percentile_tdigest'],
  ['percentiles_array_tdigest', 'percentile_tdigest'],
]);

/** Functions whose result has one name whatever the arguments are. */
const namedAlike: ReadonlyMap<string, string> = new Map([
  ['ingestion_time', '$IngestionTime'],
  ['hll_merge', 'hll_merged_result'],
  ['merge_tdigest', 'tdigests_merge_result'],
  ['tdigest_merge', 'tdigests_merge_result'],
]);

/** Aggregates whose value keeps the name of the column it comes from. */
const namedAfterColumn = new Set([
  'arg_max',
  'arg_min',
  'take_any',
  'take_anyif',
  'binary_all_and',
  'binary_all_or',
  'binary_all_xor',
]);

/** Name of an aggregate's column: `count_`, `dcount_Computer`; undefined when it is none. */
const aggregateName = (node: ExprNode & { readonly kind: 'call' }): string | undefined => {
  const name = node.name.text;
  const aggregate = findAggregate(name);
  if (aggregate === undefined) return undefined;
  const [first] = node.args;
  const argument = first === undefined ? undefined : impliedName(first.value);
  if (argument !== undefined && namedAfterColumn.has(name)) return argument;
  return aggregate.defaultName(argument);
};

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
      const fixed = namedAlike.get(node.name.text);
      if (fixed !== undefined) return fixed;
      if (keepsFirstArgument.has(node.name.text)) return argument;
      if (keepsOnlyArgument.has(node.name.text) && node.args.length === 1) return argument;
      const prefix = namedAfterSelf.get(node.name.text);
      if (prefix !== undefined) return `${prefix}_${argument ?? ''}`;
      return aggregateName(node);
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
