import type { MonitoredEntity } from '#core/fim/monitored-entity';

export type Side = 'mine' | 'theirs';

const registryFields = ['enabled', 'group', 'path', 'valueName', 'recurse'] as const;
const windowsFields = ['enabled', 'group', 'path', 'pathType', 'recurse', 'maxContentBytes'] as const;
const linuxFields = [...windowsFields, 'useSudo', 'links'] as const;
export type FieldId = (typeof registryFields)[number] | (typeof linuxFields)[number];

/** The form's labels of the fields. */
export const fieldLabels: Readonly<Record<FieldId, string>> = {
  enabled: 'Enabled',
  group: 'Group',
  path: 'Path',
  valueName: 'Value name',
  pathType: 'Path type',
  recurse: 'Recursion',
  maxContentBytes: 'Upload file content',
  useSudo: 'Use sudo',
  links: 'Links',
};

const fieldsOf = (entity: MonitoredEntity): readonly FieldId[] =>
  entity.kind === 'windowsRegistry' ? registryFields : entity.kind === 'linuxFiles' ? linuxFields : windowsFields;

const fieldValue = (entity: MonitoredEntity, field: FieldId): string => {
  const value: unknown = Reflect.get(entity, field);
  return field === 'maxContentBytes' ? String(Number(value) > 0) : String(value);
};

/** A field that two people left with different values. */
export type FieldConflict = {
  readonly field: FieldId;
  readonly base: string;
  readonly mine: string;
  readonly theirs: string;
  /** Whose value stands where only one of both changed it; undefined where someone has to choose. */
  readonly usual: Side | undefined;
};

/** Fields in which a draft and what is stored now differ, with what both started from. */
export const fieldConflicts = (
  base: MonitoredEntity,
  mine: MonitoredEntity,
  theirs: MonitoredEntity,
): readonly FieldConflict[] =>
  fieldsOf(mine).flatMap((field) => {
    const [was, ours, other] = [fieldValue(base, field), fieldValue(mine, field), fieldValue(theirs, field)];
    if (ours === other) return [];
    const usual = other === was ? 'mine' : ours === was ? 'theirs' : undefined;
    return [{ field, base: was, mine: ours, theirs: other, usual }];
  });

const choose = <T extends object>(
  mine: T,
  theirs: T,
  fields: readonly (keyof T)[],
  isMine: (field: keyof T) => boolean,
) => {
  const merged = { ...theirs };
  for (const field of fields) if (isMine(field)) merged[field] = mine[field];
  return merged;
};

/** What is stored now, with the fields of the draft that were chosen over it. */
export const mergeEntities = (
  mine: MonitoredEntity,
  theirs: MonitoredEntity,
  chosen: (field: FieldId) => Side,
): MonitoredEntity => {
  const isMine = (field: FieldId) => chosen(field) === 'mine';
  if (mine.kind === 'windowsRegistry' && theirs.kind === 'windowsRegistry')
    return choose(mine, theirs, registryFields, (field) => registryFields.some((one) => one === field && isMine(one)));
  if (mine.kind === 'windowsFiles' && theirs.kind === 'windowsFiles')
    return choose(mine, theirs, windowsFields, (field) => windowsFields.some((one) => one === field && isMine(one)));
  if (mine.kind === 'linuxFiles' && theirs.kind === 'linuxFiles')
    return choose(mine, theirs, linuxFields, (field) => linuxFields.some((one) => one === field && isMine(one)));
  return theirs;
};
