/** IP addresses with an optional prefix length (`10.0.0.0/8`), as Kusto's ipv4_ and ipv6_ functions read them. */

export type Ipv4 = { readonly address: number; readonly prefix: number };
export type Ipv6 = { readonly address: bigint; readonly prefix: number };

const octet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const quad = `(${octet})\\.(${octet})\\.(${octet})\\.(${octet})`;
const ipv4Pattern = new RegExp(`^\\s*${quad}(?:/(\\d{1,2}))?\\s*$`);

/** Bits of an IPv4 network mask, as an unsigned number. */
export const ipv4Mask = (prefix: number): number => (prefix === 0 ? 0 : (-1 << (32 - prefix)) >>> 0);

export const parseIpv4 = (text: string): Ipv4 | undefined => {
  const match = ipv4Pattern.exec(text);
  if (!match) return undefined;
  const prefix = match[5] === undefined ? 32 : Number(match[5]);
  if (prefix > 32) return undefined;
  return { address: match.slice(1, 5).reduce((sum, part) => sum * 256 + Number(part), 0), prefix };
};

/** `a & mask` of unsigned 32-bit numbers. */
export const networkOf = (address: number, prefix: number): number => (address & ipv4Mask(prefix)) >>> 0;

export const ipv4Text = (address: number): string => [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.');

const groupPattern = /^[0-9a-fA-F]{1,4}$/;

const groupsOf = (text: string): number[] | undefined => {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':');
  for (const [at, part] of parts.entries()) {
    const dotted = at === parts.length - 1 && part.includes('.') ? parseIpv4(part) : undefined;
    if (dotted) groups.push(Math.floor(dotted.address / 65_536), dotted.address % 65_536);
    else if (groupPattern.test(part)) groups.push(Number.parseInt(part, 16));
    else return undefined;
  }
  return groups;
};

const ipv6Groups = (text: string): number[] | undefined => {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map(groupsOf);
  if (!head || (halves.length === 2 && !tail)) return undefined;
  if (halves.length === 1) return head.length === 8 ? head : undefined;
  const missing = 8 - head.length - (tail?.length ?? 0);
  return missing < 1 ? undefined : [...head, ...Array.from({ length: missing }, () => 0), ...(tail ?? [])];
};

const mappedIpv4 = 0xffffn << 32n;

/** An IPv4 address written as `::192.168.1.1` compares as that IPv4 address. */
export const comparable6 = (text: string): Ipv6 | undefined => {
  const parsed = parseIpv6(text);
  if (!parsed || parsed.address >> 32n !== 0n || !text.includes('.')) return parsed;
  return { ...parsed, address: parsed.address | mappedIpv4 };
};

/** An IPv6 address, or an IPv4 address as the IPv6 address that stands for it. */
export const parseIpv6 = (text: string): Ipv6 | undefined => {
  const v4 = parseIpv4(text);
  if (v4) return { address: mappedIpv4 | BigInt(v4.address), prefix: 96 + v4.prefix };
  const match = /^\s*([^/\s]+)(?:\/(\d{1,3}))?\s*$/.exec(text);
  const source = match?.[1] ?? '';
  const groups = ipv6Groups(source);
  if (!match || !groups) return undefined;
  // A prefix after an IPv4 notation counts the bits of that.
  const prefix = match[2] === undefined ? 128 : Number(match[2]) + (source.includes('.') ? 96 : 0);
  if (prefix > 128) return undefined;
  return { address: groups.reduce((sum, group) => (sum << 16n) | BigInt(group), 0n), prefix };
};

export const network6Of = (address: bigint, prefix: number): bigint => {
  const rest = BigInt(128 - prefix);
  return (address >> rest) << rest;
};

/** All eight groups in full. */
export const ipv6Text = (address: bigint): string => {
  const hex = address.toString(16).padStart(32, '0');
  return Array.from({ length: 8 }, (_, at) => hex.slice(at * 4, at * 4 + 4)).join(':');
};

const inText = new RegExp(`(?<![A-Za-z0-9.])${quad}(?![A-Za-z0-9]|\\.\\d)`, 'g');

/** IPv4 addresses in a text that stand apart from letters and digits. */
export const ipv4InText = (text: string): readonly string[] => [...text.matchAll(inText)].map((match) => match[0]);

/** True for a whole address, or one to three of its parts with a dot at the end. */
export const isIpv4Prefix = (text: string): boolean =>
  new RegExp(`^(?:${octet}\\.){1,3}$`).test(text) || ipv4Pattern.test(text);
