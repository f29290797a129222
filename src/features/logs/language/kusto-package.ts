/**
 * The part of `@kusto/language-service-next` that the editor uses. It is .NET code turned into scripts that leave their names in
 * the global scope; its own declarations are two megabytes, so that what is needed is declared here.
 */
export type Listed<Item> = { readonly Count: number; getItem(index: number): Item };

/** Made and passed on, never looked into. */
type Opaque = object;

export type KustoDiagnostic = {
  readonly Code: string;
  readonly Severity: string;
  readonly Message: string;
  readonly Start: number;
  readonly Length: number;
};

/** `Kind` is Kusto's `CompletionKind`, `OrderText` starts with the place among the kinds (`033_computer`). */
export type KustoCompletion = {
  readonly Kind: number;
  readonly DisplayText: string;
  readonly MatchText: string;
  readonly OrderText: string;
  readonly BeforeText: string;
  readonly AfterText: string | null;
  readonly Retrigger: boolean;
};

export type KustoCodeService = {
  GetDiagnostics(): Listed<KustoDiagnostic>;
  GetCompletionItems(
    position: number,
    options: Opaque,
  ): { readonly Items: Listed<KustoCompletion>; readonly EditStart: number; readonly EditLength: number };
  GetQuickInfo(position: number): { readonly Items: Listed<{ readonly Kind: number; readonly Text: string }> };
  GetElement(position: number): { readonly Start: number; readonly Length: number };
  GetFormattedText(options: Opaque): { readonly Text: string };
};

type CompletionOptions = {
  WithAutoAppendWhitespace(on: boolean): CompletionOptions;
  WithIncludePunctuationOnlySyntax(on: boolean): CompletionOptions;
};

export type KustoLanguage = {
  readonly GlobalState: { readonly Default: { WithDatabase(database: Opaque): Opaque } };
  readonly Editor: {
    readonly KustoCodeService: { readonly $ctor1: new (text: string, globals: Opaque) => KustoCodeService };
    readonly CompletionOptions: { readonly Default: CompletionOptions };
    readonly FormattingOptions: { readonly Default: { WithPipeOperatorStyle(style: number): Opaque } };
  };
  readonly Symbols: {
    readonly ScalarTypes: { readonly String: Opaque };
    readonly TableSymbol: { From(schema: string): { WithName(name: string): Opaque } };
    /** `open` databases may hold tables that nobody told of. */
    readonly DatabaseSymbol: {
      readonly $ctor1: new (name: string, members: readonly Opaque[], open: boolean) => Opaque;
    };
    /** `$ctor5`: name, result, parameters; `$ctor16`: name, list of parameters, body, description. */
    readonly FunctionSymbol: {
      readonly $ctor5: new (name: string, result: Opaque, parameters: readonly Opaque[]) => Opaque;
      readonly $ctor16: new (name: string, parameters: string, body: string, description: string) => Opaque;
    };
    readonly Parameter: { readonly $ctor1: new (name: string, type: Opaque) => Opaque };
  };
};

const isLoaded = (scope: object): scope is { readonly Kusto: { readonly Language: KustoLanguage } } =>
  'Kusto' in scope && typeof scope.Kusto === 'object' && scope.Kusto !== null && 'Language' in scope.Kusto;

/** What the package's scripts have left in the global scope. Throws when they have not run. */
export const loadedKusto = (): KustoLanguage => {
  const scope: object = globalThis;
  if (!isLoaded(scope)) throw new Error('The scripts of the Kusto language service left nothing behind.');
  return scope.Kusto.Language;
};

export const listed = <Item>(list: Listed<Item>): Item[] =>
  Array.from({ length: list.Count }, (_, at) => list.getItem(at));
