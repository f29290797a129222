import type { DataSource } from '#core/contract/data-sources';
import { CopyButton } from '../../ui/copy-button';
import { VisibleText } from '../../ui/visible-text';
import css from './settings.module.css';

/** Stored configuration no form of this product reads: kept untouched, shown as it is. */
export const OtherConfiguration = ({ items }: { readonly items: readonly DataSource[] }) =>
  items.length === 0 ? null : (
    <details className={css.other}>
      <summary>Other configuration ({items.length})</summary>
      <p className="muted">
        Data sources of change tracking that have no form here. They stay as they are stored, and are part of exports.
      </p>
      <ul>
        {items.map((item) => {
          const json = JSON.stringify(item.properties, undefined, 2);
          return (
            <li key={item.name}>
              <span>
                <strong>
                  <VisibleText text={item.name} />
                </strong>{' '}
                <span className="muted">
                  <VisibleText text={item.kind} />
                </span>{' '}
                <CopyButton label={`Copy the properties of ${item.name}`} text={json} />
              </span>
              <pre className="mono">
                <VisibleText text={json} />
              </pre>
            </li>
          );
        })}
      </ul>
    </details>
  );
