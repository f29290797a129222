import type { WorkspaceSchema } from '../workspace-schema';
import type { KustoLanguage } from './kusto-package';
import { createKustoService } from './kusto-service';
import type { Answer, Ask, CompletionEntry, Help } from './protocol';

/** What our own engine adds to Microsoft's word; engine-word.ts as it is loaded. */
export type EngineWord = typeof import('./engine-word');

export type Answers = { readonly answer: (ask: Ask) => Answer };

const byColumn = ({ tables }: WorkspaceSchema) => {
  const described = new Map<string, { readonly type: string | undefined; readonly description: string | undefined }>();
  for (const { name, type, description } of tables.flatMap(({ columns }) => columns)) {
    const known = described.get(name);
    // A name of several types has none that could be told without looking at the query.
    described.set(name, {
      type: known && known.type !== type ? undefined : type,
      description: known?.description ?? description,
    });
  }
  return described;
};

/** True where the query itself gives a column of this name. */
const isDefined = (text: string, name: string): boolean => text.includes(`${name} =`) || text.includes(`${name}=`);

/**
 * Answers the editor's questions about queries over one workspace. `engine`: our own registry and binder; `here`: queries run on
 * that engine, so that what it lacks is a fault. `clock`: milliseconds since 1970.
 */
export const createAnswers = (
  kusto: KustoLanguage,
  schema: WorkspaceSchema,
  engine: EngineWord,
  here: boolean,
  clock: () => number,
): Answers => {
  const service = createKustoService(kusto, schema);
  const columns = byColumn(schema);
  const tables = new Map(schema.tables.map((of) => [of.name, of]));
  const functions = new Map(schema.functions.map((of) => [of.name, of]));
  /** What a function saved with the workspace is; undefined for any other name. */
  const savedSummary = (name: string): string | undefined => {
    const saved = functions.get(name);
    return saved && `Saved in this workspace${saved.displayName ? ` as ${saved.displayName}` : ''}.`;
  };

  const described = (entry: CompletionEntry, text: string): CompletionEntry => {
    const { kind, label } = entry;
    if (kind === 'column') {
      const column = columns.get(label);
      return { ...entry, detail: isDefined(text, label) ? undefined : column?.type, info: column?.description };
    }
    if (kind === 'table') return { ...entry, info: tables.get(label)?.description };
    const summary = kind === 'function' ? savedSummary(label) : undefined;
    if (summary !== undefined) return { ...entry, info: summary };
    if (here && engine.isMissing(kind, label)) {
      return { ...entry, detail: 'not supported here', order: entry.order + 500 };
    }
    return kind === 'function' || kind === 'aggregate' || kind === 'operator'
      ? { ...entry, info: engine.summaryOf(label) }
      : entry;
  };

  /** The service tells the parameters of a saved function by name alone. */
  const withTypes = (name: string, declaration: string): string => {
    const saved = functions.get(name);
    const end = declaration.indexOf('): ');
    return saved && end > 0 ? `${name}(${saved.parameters}${declaration.slice(end)}` : declaration;
  };

  const help = (text: string, position: number): Help | undefined => {
    const found = service.help(text, position);
    if (!found) return undefined;
    const { from, to, word, declaration } = found;
    const isColumn = declaration?.startsWith(`${word}: `) === true;
    const summary = isColumn
      ? (tables.get(word)?.description ?? columns.get(word)?.description)
      : (savedSummary(word) ?? engine.summaryOf(word));
    if (declaration === undefined && summary === undefined) return undefined;
    return { from, to, declaration: withTypes(word, declaration ?? word), summary };
  };

  return {
    answer: (ask) => {
      switch (ask.name) {
        case 'complete': {
          const { from, entries } = service.complete(ask.text, ask.position);
          return { name: 'complete', value: { from, entries: entries.map((entry) => described(entry, ask.text)) } };
        }
        case 'help':
          return { name: 'help', value: help(ask.text, ask.position) };
        case 'faults': {
          const theirs = service.faults(ask.text);
          const ours = here ? engine.engineFaults(ask.text, schema, clock()) : [];
          return { name: 'faults', value: engine.mergeFaults(theirs, ours) };
        }
        case 'format':
          return { name: 'format', value: service.format(ask.text) };
      }
    },
  };
};
