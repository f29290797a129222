import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { failureList, publishedNow, publishedOutcome, publishedShape } from '#core/kql/cases/published';
import { createDuckDbStore } from './duckdb-store';

const file = new URL('../../shared/kql-cases/cases.json', import.meta.url);
const listFile = new URL('../core/kql/cases/known-failures.json', import.meta.url);
const present = existsSync(file);
const cases = present ? publishedShape.parse(JSON.parse(readFileSync(file, 'utf8'))).cases : [];
const workspace = 'w';

describe.skipIf(!present)('published KQL cases over DuckDB (skipped where ../shared/kql-cases is absent)', () => {
  it.each([true, false])('give the same over rows kept in the store, push-down %s', async (push) => {
    const known = failureList.parse(JSON.parse(readFileSync(listFile, 'utf8')));
    const folder = mkdtempSync(join(tmpdir(), 'fim-cases-'));
    const store = await createDuckDbStore(join(folder, 'cases.duckdb'));
    const wrong: string[] = [];
    let kept = 0;
    try {
      for (const [at, each] of cases.entries()) {
        if (known[each.id] !== undefined || !each.query.includes('datatable')) continue;
        const outcome = await publishedOutcome(
          each,
          {
            canPush: push ? store.capabilities.canPush : () => false,
            scan: (prefix) => store.scan([workspace], prefix, { now: publishedNow }),
            keep: async (table, rows) => {
              kept++;
              await store.append(workspace, table, rows, Array.from({ length: rows.length }), publishedNow);
            },
          },
          `Case${at}`,
        );
        if (outcome !== 'passed') wrong.push(`${each.id}: ${outcome}`);
      }
    } finally {
      await store.close();
      rmSync(folder, { recursive: true });
    }
    expect(wrong).toEqual([]);
    expect(kept).toBeGreaterThan(150);
  });
});
