import { configurationChange } from '#core/fim/tables';
import type { ColumnSchema } from '#core/kql/schema';
import type { Batch, Vector } from '#core/kql/vector';

/** Small seeded generator (mulberry32): the same data in every run. */
export const seededRng = (seed: number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
};

const day = 86_400_000_000;
const folders = [
  '/etc',
  '/usr/bin',
  '/usr/sbin',
  '/boot',
  '/opt/bin',
  '/etc/ssh',
  '/etc/cron.daily',
  'C:\\Windows\\System32',
];
const stems = [
  'sshd',
  'nginx',
  'passwd',
  'kernel',
  'cron',
  'systemd',
  'resolv',
  'hosts',
  'web',
  'audit',
  'drivers',
  'login',
];

const pathAt = (index: number): string => {
  const folder = folders[index % folders.length] ?? '';
  const separator = folder.startsWith('C:') ? '\\' : '/';
  return `${folder}${separator}${stems[(index * 7) % stems.length] ?? ''}-${String(index)}.conf`;
};

const range = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => text(index));

type Fill = {
  readonly dictionary: readonly string[];
  readonly pick: (rng: () => number, row: number) => number;
  /** Column whose entry each row takes, too. */
  readonly follows?: string;
};

/** Zipf-like: low indexes far more often than high ones. */
const skewed = (size: number) => (rng: () => number) => Math.min(size - 1, Math.floor(size ** rng()) - 1);
const even = (size: number) => (rng: () => number) => Math.floor(rng() * size);

const computers = 500;
const paths = 20_000;
const text: Readonly<Record<string, Fill>> = {
  Computer: {
    dictionary: range(computers, (i) => `server-${String(i).padStart(4, '0')}.contoso.com`),
    pick: even(computers),
  },
  // The computer's own.
  SourceComputerId: {
    dictionary: range(computers, (i) => `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`),
    pick: even(computers),
    follows: 'Computer',
  },
  ConfigChangeType: { dictionary: ['Files', 'Registry', 'Software', 'Daemons'], pick: skewed(4) },
  ChangeCategory: { dictionary: ['Modified', 'Added', 'Removed'], pick: skewed(3) },
  FileSystemPath: { dictionary: range(paths, pathAt), pick: skewed(paths) },
  Name: {
    dictionary: range(paths, (i) => `${stems[(i * 7) % stems.length] ?? ''}-${String(i)}.conf`),
    pick: skewed(paths),
  },
  RegistryKey: {
    dictionary: range(500, (i) => `HKEY_LOCAL_MACHINE\\SOFTWARE\\Vendor\\Key${String(i)}`),
    pick: skewed(500),
  },
  ValueName: { dictionary: range(200, (i) => `Value${String(i)}`), pick: skewed(200) },
  ValueData: { dictionary: range(2_000, (i) => `data ${String(i)}`), pick: even(2_000) },
  FieldsChanged: {
    dictionary: ['FileContentChecksum;Size;DateModified', 'DateModified', 'Acls', 'Attributes'],
    pick: skewed(4),
  },
  FileContentChecksum: { dictionary: range(5_000, (i) => i.toString(16).padStart(64, '0')), pick: even(5_000) },
  Attributes: { dictionary: ['0644 -rw-r--r--', '0755 -rwxr-xr-x', '0600 -rw-------'], pick: skewed(3) },
  Acls: { dictionary: ['root:root', 'www-data:www-data'], pick: skewed(2) },
  SvcName: { dictionary: ['', 'sshd', 'nginx', 'w3svc'], pick: skewed(4) },
  SoftwareName: { dictionary: ['', 'openssl', 'nginx', 'linux-image'], pick: skewed(4) },
  SourceSystem: { dictionary: ['Linux', 'OpsManager'], pick: skewed(2) },
};

const columnsUsed: readonly ColumnSchema[] = configurationChange.columns.filter(
  ({ name, type }) => name in text || name === 'RowId_CF' || type === 'datetime' || type === 'long',
);

/** End of the generated data: 90 days before it are covered. Microseconds since 1970. */
export const dataEnd = Date.parse('2026-11-20T12:00:00Z') * 1000;

/**
 * Batches of generated `ConfigurationChange` rows, oldest first, spread evenly over 90 days, with a row identity.
 * @param rows how many in all; @param batchRows rows a batch
 */
export function* changeBatches(rows: number, batchRows: number): Generator<{ batch: Batch; ids: string[] }> {
  const rng = seededRng(7);
  for (let start = 0; start < rows; start += batchRows) {
    const length = Math.min(batchRows, rows - start);
    const ids = Array.from(
      { length },
      (_, row) => `11111111-1111-4111-8111-111111111111:${String(start + row + 1).padStart(12, '0')}`,
    );
    const codesOf = new Map<string, Int32Array>();
    const codes = (name: string, { pick, follows = name }: Fill): Int32Array => {
      const known = codesOf.get(follows);
      if (known !== undefined) return known;
      const made = Int32Array.from({ length }, (_, row) => pick(rng, row));
      codesOf.set(follows, made);
      return made;
    };
    const vectors = columnsUsed.map(({ name, type }): Vector => {
      if (name === 'RowId_CF')
        return { kind: 'text', dictionary: ids, codes: Int32Array.from({ length }, (_, row) => row) };
      const fill = text[name];
      if (fill !== undefined) return { kind: 'text', dictionary: fill.dictionary, codes: codes(name, fill) };
      if (type === 'long')
        return { kind: 'number', values: Float64Array.from({ length }, () => Math.floor(rng() * 100_000)) };
      return {
        kind: 'number',
        values: Float64Array.from({ length }, (_, row) =>
          Math.floor(dataEnd - ((rows - start - row) / rows) * 90 * day),
        ),
      };
    });
    yield { batch: { columns: columnsUsed, vectors, length }, ids };
  }
}
