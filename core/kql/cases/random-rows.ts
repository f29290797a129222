import type { Json } from '../vector';
import type { FixtureRow } from './fixture';
import { chance, pick, type Random } from './random-tools';

/** Texts that stores and executor could read differently: folding, wildcards of SQL, term edges, quotes, odd characters. */
export const texts = [
  'web-01',
  'WEB-01',
  'web',
  '',
  ' ',
  'İstanbul',
  'istanbul',
  'straße',
  'STRASSE',
  '\u212Aelvin',
  'kelvin',
  'Kelvin',
  'a%b',
  'a_b',
  '50%',
  'c:\\windows\\temp',
  'C:\\Windows\\',
  "it's",
  'say "hi"',
  '/etc/ssh/sshd_config',
  '/etc/ssh',
  'ssh',
  'sshd',
  'ſsh',
  'Ωmega',
  'ωmega',
  '日本',
  'x\u0301',
  'tab\there',
  'emoji 😀',
  'naïve',
  'ﬁle',
] as const;

export const numbers = [0, 1, -1, 7, 12, 100, 2100, 4096, 1_048_576, -250, 2_147_483_648] as const;
export const reals = [0, 0.5, -0.25, 1.75, 512.5, 1e6] as const;

/** A literal of a moment within three days. */
export const time = (random: Random): string =>
  `2026-11-${pick(random, ['20', '21', '22'])}T${pick(random, ['00', '08', '23'])}:${pick(random, ['00', '30', '59'])}:${pick(random, ['00', '59.999999', '00.000001'])}Z`;

const types = ['Files', 'Registry', 'Software', 'files'] as const;

/** Rows of `ConfigurationChange` with few distinct values, so that groups, ties and matches happen. */
export const randomRows = (random: Random, count: number): readonly FixtureRow[] =>
  Array.from({ length: count }, (_, at): FixtureRow => {
    const row: Record<string, Json> = {
      TimeGenerated: time(random),
      Computer: pick(random, texts),
      ConfigChangeType: pick(random, types),
      FileSystemPath: chance(random, 0.3) ? `${pick(random, texts)}/${pick(random, texts)}` : pick(random, texts),
      FieldsChanged: pick(random, ['', 'Size', 'Size;Acls', 'FileContentChecksum']),
      RowId_CF: `r:${String(at).padStart(5, '0')}`,
    };
    if (chance(random, 0.7)) row['Size'] = pick(random, numbers);
    if (chance(random, 0.5)) row['PreviousSize'] = pick(random, numbers);
    if (chance(random, 0.5)) row['DateModified'] = time(random);
    if (chance(random, 0.5)) row['_BilledSize'] = pick(random, reals);
    return row;
  });
