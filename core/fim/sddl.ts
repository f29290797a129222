import type { AccessEntry, AccessList } from './access-list';

/** Names of well-known accounts by SDDL abbreviation. Source: Windows security descriptor definition language. */
const accounts: Readonly<Record<string, string>> = {
  AC: 'ALL APPLICATION PACKAGES',
  AN: 'ANONYMOUS LOGON',
  AO: 'Account Operators',
  AU: 'Authenticated Users',
  BA: String.raw`BUILTIN\Administrators`,
  BG: String.raw`BUILTIN\Guests`,
  BO: String.raw`BUILTIN\Backup Operators`,
  BU: String.raw`BUILTIN\Users`,
  CG: 'CREATOR GROUP',
  CO: 'CREATOR OWNER',
  DA: 'Domain Admins',
  DC: 'Domain Computers',
  DD: 'Domain Controllers',
  DU: 'Domain Users',
  EA: 'Enterprise Admins',
  IU: 'INTERACTIVE',
  LA: 'the local Administrator',
  LS: 'LOCAL SERVICE',
  NS: 'NETWORK SERVICE',
  NU: 'NETWORK',
  OW: 'OWNER RIGHTS',
  PO: 'Printer Operators',
  PU: 'Power Users',
  RC: 'RESTRICTED',
  RD: 'Remote Desktop Users',
  SO: 'Server Operators',
  SU: 'SERVICE',
  SY: String.raw`NT AUTHORITY\SYSTEM`,
  WD: 'Everyone',
  'S-1-1-0': 'Everyone',
  'S-1-5-18': String.raw`NT AUTHORITY\SYSTEM`,
  'S-1-5-19': 'LOCAL SERVICE',
  'S-1-5-20': 'NETWORK SERVICE',
  'S-1-5-11': 'Authenticated Users',
  'S-1-5-32-544': String.raw`BUILTIN\Administrators`,
  'S-1-5-32-545': String.raw`BUILTIN\Users`,
  'S-1-15-2-1': 'ALL APPLICATION PACKAGES',
  'S-1-15-2-2': 'ALL RESTRICTED APPLICATION PACKAGES',
  'S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464': String.raw`NT SERVICE\TrustedInstaller`,
};

const rights: Readonly<Record<string, string>> = {
  FA: 'FullControl',
  FR: 'Read',
  FW: 'Write',
  FX: 'Execute',
  KA: 'FullControl',
  KR: 'Read',
  KW: 'Write',
  KX: 'Execute',
  GA: 'FullControl',
  GR: 'Read',
  GW: 'Write',
  GX: 'Execute',
  SD: 'Delete',
  RC: 'ReadPermissions',
  WD: 'ChangePermissions',
  WO: 'TakeOwnership',
  CC: 'ReadData',
  DC: 'WriteData',
  LC: 'AppendData',
  SW: 'ReadExtendedAttributes',
  RP: 'WriteExtendedAttributes',
  WP: 'ExecuteFile',
  DT: 'DeleteSubdirectoriesAndFiles',
  LO: 'ReadAttributes',
  CR: 'WriteAttributes',
};

/** Access masks that editors write in hexadecimal because no abbreviation covers them. */
const masks: Readonly<Record<number, string>> = {
  0x1f01ff: 'FullControl',
  0x1301bf: 'Modify',
  0x1200a9: 'ReadAndExecute',
  0x120089: 'Read',
  0x120116: 'Write',
  0x0f003f: 'FullControl',
  0x020019: 'Read',
};

const sides: Readonly<Record<string, AccessEntry['side']>> = {
  A: 'Allow',
  OA: 'Allow',
  XA: 'Allow',
  D: 'Deny',
  OD: 'Deny',
  XD: 'Deny',
  AU: 'Audit',
  OU: 'Audit',
};

const accountOf = (sid: string): string => accounts[sid] ?? sid;

const rightsOf = (text: string): readonly string[] => {
  if (/^0x[0-9a-f]+$/i.test(text)) return [masks[Number(text)] ?? text];
  return (text.match(/../g) ?? []).map((pair) => rights[pair] ?? pair);
};

const entryOf = (ace: string): AccessEntry | undefined => {
  const [type = '', flags = '', access = '', , , sid = ''] = ace.split(';');
  const side = sides[type];
  if (side === undefined || sid === '') return undefined;
  return { side, who: accountOf(sid.trim()), rights: rightsOf(access), inherited: /(?:^|..)ID/.test(flags) };
};

const sid = '(S-1-[0-9-]+|[A-Z]{2})';
const shape = new RegExp(
  String.raw`^(?:O:${sid})?\s*(?:G:${sid})?\s*(?:D:([A-Z]*)((?:\([^()]*\))*))?\s*(?:S:[A-Z]*((?:\([^()]*\))*))?$`,
);

/**
 * Reads a security descriptor in Windows' own text form, `O:BAG:SYD:PAI(A;;FA;;;SY)(A;;0x1200a9;;;BU)`. Undefined unless the whole
 * text is one and every entry is of a kind we can name. Label and resource attributes entries (`ML`, `RA`) are left out.
 */
export const readSddl = (text: string): AccessList | undefined => {
  const match = shape.exec(text.trim());
  if (!match || text.trim() === '') return undefined;
  const [, owner, group, flags = '', allowed = '', audited = ''] = match;
  const aces = [...(allowed + audited).matchAll(/\(([^()]*)\)/g)].map((ace) => ace[1] ?? '');
  const wanted = aces.filter((ace) => !/^(?:ML|RA|SP)\b/.test(ace));
  const entries = wanted.map(entryOf);
  const known = entries.filter((entry) => entry !== undefined);
  if (known.length !== wanted.length) return undefined;
  return {
    ...(owner === undefined ? {} : { owner: accountOf(owner) }),
    ...(group === undefined ? {} : { group: accountOf(group) }),
    entries: known,
    ...(flags.includes('P') ? { protected: true } : {}),
  };
};
