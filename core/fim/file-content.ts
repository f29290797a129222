import { wildcardPattern } from './path-match';

/**
 * Versions of text files (design §10.21): a row holds one chunk of a content that a hash names, so that two files of the same content
 * and two looks at one file are one version. A reader takes one row per `ChunkIndex` of a `Hash`.
 */
export const fileContentTable = 'FimFileContent_CL';

/** Characters of a chunk: a text cell of Azure Monitor holds 32 kB, of which a character takes up to four. */
export const contentChunk = 8_000;

/** Folders and names whose content never leaves the machine unless the product is changed: secrets. Compared without case. */
const excludedFolders = ['/etc/ssl/private', '/etc/pki/tls/private', '/root/.gnupg'];
const excludedNames = [
  'shadow*',
  'gshadow*',
  'opasswd',
  '*.key',
  '*.pem',
  '*.p12',
  '*.pfx',
  '*.jks',
  '*.kdbx',
  '*.keytab',
  'ssh_host_*_key',
  'id_rsa*',
  'id_dsa*',
  'id_ecdsa*',
  'id_ed25519*',
  '.netrc',
  '.pgpass',
  '.my.cnf',
  'krb5cc*',
  '*credentials*',
  '*secret*',
  '*password*',
].map((name) => wildcardPattern(name, 'si'));

/** Why the content of a file is never kept, or undefined when it may be. */
export const contentExclusion = (path: string): string | undefined => {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const folder = excludedFolders.find((one) => path.startsWith(`${one}/`));
  if (folder !== undefined) return `Files below ${folder} hold secrets: their content is not kept.`;
  // The public half of a key pair, and the account list that everyone may read, are no secrets.
  if (/\.pub$/i.test(name) || path === '/etc/passwd') return undefined;
  return excludedNames.some((pattern) => pattern.test(name))
    ? 'Files of this name hold secrets: their content is not kept.'
    : undefined;
};

/** Whether a text holds a private key, whatever its file is called. */
export const holdsPrivateKey = (text: string): boolean => /-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text);

/** A text in chunks of `contentChunk`, never cut inside a character. At least one, also of an empty text. */
export const chunksOf = (text: string): readonly string[] => {
  const chunks: string[] = [];
  for (let at = 0; at < text.length; ) {
    let end = Math.min(text.length, at + contentChunk);
    const last = text.charCodeAt(end - 1);
    if (end < text.length && last >= 0xd800 && last <= 0xdbff) end -= 1;
    chunks.push(text.slice(at, end));
    at = end;
  }
  return chunks.length === 0 ? [''] : chunks;
};
