import type { Entity } from './entity';
import type { EntityColumns } from './rows';

const isHashless = ({ hashState }: Entity) => hashState === 'tooLarge' || hashState === 'unreadable';

/** Whether a column differs; folders have neither size nor time here, so theirs never do. */
const differs = {
  Size: (before, now) => before.size !== now.size,
  DateCreated: (before, now) => before.created !== now.created,
  DateModified: (before, now) => before.modified !== now.modified,
  Attributes: (before, now) => before.mode !== now.mode || before.target !== now.target,
  // By number: names may be re-assigned in /etc/passwd without any change to the file.
  Acls: (before, now) => before.uid !== now.uid || before.gid !== now.gid,
  // A hash that could not be made says nothing about the content.
  FileContentChecksum: (before, now) =>
    before.hash !== now.hash &&
    now.hashState !== 'unreadable' &&
    (before.hashState !== 'unreadable' || before.hash !== ''),
} satisfies Record<keyof EntityColumns, (before: Entity, now: Entity) => boolean>;

/**
 * Columns in which an entity differs from its baseline, in the table's order; none when there is nothing to report.
 * Where there is no hash to compare, a new inode or status-change time alone counts too (as `Detail_CF`): it is the only
 * trace of a big file that was overwritten and given its old times.
 */
export function fieldsChanged(before: Entity, now: Entity): readonly string[] {
  const fields = Object.entries(differs).flatMap(([column, test]) => (test(before, now) ? [column] : []));
  const touched = before.inode !== now.inode || before.changed !== now.changed;
  return fields.length === 0 && isHashless(now) && touched ? ['Detail_CF'] : fields;
}

/** True when the baseline has to be written although nothing is to be reported. */
export const differsSilently = (before: Entity, now: Entity): boolean =>
  before.changed !== now.changed ||
  before.inode !== now.inode ||
  before.device !== now.device ||
  before.hashState !== now.hashState ||
  before.hash !== now.hash;
