import { StreamLanguage } from '@codemirror/language';

/**
 * Colours of a query until the language service is there, and where it cannot be loaded: strings, numbers, comments, and the words
 * that begin a step. It knows no names: those are the service's.
 */
const keywords = new Set(
  (
    'where filter extend project project-away project-keep project-rename project-reorder project-by-names distinct count ' +
    'summarize top top-nested top-hitters take limit sample sample-distinct sort order union join lookup mv-expand mv-apply ' +
    'parse parse-where parse-kv make-series partition evaluate invoke search find as serialize getschema render print range ' +
    'datatable let declare set by on asc desc nulls first last kind with step from to in default of'
  ).split(' '),
);
const operatorWords = new Set(
  (
    'and or not between contains contains_cs has has_cs has_any has_all hasprefix hassuffix startswith startswith_cs endswith ' +
    'endswith_cs matches regex in true false null'
  ).split(' '),
);

type Fence = { fence: string };

export const kqlMode = StreamLanguage.define<Fence>({
  name: 'kql',
  startState: () => ({ fence: '' }),
  copyState: ({ fence }) => ({ fence }),
  languageData: { commentTokens: { line: '//' }, closeBrackets: { brackets: ['(', '[', '{', '"', "'"] } },
  token: (stream, state) => {
    if (state.fence !== '') {
      if (stream.skipTo(state.fence)) {
        stream.match(state.fence);
        state.fence = '';
      } else stream.skipToEnd();
      return 'string';
    }
    if (stream.eatSpace()) return null;
    if (stream.match('//')) {
      stream.skipToEnd();
      return 'comment';
    }
    const fence = stream.match(/^[hH]?(?:```|~~~)/, true);
    if (fence !== null && fence !== true && fence !== false) {
      state.fence = fence[0].slice(-3);
      return 'string';
    }
    if (stream.match(/^[hH]?@"(?:[^"]|"")*"?|^[hH]?@'(?:[^']|'')*'?/)) return 'string';
    if (stream.match(/^[hH]?"(?:[^"\\]|\\.)*"?|^[hH]?'(?:[^'\\]|\\.)*'?/)) return 'string';
    if (stream.match(/^\d+(?:\.\d+)?(?:[eE][+-]?\d+)?[A-Za-z]*/)) return 'number';
    const word = stream.match(/^!?[A-Za-z_][A-Za-z0-9_]*(?:-[a-z]+(?:-[a-z]+)?)?~?/, false);
    if (word !== null && word !== true && word !== false) {
      const [whole] = word;
      const simple = /^!?[A-Za-z_][A-Za-z0-9_]*~?/.exec(whole)?.[0] ?? whole;
      if (whole.includes('-') && keywords.has(whole)) {
        stream.match(whole);
        return 'keyword';
      }
      stream.match(simple);
      // `count` is a step and a function.
      const isCalled = stream.match(/^\s*\(/, false) !== null;
      if (keywords.has(simple) && !(simple === 'count' && isCalled)) return 'keyword';
      if (operatorWords.has(simple.replace(/^!|~$/g, ''))) return 'operatorKeyword';
      return isCalled ? 'variableName.function' : 'variableName';
    }
    stream.next();
    return null;
  },
});
