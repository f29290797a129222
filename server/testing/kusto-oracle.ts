import { z } from 'zod';
import { columnTypeOf } from '#core/kql/literals';
import type { ColumnSchema, TableSchema } from '#core/kql/schema';
import { loadKustoScripts } from '#core/kql/testing/kusto-scripts';

type Listed<Item> = { readonly Count: number; getItem(index: number): Item };

type LanguageService = {
  readonly KustoCode: {
    ParseAndAnalyze(
      text: string,
      globals: object,
    ): {
      GetDiagnostics(): Listed<{
        readonly Code: string;
        readonly Severity: string;
        readonly Message: string;
        readonly Start: number;
        readonly Length: number;
      }>;
      readonly ResultType: {
        readonly Columns?: Listed<{ readonly Name: string; readonly Type: { readonly Name: string } }>;
      } | null;
    };
  };
  readonly GlobalState: { readonly Default: { WithDatabase(database: object): object } };
  readonly Symbols: {
    readonly TableSymbol: { From(schema: string): { WithName(name: string): object } };
    readonly DatabaseSymbol: { readonly ctor: new (name: string, members: readonly object[]) => object };
  };
};

/** Only the shape of the entry points is checked: what lies behind them is the library's. */
const loaded = z.object({
  Kusto: z.object({ Language: z.custom<LanguageService>((value) => typeof value === 'object') }),
});

let service: LanguageService | undefined;

const load = (): LanguageService => {
  if (service !== undefined) return service;
  loadKustoScripts();
  service = loaded.parse(globalThis).Kusto.Language;
  return service;
};

const listed = <Item>(list: Listed<Item>): Item[] => Array.from({ length: list.Count }, (_, at) => list.getItem(at));

export type OracleAnswer = {
  /** Errors; warnings and suggestions are left out. `start` and `length` in UTF-16 units. */
  readonly errors: readonly {
    readonly code: string;
    readonly message: string;
    readonly start: number;
    readonly length: number;
  }[];
  /** Columns of the result; undefined where it is no table. Types it cannot tell are left out of the column's entry. */
  readonly columns: readonly { readonly name: string; readonly type: ColumnSchema['type'] | undefined }[] | undefined;
};

/** Asks Microsoft's own parser and binder about queries over these tables. */
export const createKustoOracle = (tables: readonly TableSchema[]): ((text: string) => OracleAnswer) => {
  const { GlobalState, KustoCode, Symbols } = load();
  const members = tables.map(({ name, columns }) => {
    const schema = columns.map((of) => `['${of.name}']: ${of.type}`).join(', ');
    return Symbols.TableSymbol.From(`(${schema})`).WithName(name);
  });
  const globals = GlobalState.Default.WithDatabase(new Symbols.DatabaseSymbol.ctor('workspace', members));
  return (text) => {
    const code = KustoCode.ParseAndAnalyze(text, globals);
    const errors = listed(code.GetDiagnostics())
      .filter(({ Severity }) => Severity === 'Error')
      .map(({ Code, Message, Start, Length }) => ({ code: Code, message: Message, start: Start, length: Length }));
    const columns = code.ResultType?.Columns;
    return {
      errors,
      columns: columns && listed(columns).map(({ Name, Type }) => ({ name: Name, type: columnTypeOf(Type.Name) })),
    };
  };
};
