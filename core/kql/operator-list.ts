/** A part of the language that is no function: what it is called, how it is written and what it does. */
export type LanguagePart = { readonly name: string; readonly form: string; readonly summary: string };

const part = (name: string, form: string, summary: string): LanguagePart => ({ name, form, summary });

/** Where a query starts. */
export const sources: readonly LanguagePart[] = [
  part('table', '`Table`, `table("Table")`', 'rows of a stored table, or of what `let` and `as` named'),
  part('datatable', '`datatable (a: long) [1, 2]`', 'rows written in the query'),
  part('print', '`print a = 1`', 'one row of expressions'),
  part('range', '`range x from 1 to 5 step 1`', 'numbers or times at equal steps'),
  part('union', '`union kind=outer withsource=S isfuzzy=true A, B*`', 'rows of several tables'),
  part('search', '`search in (A) "text" and x == 1`', 'rows of any table that contain a term'),
  part('find', '`find in (A) where x == 1 project a, pack(*)`', 'as search, with the columns asked for'),
];

/** Operators after a `|`. */
export const operators: readonly LanguagePart[] = [
  part('where', '`where x > 1`, `filter`', 'rows for which a condition is true; `x in (table)`; `* has "text"`'),
  part('extend', '`extend y = x + 1`', 'adds columns or replaces them'),
  part('project', '`project a, b = x`', 'columns and expressions'),
  part('project-away', '`project-away a, b*`', 'all but these columns'),
  part('project-keep', '`project-keep a, b*`', 'these columns in their order'),
  part('project-rename', '`project-rename new = old`', 'renames columns'),
  part('project-reorder', '`project-reorder a, b* granny-asc`', 'these columns first'),
  part('project-by-names', '`project-by-names "a", dynamic(["b*"])`', 'columns that constants name'),
  part('distinct', '`distinct a, b`, `distinct *`', 'each combination once'),
  part('count', '`count`, `count as n`', 'how many rows'),
  part(
    'summarize',
    '`summarize n = count() by a, bin(t, 1h)`',
    'aggregates over groups; expressions over aggregates; `(a, b) = arg_max(...)`',
  ),
  part('top', '`top 5 by x desc nulls last`', 'the first rows in an order'),
  part(
    'top-nested',
    '`top-nested 2 of a by count(), top-nested 1 of b by max(x)`',
    'the best of each group, level by level; `with others` on a single level',
  ),
  part('top-hitters', '`top-hitters 5 of a by x`', 'most frequent values; exact here'),
  part('take', '`take 5`, `limit 5`', 'any rows'),
  part('sample', '`sample 5`', 'any rows; the first ones here'),
  part('sample-distinct', '`sample-distinct 5 of a`', 'any distinct values'),
  part('sort', '`sort by a asc nulls first, b`, `order by`', 'descending unless told'),
  part('union', '`union (query), Table`', 'rows of the other tables too'),
  part('join', '`join kind=leftouter (query) on a, $left.b == $right.c`', 'all kinds; innerunique unless told'),
  part('lookup', '`lookup kind=inner (query) on a`', 'adds columns of the matching row'),
  part('mv-expand', '`mv-expand kind=array with_itemindex=i a to typeof(long) limit 5`', 'a row for each element'),
  part('mv-apply', '`mv-apply a to typeof(long) on (top 1 by a)`', 'a subquery over the elements of each row'),
  part('parse', '`parse kind=relaxed x with * "a=" a: long ";" *`', 'columns out of a text: simple, regex, relaxed'),
  part('parse-where', '`parse-where x with ...`', 'as parse, dropping what does not fit'),
  part('parse-kv', '`parse-kv x as (a: long) with (pair_delimiter=";")`', 'columns out of keys and values'),
  part(
    'make-series',
    '`make-series n = count() default=0 on t from a to b step 1h by c`',
    'aggregates as arrays along an axis',
  ),
  part(
    'partition',
    '`partition by a (top 1 by x)`, `partition by a { T | where b == a }`',
    'a subquery over the rows of each value, or a query for each value',
  ),
  part(
    'scan',
    '`scan with_match_id=m declare (a: long = 0) with (step s: x > 1 => a = s.a + 1; step t output=last: y;)`',
    'sequences of rows, step by step',
  ),
  part('reduce', '`reduce kind=source by a with threshold=0.2, characters="_"`', 'patterns of similar texts'),
  part('make-graph', '`make-graph a --> b with nodes on key`, `with_node_id=key`', 'a graph of edges and nodes'),
  part(
    'graph-match',
    '`graph-match cycles=none (a)-[e*1..3]->(b), (b)--(c) where a.x == 1 and all(e, y > 1) project b.x, map(e, y)`',
    'paths in a graph',
  ),
  part('graph-shortest-paths', '`graph-shortest-paths output=all (a)-[e*1..5]->(b) where ... project ...`', 'the same'),
  part('graph-mark-components', '`graph-mark-components kind=strong with_component_id=c`', 'numbers connected parts'),
  part('graph-to-table', '`graph-to-table nodes`, `graph-to-table edges with_source_id=a`', 'the tables of a graph'),
  part('assert-schema', '`assert-schema (a: string)`', 'fails the query unless the columns are these'),
  part('evaluate', '`evaluate pivot(a, count())`', 'a plugin, see below'),
  part('invoke', '`invoke f(1)`', 'a function on the table before it'),
  part('search', '`search "text"`', 'rows that contain a term'),
  part('as', '`as T`', 'names the table for later'),
  part('serialize', '`serialize n = row_number()`', 'fixes the order of rows'),
  part('getschema', '`getschema`', 'the columns as rows'),
  part('render', '`render timechart with (title="t")`', 'last; a note beside the result'),
];

