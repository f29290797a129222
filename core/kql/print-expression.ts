import type { Argument, ExprNode, LiteralNode, Name, NamedExpr, TabularNode } from './ast';
import { datetimeText, formatTimespan } from './datetime';

/** How a tabular expression inside another one is written. */
export type Nested = (query: TabularNode) => string;

/** Words that mean something of their own somewhere in a query: as a name they are always put in brackets. */
const words = new Set(
  (
    'and or not in has contains startswith endswith hasprefix hassuffix matches between true false True False TRUE FALSE ' +
    'let set declare alias restrict view pattern print datatable range union search find evaluate externaldata ' +
    'where filter extend project distinct serialize count getschema summarize by sort order top of take limit sample ' +
    'join lookup on parse with kind flags invoke partition reduce scan fork facet consume render as hint default from to ' +
    'step asc desc granny nulls first last typeof others is withsource with_source isfuzzy bagexpansion with_itemindex ' +
    'has_any has_all null datascope pack mv make datetime date timespan time guid uuid dynamic long int real double decimal bool boolean ' +
    'contains_cs startswith_cs endswith_cs has_cs hasprefix_cs hassuffix_cs'
  ).split(' '),
);

/** Text as a string literal. */
export const printText = (text: string): string => JSON.stringify(text);

/** A name, in brackets where it is no plain word. */
export const printName = (name: string): string =>
  /^[A-Za-z_]\w*$/.test(name) && !words.has(name)
    ? name
    : name === '$left' || name === '$right'
      ? name
      : `[${printText(name)}]`;

/** Functions named like such a word, which are read as calls all the same. */
const calls = new Set(['count', 'not', 'range', 'pack']);

/** The name of a function that is called. */
export const printFunctionName = (name: string): string => (calls.has(name) ? name : printName(name));

const printReal = (value: number): string => {
  if (Number.isNaN(value)) return 'real(nan)';
  if (!Number.isFinite(value)) return value > 0 ? 'real(+inf)' : 'real(-inf)';
  const text = Object.is(value, -0) ? '-0' : String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
};

/** A literal, with its type where the value alone does not tell it. */
export const printLiteral = ({ type, value, tenths }: LiteralNode): string => {
  if (value === null) return `${type}(null)`;
  if (typeof value === 'string') return type === 'string' ? printText(value) : `${type}(${value})`;
  if (typeof value === 'object') return `dynamic(${JSON.stringify(value.json)})`;
  if (typeof value === 'boolean') return String(value);
  switch (type) {
    case 'datetime':
      return `datetime(${datetimeText(Number(value), tenths)})`;
    case 'timespan':
      return `timespan(${formatTimespan(Number(value), tenths)})`;
    case 'real':
      return printReal(Number(value));
    case 'long':
      return typeof value === 'bigint' ? `long(${value})` : String(value);
    default:
      return `${type}(${String(value)})`;
  }
};

const tight = new Set<ExprNode['kind']>(['name', 'call', 'member', 'index']);

const printArgument = ({ name, value }: Argument, nested: Nested): string => {
  const text = value.kind === 'tabular' ? nested(value.query) : printExpr(value, nested);
  return name === undefined ? text : `${printName(name.text)} = ${text}`;
};

/** `(a, b = 1)`. */
export const printArguments = (args: readonly Argument[], nested: Nested): string =>
  `(${args.map((arg) => printArgument(arg, nested)).join(', ')})`;

const lists = new Set(['in', 'in~', '!in', '!in~', 'has_any', 'has_all', '!has_any', '!has_all']);

/** A scalar expression; parentheses stand around every operation that is an operand. */
export const printExpr = (node: ExprNode, nested: Nested): string => {
  switch (node.kind) {
    case 'literal':
      return printLiteral(node);
    case 'name':
      return printName(node.name);
    case 'star':
      return '*';
    case 'call':
      return printFunctionName(node.name.text) + printArguments(node.args, nested);
    case 'member':
      return `${printTarget(node.target, nested)}.${printName(node.member.text)}`;
    case 'index':
      return `${printTarget(node.target, nested)}[${printExpr(node.index, nested)}]`;
    case 'tabular':
      return `(${nested(node.query)})`;
    case 'operation':
      return printOperation(node.operator, node.operands, nested);
  }
};

const printTarget = (node: ExprNode, nested: Nested): string =>
  tight.has(node.kind) ? printExpr(node, nested) : `(${printExpr(node, nested)})`;

/** An operand: what could be read as part of its operation stands in parentheses. */
const printOperand = (node: ExprNode, nested: Nested): string =>
  node.kind === 'operation' ? `(${printExpr(node, nested)})` : printExpr(node, nested);

const printOperation = ({ text }: Name, operands: readonly ExprNode[], nested: Nested): string => {
  const [first, ...others] = operands;
  if (first === undefined) return text;
  const left = printOperand(first, nested);
  if (text === 'negate') return `-(${printExpr(first, nested)})`;
  if (lists.has(text))
    return `${left} ${text} ${printArguments(
      others.map((value) => ({ value })),
      nested,
    )}`;
  if (text === 'between' || text === '!between') {
    return `${left} ${text} (${others.map((other) => printExpr(other, nested)).join(' .. ')})`;
  }
  return [left, ...others.map((other) => printOperand(other, nested))].join(` ${text} `);
};

/** `name = expression`, `(a, b) = expression` or `expression`. */
export const printNamed = ({ name, names, expr }: NamedExpr, nested: Nested): string => {
  const text = printExpr(expr, nested);
  if (names !== undefined) return `(${names.map((each) => printName(each.text)).join(', ')}) = ${text}`;
  return name === undefined ? text : `${printName(name.text)} = ${text}`;
};
