import { diffLines } from 'diff';
import { fileContentTable } from '#core/fim/file-content';
import { kqlList, kqlPipe } from '#core/fim/kql-text';
import type { Row, RowSpec } from '../../api/decode';

export const versionSpec = {
  Hash: 'string',
  ChunkIndex: 'number',
  ChunkCount: 'number',
  Content: 'string',
} as const satisfies RowSpec;

/**
 * The chunks of contents by their hashes, each chunk once however many files have that content. Answers `versionSpec`; no row in a
 * workspace that has no such table, as before the first content was kept, and always in Azure.
 */
export const versionsKql = (hashes: readonly string[]): string => {
  const chunks = kqlPipe(
    fileContentTable,
    `where Hash in ${kqlList(hashes)}`,
    'summarize take_any(ChunkCount, Content) by Hash, ChunkIndex',
    'project Hash, ChunkIndex, ChunkCount, Content',
  );
  return `union isfuzzy=true (datatable(Hash: string)[]), (${chunks})`;
};

/** The text of a content, put together; undefined where it was not kept or a part of it is gone. */
export const textOfVersion = (rows: readonly Row<typeof versionSpec>[], hash: string): string | undefined => {
  const chunks = rows.filter((row) => row.Hash === hash).toSorted((a, b) => (a.ChunkIndex ?? 0) - (b.ChunkIndex ?? 0));
  const [first] = chunks;
  if (!first || chunks.length !== first.ChunkCount) return undefined;
  return chunks.map(({ Content }) => Content).join('');
};

/** Lines of two versions: what both have, what only one has. `skipped` lines that both have are left out. */
export type VersionPart =
  | { readonly kind: 'same' | 'added' | 'removed'; readonly lines: readonly string[] }
  | { readonly kind: 'skipped'; readonly count: number };

/** Lines kept around what differs. */
const context = 3;

const linesOf = (text: string): readonly string[] => {
  const lines = text.split('\n');
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
};

/** Longest comparison, milliseconds: beyond it the whole is shown as removed and added. */
const patience = 200;

/** The difference of two texts by line. Long stretches that both have are cut to their ends. */
export const compareVersions = (before: string, after: string): readonly VersionPart[] => {
  const parts = diffLines(before, after, { timeout: patience }) ?? [
    { value: before, removed: true, added: false },
    { value: after, removed: false, added: true },
  ];
  return parts.flatMap(({ value, added, removed }, index): readonly VersionPart[] => {
    const lines = linesOf(value);
    if (added || removed) return [{ kind: added ? 'added' : 'removed', lines }];
    const head = index === 0 ? 0 : context;
    const tail = index === parts.length - 1 ? 0 : context;
    if (lines.length <= head + tail + 1) return [{ kind: 'same', lines }];
    const kept: VersionPart[] = [{ kind: 'skipped', count: lines.length - head - tail }];
    if (head > 0) kept.unshift({ kind: 'same', lines: lines.slice(0, head) });
    if (tail > 0) kept.push({ kind: 'same', lines: lines.slice(-tail) });
    return kept;
  });
};
