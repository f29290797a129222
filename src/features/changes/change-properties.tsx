import type { AttributeDiff } from '#core/fim/change-diff';
import { VisibleText } from '../../ui/visible-text';
import css from './details.module.css';
import { Difference, Value, type ValueView } from './property-value';

type PropertiesProps = {
  readonly diffs: readonly AttributeDiff[];
  readonly view: ValueView;
};

/** Property, value before, value after; under a pair whose difference takes thought, the difference in words. */
export const ChangedProperties = ({ diffs, view }: PropertiesProps) =>
  diffs.length === 0 ? (
    <p className="muted">The collector reported no property that differs.</p>
  ) : (
    <table className={css.properties}>
      <caption className="visually-hidden">Changed properties</caption>
      <thead>
        <tr>
          <th scope="col">Property</th>
          <th scope="col">Value before</th>
          <th scope="col">Value after</th>
        </tr>
      </thead>
      <tbody>
        {diffs.map(({ property, before, after }) => (
          <tr key={property}>
            <th scope="row">
              <VisibleText text={property} />
              <Difference property={property} before={before} after={after} />
            </th>
            <td>
              <Value property={property} value={before} view={{ ...view, hashState: '' }} />
            </td>
            <td>
              <Value property={property} value={after} view={view} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );

/** What stayed as it was, folded: property and its one value. */
export const UnchangedProperties = ({ diffs, view }: PropertiesProps) =>
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
