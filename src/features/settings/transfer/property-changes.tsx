import type { Json } from '#core/kql/vector';
import type { PropertyDifference } from '#core/fim/configuration-diff';
import { VisibleText } from '../../../ui/visible-text';
import css from './transfer.module.css';

const Value = ({ value }: { readonly value: Json | undefined }) =>
  value === undefined ? (
    <span className="muted">none</span>
  ) : (
    <span className="mono">
      <VisibleText text={JSON.stringify(value)} />
    </span>
  );

/** Properties as they are stored, before and after: quotes tell `"True"` from `true`. */
export const PropertyChanges = ({ changes }: { readonly changes: readonly PropertyDifference[] }) => (
  <table className={css.properties}>
    <thead>
      <tr>
        <th scope="col">Property</th>
        <th scope="col">Before</th>
        <th scope="col">After</th>
      </tr>
    </thead>
    <tbody>
      {changes.map(({ property, before, after }) => (
        <tr key={property}>
          <th scope="row">
            <VisibleText text={property} />
          </th>
          <td>
            <Value value={before} />
          </td>
          <td>
            <Value value={after} />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);
