import type { Json } from '../vector';

/** Longest text that `parse_xml` reads, characters; Kusto gives null beyond. */
const maxLength = 1_048_576;
const maxDepth = 200;

const entities: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

const unescaped = (text: string): string =>
  text.replaceAll(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w+));/gi, (whole, decimal, hex, name) => {
    const code = decimal ? Number(decimal) : hex ? Number.parseInt(String(hex), 16) : undefined;
    if (code !== undefined) return code <= 0x10ffff ? String.fromCodePoint(code) : '';
    return entities.get(String(name)) ?? String(whole);
  });

const name = '[A-Za-z_:][\\w:.-]*';
const attribute = new RegExp(`\\s+(${name})\\s*=\\s*(?:"([^"<]*)"|'([^'<]*)')`, 'g');
/** Everything that is not text: comment, CDATA, declaration, end tag, start tag. */
const markup = new RegExp(
  `<!--[\\s\\S]*?-->|<!\\[CDATA\\[([\\s\\S]*?)\\]\\]>|<\\?[\\s\\S]*?\\?>|<!DOCTYPE[^>[]*>` +
    `|</(${name})\\s*>|<(${name})((?:\\s+${name}\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*)\\s*(/?)>`,
  'y',
);

type Open = { readonly name: string; readonly children: Map<string, Json[]>; text: string };

/** An element's value: text alone, or a bag of attributes, text and children; repeated children as an array. */
const valueOf = ({ children, text }: Open): Json => {
  const content = text.trim();
  if (children.size === 0) return content === '' ? null : content;
  const entries = [...children].map(([key, values]): [string, Json] => [
    key,
    values.length === 1 ? (values[0] ?? null) : values,
  ]);
  const attributes = entries.filter(([key]) => key.startsWith('@'));
  const elements = entries.filter(([key]) => !key.startsWith('@'));
  return Object.fromEntries([...attributes, ...(content === '' ? [] : [['#text', content] as const]), ...elements]);
};

const add = (parent: Open, key: string, value: Json): void => {
  const list = parent.children.get(key);
  if (list) list.push(value);
  else parent.children.set(key, [value]);
};

/** XML as JSON: elements are properties, attributes `@name`, text beside them `#text`; null where it is not well-formed. */
export const parseXml = (source: string): Json => {
  if (source.length > maxLength) return null;
  const root: Open = { name: '', children: new Map(), text: '' };
  const stack: Open[] = [root];
  let at = 0;
  while (at < source.length) {
    const current = stack.at(-1) ?? root;
    const next = source.indexOf('<', at);
    const until = next < 0 ? source.length : next;
    current.text += unescaped(source.slice(at, until));
    if (next < 0) break;
    markup.lastIndex = next;
    const match = markup.exec(source);
    if (!match) return null;
    at = markup.lastIndex;
    const [, cdata, end, start, attributes = '', empty] = match;
    if (cdata !== undefined) current.text += cdata;
    if (end !== undefined) {
      const closed = stack.pop();
      const parent = stack.at(-1);
      if (!closed || !parent || closed.name !== end) return null;
      add(parent, end, valueOf(closed));
    }
    if (start !== undefined) {
      const element: Open = { name: start, children: new Map(), text: '' };
      for (const [, key = '', double, single] of attributes.matchAll(attribute)) {
        add(element, `@${key}`, unescaped(double ?? single ?? ''));
      }
      if (empty === '/') add(current, start, valueOf(element));
      else stack.push(element);
      if (stack.length > maxDepth) return null;
    }
  }
  return stack.length === 1 && root.children.size === 1 && root.text.trim() === '' ? valueOf(root) : null;
};
