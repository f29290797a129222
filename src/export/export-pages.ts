import { parseDatetime } from '#core/kql/datetime';
import type { TableSchema } from '#core/kql/schema';
import { parseIsoInterval } from '#core/time/iso-interval';
import type { ExportSource } from './export-source';
import { planned } from './file-writer';
import { type Answer, type Pages, answerOf, pageRows, pagesOf } from './pager';

export type PagesRequest = {
  readonly kql: string;
  readonly source: Pick<ExportSource, 'timespan'>;
  readonly ask: (kql: string, timespan: string | undefined, signal: AbortSignal) => Promise<Answer>;
  /** Schema of the workspace. */
  readonly tables: (signal: AbortSignal) => Promise<readonly TableSchema[]>;
  readonly signal: AbortSignal;
  /** Tries again what may pass. */
  readonly patiently: <T>(attempt: () => Promise<T>) => Promise<T>;
};

const isoMicros = (micros: number): string => {
  const rest = ((micros % 1000) + 1000) % 1000;
  return `${new Date((micros - rest) / 1000).toISOString().slice(0, 23)}${String(rest).padStart(3, '0')}Z`;
};

/** A timespan that means the same however often it is asked with. `now`: microseconds since 1970. */
const heldStill = (timespan: string | undefined, now: number): string | undefined => {
  const parsed = timespan === undefined ? undefined : parseIsoInterval(timespan, now);
  if (!parsed?.ok || parsed.interval.from === undefined || parsed.interval.to === undefined) return timespan;
  return `${isoMicros(parsed.interval.from)}/${isoMicros(parsed.interval.to)}`;
};

/** Where an export's rows come from, and how many there will be, where that is known: only for a query that is read page by page. */
export const exportPages = async (
  request: PagesRequest,
): Promise<{ readonly pages: Pages; readonly total: number | undefined }> => {
  const { kql, source, signal, patiently } = request;
  // The service's clock, which the query's own `now()` goes by.
  const clock = await patiently(() => request.ask('print Now = now()', undefined, signal));
  const now = parseDatetime(String(clock.rows[0]?.[0])) ?? Date.now() * 1000;
  const timespan = heldStill(source.timespan, now);
  const ask = (text: string, asked: AbortSignal) => request.ask(text, timespan, asked);

  const tables = await patiently(() => request.tables(signal)).catch((error: unknown): readonly TableSchema[] => {
    // Without the tables' columns it is not known how to page; the query itself may still be answered.
    if (signal.aborted) throw error;
    return [];
  });
  const plan = tables.length > 0 ? await planned(kql, { tables, now }) : undefined;
  if (!plan) return { pages: answerOf(ask, kql), total: undefined };

  const counted = await patiently(() => ask(`${plan.kql}\n| count`, signal));
  const received = await patiently(() => ask(`${plan.table}\n| summarize Last = max(ingestion_time())`, signal));
  const last = received.rows[0]?.[0];
  const held = typeof last === 'string' ? await planned(kql, { tables, now, snapshot: last }) : undefined;
  return {
    pages: pagesOf(ask, held ?? plan, pageRows(plan.width)),
    total: Number(counted.rows[0]?.[0] ?? 0),
  };
};
