import type { FunctionNode, FunctionParameter, LetNode, QueryNode, SettingNode, TabularNode } from './ast';
import { printExpr, printName } from './print-expression';
import { printColumns, printOperator, printSource } from './print-operator';

const inline = (query: TabularNode): string =>
  [printSource(query.source, inline), ...query.operators.map((of) => printOperator(of, inline))].join(' | ');

const printParameter = ({ name, type, initial }: FunctionParameter): string => {
  const of = typeof type === 'string' ? type : `(${type.columns.length === 0 ? '*' : printColumns(type.columns)})`;
  const value = initial === undefined ? '' : ` = ${printExpr(initial, inline)}`;
  return `${printName(name.text)}: ${of}${value}`;
};

const printBody = (body: QueryNode): string => `{ ${printQuery(body, ' ')} }`;

const printFunction = ({ view, parameters, body }: FunctionNode): string =>
  `${view ? 'view ' : ''}(${parameters.map(printParameter).join(', ')}) ${printBody(body)}`;

const printLet = ({ name, value }: LetNode): string => {
  const text = printName(name.text);
  switch (value.kind) {
    case 'expression': {
      const { expr } = value;
      return `let ${text} = ${expr.kind === 'tabular' ? inline(expr.query) : printExpr(expr, inline)};`;
    }
    case 'function':
      return `let ${text} = ${printFunction(value.fn)};`;
    case 'parameter': {
      const initial = value.initial === undefined ? '' : ` = ${printExpr(value.initial, inline)}`;
      return `declare query_parameters(${text}: ${value.type}${initial});`;
    }
    case 'pattern': {
      const path = value.path === undefined ? '' : `[${printColumns([value.path])}]`;
      const cases = value.cases.map((of) => {
        const values = of.values.map((each) => printExpr(each, inline)).join(', ');
        const under = of.path === undefined ? '' : `.[${printExpr(of.path, inline)}]`;
        return `(${values})${under} = ${printBody(of.body)};`;
      });
      return `declare pattern ${text} = (${printColumns(value.parameters)})${path} { ${cases.join(' ')} };`;
    }
  }
};

/** A setting's name is always written as it is: in brackets it would be none. */
const printSetting = ({ name, value }: SettingNode): string =>
  `set ${name.text}${value === undefined ? '' : ` = ${printExpr(value, inline)}`};`;

const printQuery = ({ settings, lets, result }: QueryNode, gap: string): string => {
  const last =
    result.kind === 'tabular'
      ? [
          printSource(result.query.source, inline),
          ...result.query.operators.map((of) => `| ${printOperator(of, inline)}`),
        ].join(gap)
      : printExpr(result, inline);
  return [...settings.map(printSetting), ...lets.map(printLet), last].join(gap);
};

/** A query as text, one statement and one operator a line, that parses to the same tree. Comments are lost. */
export const print = (query: QueryNode): string => printQuery(query, '\n');
