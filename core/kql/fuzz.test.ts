import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { builtInTables } from '../fim/tables';
import { compile } from './compile';

const options = { tables: builtInTables, now: Date.UTC(2026, 10, 22) * 1000 };

const words =
  'Heartbeat ConfigurationChange where extend project summarize by join on kind=inner union take top sort order count distinct let print datatable range from to step mv-expand to typeof serialize render as lookup project-away project-rename getschema Computer TimeGenerated Size Detail_CF $left $right true false null and or not in in~ !in between !between contains !contains_cs has matches regex asc desc nulls first ago now bin iff case count dcount arg_max datetime dynamic long strcat'.split(
    ' ',
  );
const symbols = [
  '|',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  ',',
  ';',
  ':',
  '.',
  '..',
  '=',
  '==',
  '=~',
  '!',
  '<',
  '*',
  '+',
  '-',
  '/',
  '%',
  '"',
  "'",
  '@"',
  '```',
  '//',
  '\n',
  '\\',
  '$',
  '~',
  '\u0000',
  '😀',
];
const literals = [
  '1',
  '2.5',
  '0x',
  '1d',
  '9e999',
  '99999999999999999999',
  '"a"',
  "'b'",
  'datetime(2026-11-22)',
  'datetime(',
  'dynamic([1,{"a":2}])',
  'dynamic({',
  'guid(x)',
  'time(1h)',
  'long(null)',
  'T',
];
const token = fc.oneof(fc.constantFrom(...words), fc.constantFrom(...symbols), fc.constantFrom(...literals));
const soup = fc.array(token, { maxLength: 40 }).map((parts) => parts.join(' '));
const glued = fc.array(token, { maxLength: 25 }).map((parts) => parts.join(''));
const anything = fc.string({ unit: 'binary', maxLength: 120 });
const cut = fc
  .tuple(
    fc.constantFrom(
      'ConfigurationChange | where TimeGenerated > ago(7d) and Computer in ("a", "b") | summarize n = count(), arg_max(TimeGenerated, *) by bin(TimeGenerated, 1h), Computer | sort by n desc nulls last | take 5',
      'let f = (x: long, T: (*)) { T | where Size between (1 .. x) | extend y = Detail_CF.a["b"][0] }; f(5, ConfigurationChange) | join kind=leftouter (Heartbeat | project Computer) on $left.Computer == $right.Computer',
      "union withsource=S isfuzzy=true Config*, (print a = dynamic({'x': [1, 2]})) | mv-expand with_itemindex=i a to typeof(string) limit 3 | render table with (title='x')",
    ),
    fc.nat(220),
    fc.nat(12),
    token,
  )
  .map(([text, at, length, part]) => text.slice(0, at) + part + text.slice(at + length));

it('answers any text with a plan or a diagnostic that has a code and a span inside the text', () => {
  fc.assert(
    fc.property(fc.oneof(soup, glued, anything, cut), (text) => {
      const result = compile(text, options);
      if (result.ok) return;
      const [first] = result.diagnostics;
      expect(first?.code).toMatch(/^(?:SYN|SEM)\d{4}$/);
      expect(first?.start).toBeLessThanOrEqual(text.length);
      expect((first?.start ?? 0) + (first?.length ?? 0)).toBeLessThanOrEqual(text.length);
      expect(first?.line).toBeGreaterThan(0);
      expect(first?.position).toBeGreaterThan(0);
    }),
    { numRuns: 5_000, seed: 20_261_122 },
  );
});
