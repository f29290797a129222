import { Fragment } from 'react';
import { type AttributeDiff, isEmptyCell } from '#core/fim/change-diff';
import { VisibleText } from '../../ui/visible-text';
import { BreakingPath } from './breaking-path';
import css from './details.module.css';
import { type DifferenceLine, differenceLines } from './difference';
import { Value, type ValueView } from './property-value';

type PropertiesProps = {
  readonly diffs: readonly AttributeDiff[];
  readonly view: ValueView;
  /** `ValueType` before, where it differs from now. */
  readonly typeBefore: string;
};

/** The side with nothing on it, of what was added or removed: it needs no room. */
const emptySide = (diffs: readonly AttributeDiff[]) =>
  diffs.every(({ before }) => isEmptyCell(before))
    ? 'before'
    : diffs.every(({ after }) => isEmptyCell(after))
      ? 'after'
      : undefined;

/** Property, value before, value after; under a pair whose difference takes thought, the difference in words. */
export const ChangedProperties = ({ diffs, view, typeBefore }: PropertiesProps) =>
  diffs.length === 0 ? (
    <p className="muted">The collector reported no property that differs.</p>
  ) : (
    <table className={css.properties} data-empty={emptySide(diffs)}>
      <caption className="visually-hidden">Changed properties</caption>
      <thead>
        <tr>
          <th scope="col">Property</th>
          <th scope="col">Value before</th>
          <th scope="col">Value after</th>
        </tr>
      </thead>
      <tbody>
        {diffs.map((diff) => (
          <ChangedProperty key={diff.property} diff={diff} view={view} typeBefore={typeBefore} />
        ))}
      </tbody>
    </table>
  );

type ChangedProps = { readonly diff: AttributeDiff; readonly view: ValueView; readonly typeBefore: string };

const ChangedProperty = ({ diff: { property, before, after }, view, typeBefore }: ChangedProps) => {
  const lines = differenceLines({ property, before, after, typeBefore, typeAfter: view.valueType });
  const earlier = { ...view, hashState: '', valueType: typeBefore || view.valueType };
  return (
    <Fragment>
      <tr className={lines.length > 0 ? css.explained : undefined}>
        <th scope="row">
          <VisibleText text={property} />
        </th>
        <td>
          <Value property={property} value={before} view={earlier} other={after} side="before" />
        </td>
        <td>
          <Value property={property} value={after} view={view} other={before} side="after" />
        </td>
      </tr>
      {lines.length > 0 && (
        <tr>
          <td>
            <span className={css.aside}>Difference</span>
          </td>
          <td colSpan={2}>
            <Difference lines={lines} />
          </td>
        </tr>
      )}
    </Fragment>
  );
};

const signs = { added: '+', removed: '-', changed: '~', said: '' } satisfies Record<DifferenceLine['kind'], string>;
const words = { added: 'Added: ', removed: 'Removed: ', changed: 'Changed: ', said: '' } satisfies typeof signs;

const Difference = ({ lines }: { readonly lines: readonly DifferenceLine[] }) => (
  <ul className={css.difference} aria-label="Difference">
    {lines.map(({ kind, text }, index) => (
      // Two entries of a list may read alike.
      // oxlint-disable-next-line react/no-array-index-key
      <li key={index} data-kind={kind}>
        <span aria-hidden="true">{signs[kind]} </span>
        <span className="visually-hidden">{words[kind]}</span>
        <BreakingPath text={text} />
      </li>
    ))}
  </ul>
);

/** What stayed as it was, folded: property and its one value. */
export const UnchangedProperties = ({ diffs, view }: Omit<PropertiesProps, 'typeBefore'>) =>
  diffs.length === 0 ? null : (
    <details className={css.fold}>
      <summary>Unchanged properties ({diffs.length})</summary>
      <table className={css.properties}>
        <caption className="visually-hidden">Unchanged properties</caption>
        <thead>
          <tr>
            <th scope="col">Property</th>
            <th scope="col" colSpan={2}>
              Value
            </th>
          </tr>
        </thead>
        <tbody>
          {diffs.map(({ property, after }) => (
            <tr key={property}>
              <th scope="row">
                <VisibleText text={property} />
              </th>
              <td colSpan={2}>
                <Value property={property} value={after} view={view} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
