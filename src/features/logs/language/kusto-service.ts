import type { WorkspaceSchema } from '../workspace-schema';
import {
  type KustoCodeService,
  type KustoCompletion,
  type KustoDiagnostic,
  type KustoLanguage,
  listed,
} from './kusto-package';
import type { CompletionEntry, CompletionKind, Completions, Fault } from './protocol';

/** `Kusto.Language.Editor.CompletionKind` by number; what is not named here is offered as a keyword. */
const kinds: Readonly<Record<number, CompletionKind>> = {
  9: 'operator',
  11: 'operator',
  12: 'chart',
  13: 'column',
  14: 'table',
  15: 'function',
  16: 'function',
  17: 'function',
  18: 'aggregate',
  19: 'variable',
  20: 'variable',
  23: 'table',
  26: 'type',
};

/** `CompletionKind.QueryPrefix`: the word that begins an operator after `|`. */
const queryWord = 9;
/** `CompletionKind.Punctuation`. */
const punctuation = 2;

/** Operators that can stand by themselves: nothing has to follow. */
const complete = new Set(['count', 'getschema', 'serialize', 'consume']);

/** `PlacementStyle.NewLine`. */
const newLine = 1;

/** `QuickInfoKind` of faults, which the editor shows by itself, and of literals, which say what they are. */
const silent = new Set([1, 2, 3, 8]);
/** `QuickInfoKind` of tables, whose text lists every column, and of word operators. */
const tableInfo = 5;
const operatorInfo = 17;

const severities: Readonly<Record<string, Fault['severity']>> = { Error: 'error', Warning: 'warning' };

/** Names in brackets may hold anything but what would end them. */
const quoted = (name: string): string => `['${name.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}']`;

const entryOf = (item: KustoCompletion): CompletionEntry => {
  const kind = kinds[item.Kind] ?? 'keyword';
  const before = item.BeforeText.replace(/\( $/, '(');
  const more = item.Kind === queryWord && !before.endsWith(' ') && !complete.has(before);
  const parameters = item.DisplayText.slice(item.MatchText.length);
  return {
    kind,
    label: item.MatchText,
    ...(parameters.startsWith('(') ? { detail: parameters } : {}),
    before: more ? `${before} ` : before,
    after: item.AfterText ?? '',
    again: item.Retrigger || more,
    order: Number.parseInt(item.OrderText, 10) || 0,
  };
};

const faultOf = (fault: KustoDiagnostic): Fault => ({
  from: fault.Start,
  to: fault.Start + fault.Length,
  severity: severities[fault.Severity] ?? 'info',
  code: fault.Code,
  message: fault.Message,
});

type Named = { readonly from: number; readonly to: number; readonly word: string; readonly declaration?: string };

export type KustoService = {
  readonly complete: (text: string, position: number) => Completions;
  /** `declaration` is absent for words of the language itself. */
  readonly help: (text: string, position: number) => Named | undefined;
  readonly faults: (text: string) => readonly Fault[];
  readonly format: (text: string) => string;
};

/**
 * Microsoft's language service over one workspace. `workspace("other").Table` and the like are names it knows too: what the other
 * one holds is anybody's guess.
 */
export const createKustoService = (kusto: KustoLanguage, schema: WorkspaceSchema): KustoService => {
  const { Symbols, Editor, GlobalState } = kusto;
  const stored = schema.tables.map(({ name, columns }) =>
    Symbols.TableSymbol.From(`(${columns.map((of) => `${quoted(of.name)}: ${of.type}`).join(', ')})`).WithName(name),
  );
  const elsewhere = new Symbols.DatabaseSymbol.$ctor1('elsewhere', stored, true);
  const reaches = ['workspace', 'app', 'resource'].map(
    (name) =>
      new Symbols.FunctionSymbol.$ctor5(name, elsewhere, [
        new Symbols.Parameter.$ctor1('identifier', Symbols.ScalarTypes.String),
      ]),
  );
  const saved = schema.functions.flatMap(({ name, parameters, body }) => {
    try {
      return new Symbols.FunctionSymbol.$ctor16(name, `(${parameters})`, body, '');
    } catch {
      // Anybody may have saved anything as its parameters: a query that calls it is told so.
      return [];
    }
  });
  const globals = GlobalState.Default.WithDatabase(
    new Symbols.DatabaseSymbol.$ctor1('workspace', [...stored, ...saved, ...reaches], false),
  );
  const options =
    Editor.CompletionOptions.Default.WithAutoAppendWhitespace(false).WithIncludePunctuationOnlySyntax(false);
  const layout = Editor.FormattingOptions.Default.WithPipeOperatorStyle(newLine);

  // Parsing and binding are kept for the text last asked about: one text is asked about several times.
  let last: { readonly text: string; readonly code: KustoCodeService } | undefined;
  const codeOf = (text: string): KustoCodeService => {
    if (last?.text !== text) last = { text, code: new Editor.KustoCodeService.$ctor1(text, globals) };
    return last.code;
  };

  return {
    complete: (text, position) => {
      const { Items, EditStart } = codeOf(text).GetCompletionItems(position, options);
      return {
        from: EditStart,
        entries: listed(Items)
          .filter((item) => item.Kind !== punctuation)
          .map(entryOf),
      };
    },
    help: (text, position) => {
      const code = codeOf(text);
      const { Start, Length } = code.GetElement(position);
      if (Length === 0) return undefined;
      const [item] = listed(code.GetQuickInfo(position).Items).filter(({ Kind }) => !silent.has(Kind));
      const word = text.slice(Start, Start + Length);
      const columns = schema.tables.find(({ name }) => name === word)?.columns.length;
      const declarationOf = ({ Kind, Text }: { readonly Kind: number; readonly Text: string }): string => {
        if (Kind === operatorInfo) return word;
        return Kind === tableInfo && columns !== undefined ? `${word}: table of ${columns} columns` : Text;
      };
      return {
        from: Start,
        to: Start + Length,
        word,
        ...(item ? { declaration: declarationOf(item) } : {}),
      };
    },
    faults: (text) => listed(codeOf(text).GetDiagnostics()).map(faultOf),
    format: (text) => codeOf(text).GetFormattedText(layout).Text,
  };
};
