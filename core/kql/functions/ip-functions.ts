import type { ScalarFunction } from '../registry';
import type { Json } from '../vector';
import type { NamedParameter } from './define';
import {
  comparable6,
  ipv4InText,
  ipv4Text,
  ipv6Text,
  isIpv4Prefix,
  network6Of,
  networkOf,
  parseIpv4,
  parseIpv6,
} from './ip-address';
import type { Cell } from './read';
import { num, rowFunction, text } from './row-function';

/** Texts among arguments that may be texts or arrays of them. */
const textsOf = (cells: readonly (Cell | undefined)[]): readonly string[] =>
  cells.flatMap((cell) => (Array.isArray(cell) ? cell : [text(cell)])).map((value) => text(value));

const prefixOf = (cell: Cell | undefined, longest: number): number | undefined => {
  if (cell === undefined) return longest;
  const prefix = num(cell);
  return Number.isInteger(prefix) && prefix >= 0 && prefix <= longest ? prefix : undefined;
};

/** -1, 0 or 1 of the networks under the shortest prefix given. */
const compare4 = ([left, right, given]: readonly Cell[]): number | null => {
  const a = parseIpv4(text(left));
  const b = parseIpv4(text(right));
  const prefix = prefixOf(given, 32);
  if (!a || !b || prefix === undefined) return null;
  const shortest = Math.min(a.prefix, b.prefix, prefix);
  return Math.sign(networkOf(a.address, shortest) - networkOf(b.address, shortest));
};

const compare6 = ([left, right, given]: readonly Cell[]): number | null => {
  const a = comparable6(text(left));
  const b = comparable6(text(right));
  const prefix = prefixOf(given, 128);
  if (!a || !b || prefix === undefined) return null;
  const shortest = Math.min(a.prefix, b.prefix, prefix);
  const x = network6Of(a.address, shortest);
  const y = network6Of(b.address, shortest);
  return x < y ? -1 : x > y ? 1 : 0;
};

const inRange4 = (ip: string, range: string): boolean | null => {
  const address = parseIpv4(ip);
  const network = parseIpv4(range);
  if (!address || !network) return null;
  return networkOf(address.address, network.prefix) === networkOf(network.address, network.prefix);
};

const inRange6 = (ip: string, range: string): boolean | null => {
  const address = comparable6(ip);
  const network = comparable6(range);
  if (!address || !network) return null;
  return network6Of(address.address, network.prefix) === network6Of(network.address, network.prefix);
};

/** Private and unique-local networks (RFC 1918). */
const privateNetworks = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];

/** Fewest networks that make up a range of addresses. */
const cidrList = (start: number, end: number): Json[] => {
  const list: Json[] = [];
  for (let at = start; at <= end; ) {
    // The lowest bit set says how large a network may start here.
    let size = at === 0 ? 2 ** 32 : (at & -at) >>> 0;
    while (at + size - 1 > end) size /= 2;
    list.push(`${ipv4Text(at)}/${32 - Math.log2(size)}`);
    at += size;
  }
  return list;
};

const compared = (version: 4 | 6): readonly ScalarFunction[] => {
  const compare = version === 4 ? compare4 : compare6;
  const params: readonly NamedParameter[] = ['ip1:string', 'ip2:string', 'prefix:integer'];
  return [
    rowFunction(
      {
        name: `ipv${version}_compare`,
        params,
        optional: 1,
        result: 'long',
        summary: `-1, 0 or 1 by order of two IPv${version} addresses under their prefixes.`,
      },
      compare,
    ),
    rowFunction(
      {
        name: `ipv${version}_is_match`,
        params,
        optional: 1,
        result: 'bool',
        summary: `Whether two IPv${version} addresses are equal under their prefixes.`,
      },
      (cells) => {
        const order = compare(cells);
        return order === null ? null : order === 0;
      },
    ),
  ];
};

const ranged = (version: 4 | 6): readonly ScalarFunction[] => {
  const inRange = version === 4 ? inRange4 : inRange6;
  return [
    rowFunction(
      {
        name: `ipv${version}_is_in_range`,
        params: ['ip:string', 'ip_range:string'],
        result: 'bool',
        summary: `Whether an IPv${version} address lies in a network.`,
      },
      ([ip, range]) => inRange(text(ip), text(range)),
    ),
    rowFunction(
      {
        name: `ipv${version}_is_in_any_range`,
        params: ['ip:string', 'ranges:dynamic'],
        variadic: true,
        result: 'bool',
        summary: `Whether an IPv${version} address lies in one of several networks.`,
      },
      ([ip, ...ranges]) => {
        const results = textsOf(ranges).map((range) => inRange(text(ip), range));
        return results.includes(true) ? true : results.length === 0 || results.includes(false) ? false : null;
      },
    ),
  ];
};

const inText = (
  name: string,
  many: boolean,
  summary: string,
  isValid: (wanted: string) => boolean,
  matches: (found: string, wanted: string) => boolean,
): ScalarFunction =>
  rowFunction(
    {
      name,
      params: ['source:string', many ? 'ips:dynamic' : 'ip:string'],
      variadic: many,
      result: 'bool',
      summary,
    },
    ([source, ...ips]) => {
      const wanted = textsOf(ips).filter(isValid);
      const found = ipv4InText(text(source));
      return wanted.some((ip) => found.some((address) => matches(address, ip)));
    },
  );

