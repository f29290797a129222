import { describe, expect, it } from 'vitest';
import type { FromWorker, ToWorker } from './protocol';
import { type LinkState, createServiceLink } from './service-link';

const schema = { tables: [], functions: [] };

/** A link to a worker that answers by hand, with a clock that is moved by hand. */
const setUp = () => {
  const posted: ToWorker[] = [];
  const states: LinkState[] = [];
  const timers = new Set<{ readonly at: number; readonly ring: () => void }>();
  let now = 0;
  let started = 0;
  let stopped = 0;
  let told: { readonly say: (message: FromWorker) => void; readonly fail: (reason: string) => void } | undefined;
  const link = createServiceLink(
    (tell, failed) => {
      started++;
      told = { say: tell, fail: failed };
      return { post: (message) => posted.push(message), terminate: () => stopped++ };
    },
    true,
    (milliseconds, ring) => {
      const timer = { at: now + milliseconds, ring };
      timers.add(timer);
      return () => timers.delete(timer);
    },
  );
  const leave = link.listen((state) => states.push(state));
  return {
    link,
    leave,
    states,
    say: (message: FromWorker) => told?.say(message),
    fail: () => told?.fail('no script'),
    questions: () => posted.flatMap((message) => (message.type === 'question' ? [message] : [])),
    schemas: () => posted.filter(({ type }) => type === 'schema').length,
    counts: () => ({ started, stopped }),
    pass: (milliseconds: number) => {
      now += milliseconds;
      for (const timer of timers) {
        if (timer.at > now) continue;
        timers.delete(timer);
        timer.ring();
      }
    },
  };
};

const noFaults = (id: number): FromWorker => ({ type: 'answer', id, answer: { name: 'faults', value: [] } });

describe('the link to the language service', () => {
  it('asks one question of a kind at a time and skips those that a newer one made idle', async () => {
    const { link, say, questions, schemas } = setUp();
    say({ type: 'ready', milliseconds: 1 });
    const asked = ['a', 'ab', 'abc'].map((text) => link.faults(text, schema));
    const help = link.help('a', 0, schema);
    expect(questions().map(({ ask }) => [ask.name, ask.text])).toEqual([
      ['faults', 'a'],
      ['help', 'a'],
    ]);
    const [first] = questions();
    say(noFaults(first?.id ?? 0));
    expect(questions().at(-1)?.ask).toEqual({ name: 'faults', text: 'abc' });
    say(noFaults(questions().at(-1)?.id ?? 0));
    expect(await Promise.all(asked)).toEqual([[], undefined, []]);
    expect(schemas()).toBe(1);
    const second = questions()[1];
    say({ type: 'refused', id: second?.id ?? 0, message: 'too odd' });
    await expect(help).rejects.toThrow('too odd');
  });

  it('gives up when the script cannot be loaded, and tries again when told', async () => {
    const { link, states, say, fail, counts } = setUp();
    const waiting = link.format('x');
    fail();
    await expect(waiting).rejects.toThrow('no script');
    await expect(link.format('x')).rejects.toThrow('could not be loaded');
    expect(counts().started).toBe(1);
    link.retry();
    say({ type: 'ready', milliseconds: 1 });
    expect(states).toEqual(['failed', 'loading', 'ready']);
    expect(counts()).toEqual({ started: 2, stopped: 1 });
  });

  it('takes a worker that leaves a question unanswered for dead', async () => {
    const { link, say, pass, states } = setUp();
    say({ type: 'ready', milliseconds: 1 });
    const waiting = link.faults('a', schema).catch(String);
    pass(29_000);
    expect(states).toEqual(['ready']);
    pass(2_000);
    expect(states).toEqual(['ready', 'failed']);
    expect(await waiting).toContain('does not answer');
  });

  it('stops the worker a minute after the last editor has gone, and starts it with the next', () => {
    const { link, leave, say, pass, counts } = setUp();
    say({ type: 'ready', milliseconds: 1 });
    leave();
    pass(30_000);
    const leaveAgain = link.listen(() => {});
    pass(60_000);
    expect(counts()).toEqual({ started: 1, stopped: 0 });
    leaveAgain();
    pass(61_000);
    expect(counts()).toEqual({ started: 1, stopped: 1 });
    link.listen(() => {});
    expect(counts().started).toBe(2);
  });
});
