import { describe, expect, it } from 'vitest';
import type { ExprNode } from './ast';
import { parse } from './parser';

/** An expression with all its brackets. */
const shape = (node: ExprNode): string => {
  switch (node.kind) {
    case 'literal':
      return typeof node.value === 'object' && node.value !== null
        ? JSON.stringify(node.value.json)
        : String(node.value);
    case 'name':
      return node.name;
    case 'star':
      return '*';
    case 'call':
      return `${node.name.text}(${node.args.map((arg) => shape(arg.value)).join(', ')})`;
    case 'operation':
      return `[${node.operator.text} ${node.operands.map(shape).join(' ')}]`;
    case 'member':
      return `${shape(node.target)}.${node.member.text}`;
    case 'index':
      return `${shape(node.target)}{${shape(node.index)}}`;
    case 'tabular':
      return '<table>';
  }
};

const query = (text: string) => {
  const result = parse(text);
  if (!result.ok) throw new Error(result.diagnostics[0]?.message);
  return result.query;
};

const predicate = (text: string): string => {
  const { result } = query(`T | where ${text}`);
  const [first] = result.kind === 'tabular' ? result.query.operators : [];
  return first?.kind === 'where' ? shape(first.predicate) : '';
};

describe('parse', () => {
  it.each([
    ['a or b and not(c)', '[or a [and b not(c)]]'],
    ['a == 1 and b != 2 or c <> 3', '[or [and [== a 1] [!= b 2]] [!= c 3]]'],
    ['a - b - c * d', '[- [- a b] [* c d]]'],
    ['a + b > c', '[> [+ a b] c]'],
    ['a > b == true', '[== [> a b] true]'],
    ['a contains "x" and b !has_cs "y"', '[and [contains a x] [!has_cs b y]]'],
    ['a matches regex "x+"', '[matches regex a x+]'],
    ['a between (1 .. 2 + 3)', '[between a 1 [+ 2 3]]'],
    ['a in ("x", "y")', '[in a x y]'],
    ['-a * -2', '[* [negate a] -2]'],
    ['a.b.c["d"][0].e', 'a.b.c{d}{0}.e'],
    [`['odd name'] == a.['b c']`, '[== odd name a.b c]'],
    ['f(g(1), *)', 'f(g(1), *)'],
    ['a in ((T | project b))', '[in a <table>]'],
  ])('%s is %s', (text, expected) => {
    expect(predicate(text)).toBe(expected);
  });

  it('gives nodes their place in the text', () => {
    const text = 'T\n| where (a == 1)';
    const { result } = query(text);
    const [first] = result.kind === 'tabular' ? result.query.operators : [];
    expect(first && text.slice(first.span.start, first.span.end)).toBe('where (a == 1)');
    expect(first?.keyword.text).toBe('where');
  });

  it('tells functions, scalars and tables given by let apart', () => {
    const { lets } = query('let f = (a: long, T: (x: long)) { T | take a };\nlet n = 1 + 2;\nlet t = T | take n;\nt');
    expect(lets.map(({ value }) => (value.kind === 'expression' ? value.expr.kind : value.kind))).toEqual([
      'function',
      'operation',
      'tabular',
    ]);
  });

  it('reads sort keys with Kusto defaults', () => {
    const { result } = query('T | sort by a, b asc, c desc nulls first, d asc nulls last');
    const [first] = result.kind === 'tabular' ? result.query.operators : [];
    expect(first?.kind === 'sort' ? first.by.map((key) => [key.descending, key.nullsFirst]) : []).toEqual([
      [true, false],
      [false, true],
      [true, true],
      [false, false],
    ]);
  });
});
