import { useState } from 'react';
import { parseAcls } from '#core/fim/acls';
import { changedFields, isEmptyCell } from '#core/fim/change-diff';
import { describeFileMode, describeModeChange, parseFileMode } from '#core/fim/file-mode';
import { timeFromWire } from '../../api/decode';
import type { Zone } from '../../time-range/range';
import { formatAgo } from '../../time-range/zone';
import { CopyButton } from '../../ui/copy-button';
import { formatBytes, formatCount } from '../../ui/numbers';
import { Time } from '../../ui/time';
import { VisibleText } from '../../ui/visible-text';
import { BreakingPath } from './breaking-path';
import css from './details.module.css';

type ValueKind = 'size' | 'time' | 'hash' | 'mode' | 'fields' | 'acls' | 'code' | 'text';

const kinds: Readonly<Record<string, ValueKind>> = {
  Size: 'size',
  DateCreated: 'time',
  DateModified: 'time',
  TimeGenerated: 'time',
  FileContentChecksum: 'hash',
  Attributes: 'mode',
  FieldsChanged: 'fields',
  Acls: 'acls',
  ValueData: 'code',
  ValueName: 'code',
  RegistryKey: 'code',
  FileSystemPath: 'code',
  Name: 'code',
  SvcPath: 'code',
  RenamedFrom_CF: 'code',
  Detail_CF: 'code',
  RowId_CF: 'code',
};

/** Characters shown before a reader asks for the rest. */
const shownCharacters = 1_200;

/** Why a row has no hash, by `HashState_CF`. */
export const missingHash: Readonly<Record<string, string>> = {
  tooLarge: 'No hash: larger than 5 MB. The file is tracked by size, times and inode.',
  unreadable: 'No hash: the collector could not read the file.',
};

const asText = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
const asNumber = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

/** What values are shown with: the zone, the moment "ago" counts from, and `HashState_CF` where it applies. */
export type ValueView = { readonly zone: Zone; readonly asOf: number; readonly hashState: string };

type ValueProps = { readonly property: string; readonly value: unknown; readonly view: ValueView };

/** One cell of the details table, readable by its kind; `-` for nothing. */
export const Value = ({ property, value, view }: ValueProps) => {
  const kind = kinds[property] ?? 'text';
  if (isEmptyCell(value)) {
    const why = kind === 'hash' ? missingHash[view.hashState] : undefined;
    return why === undefined ? <span className="muted">-</span> : <span className={css.why}>{why}</span>;
  }
  switch (kind) {
    case 'size': {
      const bytes = asNumber(value);
      return bytes === undefined ? <LongText text={asText(value)} /> : <Size bytes={bytes} />;
    }
    case 'time': {
      const ms = timeFromWire(asText(value));
      return ms === null ? (
        <LongText text={asText(value)} />
      ) : (
        <>
          <Time ms={ms} zone={view.zone} />
          <span className={css.aside}>{formatAgo(ms, view.asOf)}</span>
        </>
      );
    }
    case 'hash':
      return (
        <span className={css.hash}>
          <LongText text={asText(value)} mono />
          <CopyButton text={asText(value)} label="Copy the hash" />
        </span>
      );
    case 'mode': {
      const mode = parseFileMode(asText(value));
      return (
        <>
          <LongText text={asText(value)} mono />
          {mode && <span className={css.aside}>{describeFileMode(mode)}</span>}
        </>
      );
    }
    case 'fields':
      return (
        <ul className={css.list}>
          {changedFields(value).map((field) => (
            <li key={field}>
              <VisibleText text={field} />
            </li>
          ))}
        </ul>
      );
    case 'acls': {
      const entries = parseAcls(asText(value));
      return entries === undefined ? (
        <LongText text={asText(value)} mono />
      ) : (
        <ul className={css.list}>
          {entries.map(({ name, value: granted }) => (
            <li key={`${name} ${granted}`}>
              <span className="muted">
                <VisibleText text={name} />:
              </span>{' '}
              <BreakingPath text={granted} />
            </li>
          ))}
        </ul>
      );
    }
    case 'code':
      return <LongText text={asText(value)} mono />;
    case 'text':
      return <LongText text={asText(value)} />;
  }
};

const Size = ({ bytes }: { readonly bytes: number }) => (
  <>
    <span className="numbers">{formatBytes(bytes)}</span>
    {bytes >= 1000 && <span className={css.aside}>{formatCount(bytes)} bytes</span>}
  </>
);

/** A value of any length: broken anywhere, cut at first. */
const LongText = ({ text, mono }: { readonly text: string; readonly mono?: boolean }) => {
  const [whole, setWhole] = useState(false);
  const cut = !whole && text.length > shownCharacters;
  return (
    <span className={mono ? `mono ${css.long}` : css.long}>
      <BreakingPath text={cut ? text.slice(0, shownCharacters) : text} />
      {cut && (
        <>
          {'… '}
          <button type="button" className={css.more} onClick={() => setWhole(true)}>
            Show all {formatCount(text.length)} characters
          </button>
        </>
      )}
    </span>
  );
};

/** What lies between two values, where a reader would otherwise have to work it out. */
export const Difference = ({
  property,
  before,
  after,
}: {
  readonly property: string;
  readonly before: unknown;
  readonly after: unknown;
}) => {
  const lines = differenceLines(property, before, after);
  return lines.length === 0 ? null : (
    <span className={css.difference}>
      {lines.map((line) => (
        <span key={line}>{line}</span>
      ))}
    </span>
  );
};

/** `+1.2 kB` (or `-12 B`) for sizes, gained and lost rights for permissions. Empty for everything else. */
export const differenceLines = (property: string, before: unknown, after: unknown): readonly string[] => {
  switch (kinds[property]) {
    case 'size': {
      const [from, to] = [asNumber(before), asNumber(after)];
      if (from === undefined || to === undefined || from === to) return [];
      return [`${to > from ? '+' : '-'}${formatBytes(Math.abs(to - from))}`];
    }
    case 'mode': {
      if (isEmptyCell(before) || isEmptyCell(after)) return [];
      const [from, to] = [parseFileMode(asText(before)), parseFileMode(asText(after))];
      return from && to ? describeModeChange(from, to) : [];
    }
    default:
      return [];
  }
};
