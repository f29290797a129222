import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Browser, Page } from '@playwright/test';
import * as z from 'zod/mini';

/** What scrolling at one speed costs. Times in milliseconds. */
type PaceFigures = {
  readonly pace: Pace;
  /** Work of the page's main thread between two frames, processor time, in rising order. */
  readonly frames: readonly number[];
  /** Main-thread tasks over 50 ms, by the clock. */
  readonly longTasks: readonly number[];
  /** Part of the screen's frames for which the page had nothing new, 0 to 1. */
  readonly dropped: number;
};

/** How a long table scrolls. Times in milliseconds. */
export type ScrollFigures = {
  /** Rows of the table. */
  readonly rows: number;
  readonly paces: readonly PaceFigures[];
  /** From the key press to the last row's text. */
  readonly end: number;
  /** Bytes, after collecting garbage. */
  readonly heap: number;
  readonly nodes: number;
};

const table = '[role="table"][aria-label="Changes"]';
/** How far a frame scrolls, px: 24 as a wheel that is turned fast (about 14 notches a second), 90 as a hard flick of a trackpad. */
const paces = { wheel: 24, flick: 90 } as const;
type Pace = keyof typeof paces;

const frameMark = 'bench-frame';
/** A screen's frame, milliseconds. */
const screenFrame = 1000 / 60;

/**
 * Runs in the page: scrolls by the same distance each frame and marks the frames; resolves to the times between them. No
 * named functions in what runs in the page: the names that tsx keeps do not exist there.
 */
const scrollFrames = async (asked: { selector: string; mark: string; count: number; step: number }) => {
  const { selector, mark, count, step } = asked;
  const gaps: number[] = [];
  const scroller = document.querySelector(selector)?.closest('section');
  let last = await new Promise<number>((next) => requestAnimationFrame(next));
  while (gaps.length < count) {
    performance.mark(mark);
    scroller?.scrollBy(0, step);
    const at = await new Promise<number>((next) => requestAnimationFrame(next));
    gaps.push(at - last);
    last = at;
  }
  return gaps;
};

/** Runs in the page: presses End on the table and resolves when the last row has its text, to the time that took. */
const pressEnd = async (selector: string) => {
  const element = document.querySelector(selector);
  const last = element?.getAttribute('aria-rowcount') ?? '';
  const began = performance.now();
  element?.dispatchEvent(new KeyboardEvent('keydown', { key: 'End', bubbles: true }));
  while (!document.querySelector(`${selector} [role="row"][aria-rowindex="${last}"] a`)?.textContent)
    await new Promise<number>((next) => requestAnimationFrame(next));
  return performance.now() - began;
};

const traceOf = z.object({
  traceEvents: z.array(
    z.looseObject({
      name: z.string(),
      ph: z.string(),
      pid: z.number(),
      tid: z.number(),
      ts: z.optional(z.number()),
      dur: z.optional(z.number()),
      tdur: z.optional(z.number()),
    }),
  ),
});

/** Sums what the main thread did between the frames' marks. */
function readTrace(file: string) {
  const { traceEvents } = traceOf.parse(JSON.parse(readFileSync(file, 'utf8')));
  const marks = traceEvents.filter(({ name }) => name === frameMark);
  const [first] = marks;
  const tasks = traceEvents.filter(
    ({ name, ph, pid, tid }) =>
      ph === 'X' && pid === first?.pid && tid === first.tid && /^(?:ThreadControllerImpl::)?RunTask$/.test(name),
  );
  const times = marks.map(({ ts }) => ts ?? 0).toSorted((a, b) => a - b);
  const inside = tasks.filter(({ ts = 0 }) => ts >= (times[0] ?? 0) && ts < (times.at(-1) ?? 0));
  const work = Array.from({ length: Math.max(0, times.length - 1) }, () => 0);
  for (const { ts = 0, dur = 0, tdur = dur } of inside) {
    const frame = times.findLastIndex((time) => time <= ts);
    work[frame] = (work[frame] ?? 0) + tdur / 1000;
  }
  return {
    frames: work.toSorted((a, b) => a - b),
    longTasks: inside.map(({ dur = 0 }) => dur / 1000).filter((dur) => dur > 50),
  };
}

/**
 * Scrolls the Changes table at `url` for `count` frames and then to its end. `folder` takes the trace.
 * @throws Error where the table shows no row within ten minutes
 */
export async function measureScroll(
  browser: Browser,
  url: string,
  folder: string,
  count = 300,
): Promise<ScrollFigures> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, timezoneId: 'UTC' });
  try {
    const page = await context.newPage();
    await page.goto(url);
    await page.locator(`${table} [role="row"] a`).first().waitFor({ timeout: 600_000 });
    await quiet(page);
    const measured: PaceFigures[] = [];
    for (const pace of ['wheel', 'flick'] as const) {
      const file = join(folder, 'scroll-trace.json');
      await browser.startTracing(page, { path: file, categories: ['toplevel', 'blink.user_timing'] });
      const gaps = await page.evaluate(scrollFrames, { selector: table, mark: frameMark, count, step: paces[pace] });
      await browser.stopTracing();
      const missed = gaps.reduce((sum, gap) => sum + Math.max(0, Math.round(gap / screenFrame) - 1), 0);
      measured.push({ pace, ...readTrace(file), dropped: missed / (gaps.length + missed) });
      await quiet(page);
    }
    const shown = page.locator(`${table} [role="row"] a`).first().locator('xpath=ancestor::*[@role="row"]');
    const first = Number(await shown.getAttribute('aria-rowindex'));
    if (!(first > count)) throw new Error(`the table has not scrolled: its first row in view is ${String(first)}`);
    const end = await page.evaluate(pressEnd, table);
    const session = await context.newCDPSession(page);
    await session.send('HeapProfiler.collectGarbage');
    await session.send('Performance.enable');
    const { metrics } = await session.send('Performance.getMetrics');
    const rows = Number(await page.locator(table).getAttribute('aria-rowcount')) - 1;
    return {
      rows,
      paces: measured,
      end,
      heap: metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN,
      nodes: await page.evaluate(() => document.querySelectorAll('*').length),
    };
  } finally {
    await context.close();
  }
}

/** Lets what the last step started come to its end. */
const quiet = async (page: Page) => {
  await page.waitForLoadState('networkidle');
  await wait(1000);
};

const quantile = (sorted: readonly number[], part: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;

const ms = (value: number) => `${value.toFixed(1)} ms`;

const paceLines = ({ pace, frames, longTasks, dropped }: PaceFigures): readonly string[] => [
  `  ${pace}, ${String(paces[pace])} px a frame, ${String(frames.length)} frames`,
  `    main-thread work a frame  p50 ${ms(quantile(frames, 0.5))}, p95 ${ms(quantile(frames, 0.95))} (limit 8 ms), max ${ms(quantile(frames, 1))}`,
  `    tasks over 50 ms          ${String(longTasks.length)} (limit 0)${longTasks.length > 0 ? `, longest ${ms(Math.max(...longTasks))}` : ''}`,
  `    dropped frames            ${(dropped * 100).toFixed(1)} % (limit 1 %)`,
];

/** The figures as lines, each with its limit of design §9 where it has one. */
export const scrollReport = (name: string, { rows, paces: measured, end, heap, nodes }: ScrollFigures): string =>
  [
    `scrolling, ${name}: ${String(rows)} changes`,
    ...measured.flatMap(paceLines),
    `  End to the last row         ${ms(end)} (limit 2,000 ms)`,
    `  heap, elements              ${(heap / 1_000_000).toFixed(1)} MB, ${String(nodes)}`,
  ].join('\n');
