import { describeAccess, readAccessList } from '#core/fim/access-list';
import { changedFields, isEmptyCell } from '#core/fim/change-diff';
import { describeFileMode, linkTarget, parseFileMode } from '#core/fim/file-mode';
import { serviceMeaning } from '#core/fim/service-words';
import { timeFromWire } from '../../api/decode';
import type { Zone } from '../../time-range/range';
import { formatAgo } from '../../time-range/zone';
import { CopyButton } from '../../ui/copy-button';
import { formatBytes, formatCount } from '../../ui/numbers';
import { Time } from '../../ui/time';
import { VisibleText } from '../../ui/visible-text';
import { BreakingPath } from './breaking-path';
import css from './details.module.css';
import { algorithmOf, isEmptyContent, missingHash } from './hash-words';
import { RegistryData } from './registry-data';
import { TextValue } from './text-value';
import { asNumber, asText, kindOf } from './value-kinds';

/**
 * What values are shown with: the zone, the moment "ago" counts from, `HashState_CF` and `HashAlgorithm_CF`, and `ValueType` of
 * this side and the other.
 */
export type ValueView = {
  readonly zone: Zone;
  readonly asOf: number;
  readonly hashState: string;
  readonly hashAlgorithm: string;
  readonly valueType: string;
};

export type ValueProps = {
  readonly property: string;
  readonly value: unknown;
  readonly view: ValueView;
  /** The value on the other side of a changed property. */
  readonly other?: unknown;
  readonly side?: 'before' | 'after';
};

/** One cell of the details table, readable by its kind; `-` for nothing. */
export const Value = (props: ValueProps) => {
  const { property, value, view, other, side } = props;
  const kind = kindOf(property);
  if (isEmptyCell(value)) {
    const why = kind === 'hash' ? missingHash[view.hashState] : undefined;
    return why === undefined ? <span className="muted">-</span> : <span className={css.why}>{why}</span>;
  }
  const text = asText(value);
  switch (kind) {
    case 'size':
      return <Size value={value} />;
    case 'time':
      return <Moment text={text} view={view} />;
    case 'hash':
      return <Hash text={text} named={view.hashAlgorithm} />;
    case 'mode': {
      const mode = parseFileMode(text);
      return (
        <>
          <TextValue text={text} mono={mode !== undefined} />
          {mode && (
            <span className={css.aside}>
              {linkTarget(text) === undefined
                ? describeFileMode(mode)
                : 'Symbolic link: the permissions of what it points to hold'}
            </span>
          )}
        </>
      );
    }
    case 'fields':
      return <Lines items={changedFields(value)} />;
    case 'acls':
      return <Access text={text} other={asText(other)} side={side} />;
    case 'registry':
      return <RegistryData type={view.valueType} text={text} other={asText(other)} side={side} />;
    case 'service': {
      const meaning = serviceMeaning(property, text);
      return (
        <>
          <TextValue text={text} />
          {meaning !== undefined && <span className={css.aside}>{meaning}</span>}
        </>
      );
    }
    case 'code':
      return <TextValue text={text} other={asText(other)} side={side} mono />;
    case 'version':
    case 'text':
      return <TextValue text={text} other={asText(other)} side={side} />;
  }
};

const Size = ({ value }: { readonly value: unknown }) => {
  const bytes = asNumber(value);
  return bytes === undefined ? (
    <TextValue text={asText(value)} />
  ) : (
    <span className="numbers" title={`${formatCount(bytes)} bytes`}>
      {formatBytes(bytes)}
    </span>
  );
};

const Moment = ({ text, view }: { readonly text: string; readonly view: ValueView }) => {
  const ms = timeFromWire(text);
  return ms === null ? (
    <TextValue text={text} />
  ) : (
    <>
      <Time ms={ms} zone={view.zone} />
      <span className={css.aside}>{ms > view.asOf + 60_000 ? 'in the future' : formatAgo(ms, view.asOf)}</span>
    </>
  );
};

const Hash = ({ text, named }: { readonly text: string; readonly named: string }) => {
  const algorithm = algorithmOf(text, named);
  return (
    <span className={css.hash}>
      <span>
        <TextValue text={text} mono />
        {algorithm !== undefined && (
          <span className={css.aside}>
            <VisibleText text={algorithm} />
            {isEmptyContent(text) && ' of an empty file'}
          </span>
        )}
      </span>
      <CopyButton text={text} label="Copy the hash" />
    </span>
  );
};

const Access = ({
  text,
  other,
  side,
}: { readonly text: string; readonly other: string } & Pick<ValueProps, 'side'>) => {
  const list = readAccessList(text);
  if (!list) return <TextValue text={text} other={other} side={side} mono />;
  const named = [
    ['Owner', list.owner],
    ['Group', list.group],
  ] as const;
  return (
    <ul className={css.list}>
      {named.map(
        ([name, value]) =>
          value !== undefined && (
            <li key={name}>
              <span className="muted">{name}:</span> <BreakingPath text={value} />
            </li>
          ),
      )}
      {[...new Set(list.entries.map(describeAccess))].map((line) => (
        <li key={line}>
          <BreakingPath text={line} />
        </li>
      ))}
    </ul>
  );
};

const Lines = ({ items }: { readonly items: readonly string[] }) => (
  <ul className={css.list}>
    {items.map((item) => (
      <li key={item}>
        <VisibleText text={item} />
      </li>
    ))}
  </ul>
);
