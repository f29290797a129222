/** A registry value as a reader wants to see it. */
export type RegistryValue =
  | { readonly kind: 'number'; readonly decimal: string; readonly hex: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'binary'; readonly bytes: number; readonly lines: readonly string[] }
  /** `variables`: those of the text that the server fills in, with what they usually are. */
  | { readonly kind: 'expand'; readonly text: string; readonly variables: readonly string[] }
  | { readonly kind: 'text'; readonly text: string };

const integer = /^(?:dword:|qword:)?\s*(0x[0-9a-f]+|[0-9]+)(?:\s*\((?:0x[0-9a-f]+|\d+)\))?$/i;

const numberOf = (data: string, bytes: number): RegistryValue | undefined => {
  const text = data.trim();
  const digits = integer.exec(text)?.[1];
  if (digits === undefined || digits.length > 22) return undefined;
  // A .reg file writes hexadecimal digits without a prefix.
  const value = BigInt(/^[dq]word:/i.test(text) && !/^0x/i.test(digits) ? `0x${digits}` : digits);
  if (value >= 1n << BigInt(bytes * 8)) return undefined;
  return { kind: 'number', decimal: value.toString(), hex: `0x${value.toString(16).padStart(bytes * 2, '0')}` };
};

/** Strings of a REG_MULTI_SZ as collectors join them: NUL (raw or written `\0`), line ends, or a JSON list. */
const listOf = (data: string): readonly string[] => {
  const text = data.trim();
  if (text.startsWith('[') && text.endsWith(']')) {
    try {
      const items: unknown = JSON.parse(text);
      if (Array.isArray(items) && items.every((item) => typeof item === 'string')) return items;
    } catch {
      // Not JSON: a text that happens to stand in brackets.
    }
  }
  return data
    .split(data.includes('\0') ? '\0' : /\\0|\r?\n/)
    .map((item) => item.trim())
    .filter((item) => item !== '');
};

const bytesPerLine = 8;

const dumpLine = (bytes: readonly number[], offset: number): string => {
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0'));
  const text = bytes.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
  return `${offset.toString(16).padStart(4, '0')}  ${hex.join(' ').padEnd(bytesPerLine * 3 - 1)}  ${text}`;
};

/** Bytes written as `4D 5A`, `4d-5a`, `0x4d5a` or `hex:4d,5a`, as lines of a hex dump: offset, eight bytes, their letters. */
const binaryOf = (data: string): RegistryValue | undefined => {
  const digits = data
    .trim()
    .replace(/^(?:hex(?:\([0-9a-f]\))?:|0x)/i, '')
    .replaceAll(/[\s,\\:-]/g, '');
  if (digits === '' || digits.length % 2 !== 0 || !/^[0-9a-f]+$/i.test(digits)) return undefined;
  const bytes = Array.from({ length: digits.length / 2 }, (_, at) =>
    Number.parseInt(digits.slice(at * 2, at * 2 + 2), 16),
  );
  const lines = Array.from({ length: Math.ceil(bytes.length / bytesPerLine) }, (_, line) =>
    dumpLine(bytes.slice(line * bytesPerLine, (line + 1) * bytesPerLine), line * bytesPerLine),
  );
  return { kind: 'binary', bytes: bytes.length, lines };
};

/** What Windows sets these to unless someone chose otherwise. */
const usualVariables: Readonly<Record<string, string>> = {
  systemroot: String.raw`C:\Windows`,
  windir: String.raw`C:\Windows`,
  systemdrive: 'C:',
  programfiles: String.raw`C:\Program Files`,
  'programfiles(x86)': String.raw`C:\Program Files (x86)`,
  programdata: String.raw`C:\ProgramData`,
  allusersprofile: String.raw`C:\ProgramData`,
  commonprogramfiles: String.raw`C:\Program Files\Common Files`,
  public: String.raw`C:\Users\Public`,
};

const variablesOf = (text: string): readonly string[] => {
  const names = [...text.matchAll(/%([^%\\/\s]{1,64})%/g)].map((match) => match[1] ?? '');
  return [...new Set(names)].map((name) => {
    const usual = usualVariables[name.toLowerCase()];
    return usual === undefined ? `%${name}%: set per user or server` : `%${name}%: usually ${usual}`;
  });
};

/** Reads `ValueData` by `ValueType`. A text that does not fit its type stays the text it is, so that nothing is lost. */
export const readRegistryValue = (type: string, data: string): RegistryValue => {
  const text: RegistryValue = { kind: 'text', text: data };
  switch (type.trim().toUpperCase()) {
    case 'REG_DWORD':
    case 'REG_DWORD_LITTLE_ENDIAN':
    case 'REG_DWORD_BIG_ENDIAN':
      return numberOf(data, 4) ?? text;
    case 'REG_QWORD':
    case 'REG_QWORD_LITTLE_ENDIAN':
      return numberOf(data, 8) ?? text;
    case 'REG_MULTI_SZ':
      return { kind: 'list', items: listOf(data) };
    case 'REG_BINARY':
    case 'REG_NONE':
      return binaryOf(data) ?? text;
    case 'REG_EXPAND_SZ':
      return { kind: 'expand', text: data, variables: variablesOf(data) };
    default:
      return text;
  }
};
