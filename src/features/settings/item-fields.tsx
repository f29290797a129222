import { Field, Input, Select, Switch, Textarea } from '@fluentui/react-components';
import { useState, type ReactElement } from 'react';
import { dataSourceKindOf } from '#core/fim/data-source-kinds';
import { isDefaultRegistryKey } from '#core/fim/default-registry-keys';
import type { ItemProblem } from '#core/fim/item-rules';
import type { LinkPolicy, MonitoredEntity, PathType } from '#core/fim/monitored-entity';
import { normalRegistryPath } from '#core/fim/registry-path';
import { mode } from '../../api/mode';
import { visibleString } from '../../ui/visible-parts';
import { type Draft, contentBytes } from './draft';
import css from './item-form.module.css';
import { ProblemList } from './problem-list';

type FieldName = ItemProblem['field'] | 'valueName';

type ItemFieldsProps = {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  /** Those to be shown now. */
  readonly problems: readonly ItemProblem[];
  /** A field was left: its errors may be shown from now on. */
  readonly onLeave: (field: FieldName) => void;
  /** As it was stored; undefined for a new item. */
  readonly stored: MonitoredEntity | undefined;
  readonly disabled: boolean;
};

const contentHint =
  mode === 'azure'
    ? 'Keeps the content of text files up to 5 MB with each change. Needs a storage account, see the tab File content.'
    : 'Keeps the versions of text files up to 5 MB on this server. Files that hold secrets are always left out.';

const recursionHint = (entity: MonitoredEntity): string => {
  if (entity.kind !== 'windowsRegistry') return 'Everything below the folder, not only what lies in it.';
  return isDefaultRegistryKey(entity.path)
    ? 'Also the keys below this one.'
    : 'Azure follows the keys below only for its 17 default keys.';
};