export const plugins: readonly LanguagePart[] = [
  part('bag_unpack', '`evaluate bag_unpack(a, "prefix") : (*, x: long)`', 'a column for each property'),
  part('pivot', '`evaluate pivot(a, sum(x), b)`', 'a column for each value'),
  part('narrow', '`evaluate narrow()`', 'a row for each cell'),
  part(
    'ipv4_lookup',
    '`evaluate ipv4_lookup(Networks, address, network, key, return_unmatched = true)`',
    'rows beside the networks that hold their address',
  ),
  part('ipv6_lookup', '`evaluate ipv6_lookup(Networks, address, network)`', 'as ipv4_lookup'),
  part(
    'geo_polygon_lookup',
    '`evaluate geo_polygon_lookup(Areas, polygon, longitude, latitude, return_unmatched = true)`',
    'locations beside the polygons they lie in',
  ),
  part(
    'geo_line_lookup',
    '`evaluate geo_line_lookup(Roads, line, longitude, latitude, 350)`',
    'locations beside the lines within some metres',
  ),
  part('rows_near', '`evaluate rows_near(a == 1, 2)`', 'rows before and after those that fit'),
  part('dcount_intersect', '`evaluate dcount_intersect(h1, h2)`', 'distinct values that sketches share'),
  part('activity_counts_metrics', '`evaluate activity_counts_metrics(id, t, from, to, 1d, a)`', 'activity by time'),
  part('sliding_window_counts', '`evaluate sliding_window_counts(id, t, from, to, 7d, 1d, a)`', 'counts over windows'),
  part(
    'active_users_count',
    '`evaluate active_users_count(id, t, from, to, 28d, 1d, 3, 7d, a)`',
    'who was active in several periods',
  ),
  part('session_count', '`evaluate session_count(id, t, from, to, 1d, 30m, a)`', 'sessions by time'),
  part('rolling_percentile', '`evaluate rolling_percentile(x, 50, t, 1d, 7, a)`', 'percentile over windows'),
];

export const statements: readonly LanguagePart[] = [
  part(
    'let',
    '`let x = 5;`, `let f = view (a: long = 1, T: (x: long)) { ... };`',
    'names a value, a table or a function',
  ),
  part('declare query_parameters', '`declare query_parameters(a: long = 1);`', 'values with defaults'),
  part('declare pattern', '`declare pattern p = (a: string)[b: string] { ... };`', 'tables by constants'),
  part(
    'set',
    '`set name = value;`',
    'accepted; only those of `bin_auto` have an effect, the others tune the Azure service',
  ),
];

/** Functions about columns and tables, which the registry of values cannot have. */
export const specialFunctions: readonly LanguagePart[] = [
  part('toscalar', '`toscalar(table)`', 'first value of the first row'),
  part('materialize', '`materialize(table)`', 'the table itself'),
  part('table', '`table("Name")`', 'a stored table'),
  part('ingestion_time', '`ingestion_time()`', 'when the row arrived'),
  part('column_ifexists', '`column_ifexists("a", b)`', 'a column or what to take instead'),
  part('pack_all', '`pack_all(true)`', 'the row as a bag'),
  part('bag_pack_columns', '`bag_pack_columns(a, b)`', 'columns as a bag'),
  part('column_names_of', '`column_names_of(table)`', 'names as an array'),
  part('bin_auto', '`bin_auto(t)`', 'bins of the size that `set query_bin_auto_size = 1h;` gives'),
  part('assert', '`assert(condition, "message")`', 'fails the query when it is bound'),
];
