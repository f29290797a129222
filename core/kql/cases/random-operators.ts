import { type Column, of, pick, type Pipe, type Random, some } from './random-tools';

/**
 * Steps of random queries with operators that no store runs itself: what stands below them is still pushed down, and they
 * must find the same rows there.
 */

type Step = (random: Random, pipe: Pipe, condition: () => string) => boolean;

const add = (pipe: Pipe, text: string, ...columns: readonly Column[]): boolean => {
  pipe.steps.push(text);
  pipe.columns = [...pipe.columns, ...columns];
  return true;
};

const string = (name: string): Column => ({ name, type: 'string' });
const long = (name: string): Column => ({ name, type: 'long' });

/** A text column that later rows of the query can be told apart by, and a name for the step's own columns. */
const texts = (random: Random, pipe: Pipe) => ({
  text: some(random, of(pipe.columns, 'string'))[0]?.name,
  own: `s${pipe.steps.length}`,
});

const expand: Step = (random, pipe) => {
  const { text, own } = texts(random, pipe);
  if (text === undefined) return false;
  const index = pick(random, ['', `with_itemindex=${own}i `]);
  const step = `extend ${own} = split(${text}, "/")\n| mv-expand ${index}${own} to typeof(string)`;
  return add(pipe, step, string(own), ...(index === '' ? [] : [long(`${own}i`)]));
};

const apply: Step = (random, pipe) => {
  const { text, own } = texts(random, pipe);
  if (text === undefined) return false;
  const inner = `summarize ${own}n = count(), ${own}l = max(strlen(${own}))`;
  return add(
    pipe,
    `mv-apply ${own} = split(${text}, "/") to typeof(string) on (${inner})`,
    long(`${own}n`),
    long(`${own}l`),
  );
};

const parse: Step = (random, pipe) => {
  const { text, own } = texts(random, pipe);
  if (text === undefined) return false;
  const operator = pick(random, ['parse', 'parse-where', 'parse kind=relaxed']);
  return add(pipe, `${operator} ${text} with ${own}a "s" ${own}b`, string(`${own}a`), string(`${own}b`));
};

/** The other rows, counted by a column of this query that is one of the table's own. */
const counted = (random: Random, pipe: Pipe, condition: () => string) => {
  const own = ['Computer', 'ConfigChangeType', 'FileSystemPath'].filter((name) =>
    pipe.columns.some((column) => column.name === name),
  );
  const [key] = some(random, own);
  const name = `s${pipe.steps.length}`;
  if (key === undefined) return undefined;
  return { key, name, query: `ConfigurationChange | where ${condition()} | summarize ${name} = count() by ${key}` };
};

const join: Step = (random, pipe, condition) => {
  const other = counted(random, pipe, condition);
  if (other === undefined) return false;
  const { key, name, query } = other;
  if (pick(random, [true, false]))
    return add(pipe, `lookup kind=${pick(random, ['leftouter', 'inner'])} (${query}) on ${key}`, long(name));
  pipe.ordered = false;
  const kind = pick(random, ['leftsemi', 'leftanti', 'inner', 'leftouter', 'rightouter', 'fullouter']);
  if (kind === 'leftsemi' || kind === 'leftanti') return add(pipe, `join kind=${kind} (${query}) on ${key}`);
  // The other side's key gets a name of its own, so that it can be joined again.
  const step = `join kind=${kind} (${query}) on ${key}\n| project-rename ${name}k = ${key}1`;
  return pipe.columns.some((column) => column.name === `${key}1`)
    ? false
    : add(pipe, step, string(`${name}k`), long(name));
};

const subquery: Step = (random, pipe, condition) => {
  const other = counted(random, pipe, condition);
  if (other === undefined) return false;
  const { key, name, query } = other;
  if (pick(random, [true, false]))
    return add(pipe, `where ${key} ${pick(random, ['in', '!in'])} ((${query} | project ${key}))`);
  return add(pipe, `extend ${name} = toscalar(ConfigurationChange | where ${condition()} | count)`, long(name));
};

const topNested: Step = (random, pipe) => {
  const [first, second] = some(random, of(pipe.columns, 'string'), 2);
  if (first === undefined || second === undefined) return false;
  const [n, m] = [`n${pipe.steps.length}`, `m${pipe.steps.length}`];
  pipe.steps.push(
    `top-nested 3 of ${first.name} by ${n} = count(), top-nested 2 of ${second.name} by ${m} = max(strlen(${second.name})) desc`,
  );
  pipe.columns = [first, long(n), second, long(m)];
  pipe.ordered = false;
  return true;
};

const partition: Step = (random, pipe) => {
  const [first, second] = some(random, of(pipe.columns, 'string'), 2);
  if (first === undefined || second === undefined) return false;
  const [n, g] = [`n${pipe.steps.length}`, `g${pipe.steps.length}`];
  pipe.steps.push(`partition by ${first.name} (summarize ${n} = count(), ${g} = max(${first.name}) by ${second.name})`);
  pipe.columns = [second, long(n), string(g)];
  pipe.ordered = false;
  return true;
};

const steps: readonly [Step, ...Step[]] = [expand, apply, parse, join, subquery, topNested, partition];

/** Adds a step, where the columns allow the kind that was drawn; it stands among others. */
export const laterStep: (...args: Parameters<Step>) => void = (random, pipe, condition) => {
  pick(random, steps)(random, pipe, condition);
};

/** Adds a step whose columns come out of the data or are of no simple type: the query ends there. */
export const lastStep = (random: Random, pipe: Pipe): void => {
  const [key, value] = some(random, of(pipe.columns, 'string'), 2);
  const [number] = some(random, of(pipe.columns, 'long'));
  const [moment] = some(random, of(pipe.columns, 'datetime'));
  if (key === undefined || value === undefined) return;
  const series = moment && [
    `make-series n = count(), s = sum(${number ? number.name : '1'}) default=-1 on ${moment.name} from datetime(2026-11-20) to datetime(2026-11-23) step 6h by ${key.name}`,
  ];
  pipe.steps.push(
    pick(random, [
      `project ${key.name}, ${value.name}\n| evaluate pivot(${key.name})`,
      `project ${key.name}, bag = bag_pack("a", ${value.name}, strcat("b_", ${key.name}), 1)\n| evaluate bag_unpack(bag)`,
      `project ${key.name}, ${value.name}\n| evaluate narrow()\n| project-away Row`,
      ...(series ?? []),
      ...(series ?? []),
    ]),
  );
  pipe.ordered = false;
};
