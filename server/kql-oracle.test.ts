import { describe, expect, it } from 'vitest';
import { compile } from '#core/kql/compile';
import { configurationChange, heartbeat } from '#core/fim/tables';
import { createKustoOracle } from './testing/kusto-oracle';

const tables = [configurationChange, heartbeat];
const ask = createKustoOracle(tables);

describe("Microsoft's language service", () => {
  it('names the result columns as the binder does', () => {
    const text = 'Heartbeat | summarize count(), max(TimeGenerated) by bin(TimeGenerated, 1h), OSType';
    const compiled = compile(text, { tables, now: 0 });
    expect(ask(text)).toEqual({ errors: [], columns: compiled.ok ? compiled.query.plan.columns : [] });
  });

  it('knows a column that is not there, and where', () => {
    expect(ask('Heartbeat | where Computr == 1').errors).toMatchObject([{ code: 'KS142', start: 18, length: 7 }]);
  });
});