/** The fields of an item in the original's order. */
export const ItemFields = ({ draft, onChange, problems, onLeave, stored, disabled }: ItemFieldsProps) => {
  const { itemName, entity } = draft;
  const [written, setWritten] = useState<string>();
  const isNew = stored === undefined;
  const set = (next: MonitoredEntity) => onChange({ ...draft, entity: next });

  const field = (
    name: FieldName,
    label: string,
    control: ReactElement,
    more: { readonly required?: boolean; readonly hint?: string } = {},
  ) => {
    const own = problems.filter((problem) => problem.field === name);
    const worst = (['error', 'warning'] as const).find((severity) => own.some((one) => one.severity === severity));
    return (
      <Field
        label={label}
        required={more.required}
        hint={more.hint}
        validationState={worst ?? 'none'}
        validationMessageIcon={null}
        validationMessage={own.length > 0 ? { children: <ProblemList problems={own} /> } : undefined}
      >
        {control}
      </Field>
    );
  };
  const yesNo = (label: string, checked: boolean, change: (checked: boolean) => void, words = ['True', 'False']) => (
    <Switch
      aria-label={label}
      label={words[checked ? 0 : 1]}
      checked={checked}
      disabled={disabled}
      onChange={(_, data) => change(data.checked)}
    />
  );

  const isKey = entity.kind === 'windowsRegistry';
  const leavePath = () => {
    onLeave('path');
    if (!isKey || disabled || entity.path === stored?.path) return;
    const normal = normalRegistryPath(entity.path);
    if (normal === entity.path) return;
    setWritten(`Written in full: ${visibleString(normal)}`);
    set({ ...entity, path: normal });
  };
  const pathLabel = isKey ? 'Windows registry key' : 'Path';
  const pathHint = isKey
    ? 'Full path of the key with its hive, for example HKLM\\SYSTEM\\CurrentControlSet\\Services.'
    : 'A wildcard * may stand in the last segment.';
  const isRecursionOffered = !isKey || entity.recurse || isDefaultRegistryKey(entity.path);

  return (
    <div className={css.fields}>
      <Field label="Enabled">{yesNo('Enabled', entity.enabled, (enabled) => set({ ...entity, enabled }))}</Field>
      {field(
        'name',
        'Item name',
        <Input
          value={itemName}
          readOnly={!isNew}
          disabled={disabled || !isNew}
          placeholder="Enter a name for the item"
          autoComplete="off"
          spellCheck={false}
          onChange={(_, { value }) => onChange({ ...draft, itemName: value })}
          onBlur={() => onLeave('name')}
        />,
        {
          required: isNew,
          hint: isNew
            ? `Cannot be changed later. Stored as ${dataSourceKindOf[entity.kind]}_${itemName.trim() || 'name'}.`
            : `Stored as ${entity.name}.`,
        },
      )}
      {field(
        'group',
        'Group',
        <Input
          value={entity.group}
          disabled={disabled}
          list="item-groups"
          onChange={(_, { value }) => set({ ...entity, group: value })}
          onBlur={() => onLeave('group')}
        />,
      )}
      <datalist id="item-groups">
        {['Recommended', 'Security', 'Custom'].map((group) => (
          <option key={group}>{group}</option>
        ))}
      </datalist>
      {field(
        'path',
        pathLabel,
        <Textarea
          value={entity.path}
          disabled={disabled}
          placeholder={isKey ? 'Enter a registry key' : 'Enter a path'}
          rows={2}
          resize="vertical"
          spellCheck={false}
          textarea={{ className: css.pathBox }}
          onChange={(_, { value }) => {
            setWritten(undefined);
            set({ ...entity, path: value });
          }}
          onKeyDown={(event) => {
            // A path has one line: Enter saves, as in every other field.
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
            event.preventDefault();
            event.currentTarget.form?.requestSubmit();
          }}
          onBlur={leavePath}
        />,
        { required: true, hint: pathHint },
      )}
      <span role="status" className={css.written}>
        {written}
      </span>
      {entity.kind === 'windowsRegistry' &&
        field(
          'valueName',
          'Value name',
          <Input
            value={entity.valueName}
            disabled={disabled}
            spellCheck={false}
            onChange={(_, { value }) => set({ ...entity, valueName: value })}
          />,
          { hint: 'One value of the key; leave it empty for all of them.' },
        )}
      {entity.kind !== 'windowsRegistry' && (
        <Field label="Path type">
          <Select
            value={entity.pathType}
            disabled={disabled}
            onChange={(_, { value }) => set({ ...entity, pathType: pathTypes.find((one) => one === value) ?? 'File' })}
          >
            <option value="File">File</option>
            <option value="Folder">{entity.kind === 'linuxFiles' ? 'Directory' : 'Folder'}</option>
          </Select>
        </Field>
      )}
      {field(
        'recurse',
        'Recursion',
        <Switch
          aria-label="Recursion"
          label={entity.recurse ? 'On' : 'Off'}
          checked={entity.recurse}
          disabled={disabled || !isRecursionOffered}
          onChange={(_, { checked }) => set({ ...entity, recurse: checked })}
        />,
        { hint: recursionHint(entity) },
      )}
      {entity.kind === 'linuxFiles' && (
        <>
          <Field label="Use sudo">
            {yesNo('Use sudo', entity.useSudo, (useSudo) => set({ ...entity, useSudo }), ['On', 'Off'])}
          </Field>
          {field(
            'links',
            'Links',
            <Select
              value={entity.links}
              disabled={disabled}
              onChange={(_, { value }) =>
                set({ ...entity, links: linkPolicies.find((one) => one === value) ?? 'Follow' })
              }
            >
              <option value="Follow">Follow</option>
              <option value="Ignore">Ignore</option>
              <option value="Manage">Manage</option>
            </Select>,
            { hint: 'Follow watches what a link points to, Ignore leaves links out, Manage watches the link itself.' },
          )}
        </>
      )}
      {entity.kind !== 'windowsRegistry' &&
        field(
          'content',
          'Upload file content',
          yesNo('Upload file content', entity.maxContentBytes > 0, (on) => {
            const before = stored && stored.kind !== 'windowsRegistry' ? stored.maxContentBytes : 0;
            set({ ...entity, maxContentBytes: on ? before || contentBytes : 0 });
          }),
          { hint: contentHint },
        )}
    </div>
  );
};

const pathTypes: readonly PathType[] = ['File', 'Folder'];
const linkPolicies: readonly LinkPolicy[] = ['Follow', 'Ignore', 'Manage'];