const sameAddress = (found: string, wanted: string): boolean => found === wanted;
const isAddress = (wanted: string): boolean => !wanted.includes('/') && parseIpv4(wanted) !== undefined;
const startsWith = (found: string, wanted: string): boolean =>
  wanted.endsWith('.') ? found.startsWith(wanted) : found === wanted;

/** Address of a text or number; the prefix of the text only counts where it is shorter. */
const formatted = (ip: Cell | undefined, given: Cell | undefined): { address: number; prefix: number } | undefined => {
  const parsed = typeof ip === 'string' ? parseIpv4(ip) : { address: num(ip) >>> 0, prefix: 32 };
  const prefix = prefixOf(given, 32);
  if (!parsed || prefix === undefined) return undefined;
  const shortest = Math.min(parsed.prefix, prefix);
  return { address: networkOf(parsed.address, shortest), prefix: shortest };
};

export const ipFunctions: readonly ScalarFunction[] = [
  ...compared(4),
  ...compared(6),
  ...ranged(4),
  ...ranged(6),
  rowFunction(
    { name: 'parse_ipv4', params: ['ip:string'], result: 'long', summary: 'IPv4 network as a number.' },
    ([ip]) => {
      const parsed = parseIpv4(text(ip));
      return parsed ? networkOf(parsed.address, parsed.prefix) : null;
    },
  ),
  rowFunction(
    {
      name: 'parse_ipv4_mask',
      params: ['ip:string', 'prefix:integer'],
      result: 'long',
      summary: 'IPv4 network under a prefix as a number.',
    },
    ([ip, given]) => {
      const network = formatted(text(ip), given);
      return network ? network.address : null;
    },
  ),
  rowFunction(
    {
      name: 'parse_ipv6',
      params: ['ip:string'],
      result: 'string',
      summary: 'IPv6 (or IPv4) network with all its groups.',
    },
    ([ip]) => {
      const parsed = parseIpv6(text(ip));
      return parsed ? ipv6Text(network6Of(parsed.address, parsed.prefix)) : '';
    },
  ),
  rowFunction(
    {
      name: 'parse_ipv6_mask',
      params: ['ip:string', 'prefix:integer'],
      result: 'string',
      summary: 'IPv6 (or IPv4) network under a prefix with all its groups.',
    },
    ([ip, given]) => {
      const parsed = parseIpv6(text(ip));
      const prefix = prefixOf(given, 128);
      if (!parsed || prefix === undefined) return '';
      return ipv6Text(network6Of(parsed.address, Math.min(parsed.prefix, prefix)));
    },
  ),
  rowFunction(
    {
      name: 'ipv4_is_private',
      params: ['ip:string'],
      result: 'bool',
      summary: 'Whether an IPv4 network is private (RFC 1918).',
    },
    ([ip]) => {
      const parsed = parseIpv4(text(ip));
      if (!parsed) return null;
      return privateNetworks.some((range) => {
        const network = parseIpv4(range);
        return (
          network !== undefined && parsed.prefix >= network.prefix && inRange4(ipv4Text(parsed.address), range) === true
        );
      });
    },
  ),
  rowFunction(
    {
      name: 'ipv4_netmask_suffix',
      params: ['ip:string'],
      result: 'long',
      summary: 'Prefix length of an IPv4 address, 32 where none is given.',
    },
    ([ip]) => parseIpv4(text(ip))?.prefix ?? null,
  ),
  rowFunction(
    {
      name: 'ipv4_range_to_cidr_list',
      params: ['start_ip:string', 'end_ip:string'],
      result: 'dynamic',
      summary: 'Networks that make up a range of IPv4 addresses.',
    },
    ([first, last]) => {
      const start = parseIpv4(text(first));
      const end = parseIpv4(text(last));
      return start && end && start.address <= end.address ? cidrList(start.address, end.address) : null;
    },
  ),
  rowFunction(
    {
      name: 'format_ipv4',
      params: ['ip:any', 'prefix:integer'],
      optional: 1,
      result: 'string',
      summary: 'Text of an IPv4 network, without its prefix.',
    },
    ([ip, given]) => {
      const network = formatted(ip, given);
      return network ? ipv4Text(network.address) : '';
    },
  ),
  rowFunction(
    {
      name: 'format_ipv4_mask',
      params: ['ip:any', 'prefix:integer'],
      optional: 1,
      result: 'string',
      summary: 'Text of an IPv4 network in CIDR notation.',
    },
    ([ip, given]) => {
      const network = formatted(ip, given);
      return network ? `${ipv4Text(network.address)}/${network.prefix}` : '';
    },
  ),
  inText('has_ipv4', false, 'Whether a text holds an IPv4 address.', isAddress, sameAddress),
  inText('has_any_ipv4', true, 'Whether a text holds one of several IPv4 addresses.', isAddress, sameAddress),
  inText('has_ipv4_prefix', false, 'Whether a text holds an IPv4 address that starts so.', isIpv4Prefix, startsWith),
  inText(
    'has_any_ipv4_prefix',
    true,
    'Whether a text holds an IPv4 address that starts in one of several ways.',
    isIpv4Prefix,
    startsWith,
  ),
];
