import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useCurrentWorkspace } from '../../api/current-workspace';
import { termOf } from '../../filters/terms';
import { useChangeFilter } from '../../filters/use-change-filter';
import { useServerNames } from '../../filters/use-server-names';
import { isChangeType, typeLooks } from '../../ui/change-words';
import { visibleString } from '../../ui/visible-parts';
import { FacetGroup } from './facet-group';
import { facetValues, facetsQuery, isFolder, parentFolder } from './facets';
import css from './facets.module.css';
import type { Reading } from './use-changes';

const few = 10;
const many = 50;
const noKeys: readonly string[] = [];
const values = (terms: readonly string[]) => (terms.length === 0 ? noKeys : terms.map((text) => termOf(text).value));

const takeFocus = (button: HTMLButtonElement | null) => button?.focus({ preventScroll: true });

/** Counts by type, category, server, path and changed field over the rows the list was read from; each narrows the page. */
export const FacetPanel = ({ reading }: { readonly reading: Reading }) => {
  const { customerId } = useCurrentWorkspace();
  const { filter } = useChangeFilter();
  const [serverSearch, setServerSearch] = useState('');
  const [rows, setRows] = useState(few);
  const [folder, setFolder] = useState('');
  const searched = useDeferredValue(serverSearch);
  const { data, isPlaceholderData, isError } = useQuery(
    facetsQuery(customerId, reading, { serverSearch: searched, rows, folder }),
  );
  const names = useServerNames(customerId, values(filter.server));

  const group = (field: 'type' | 'category' | 'server' | 'path' | 'field') => {
    const outcome = data?.[field];
    const chosen = field === 'path' ? noKeys : values(filter[field]);
    return {
      field,
      failed: isError || outcome?.ok === false,
      values: outcome?.ok ? facetValues(outcome.rows, chosen) : undefined,
    };
  };
  const [types, servers, paths, fields] = [group('type'), group('server'), group('path'), group('field')];
  const more = (shown: number | undefined) =>
    rows === few && (shown ?? 0) >= few ? (
      <button type="button" className={css.plain} onClick={() => setRows(many)}>
        More
      </button>
    ) : undefined;

  return (
    <div className={isPlaceholderData ? css.busy : undefined} aria-busy={isPlaceholderData || data === undefined}>
      <FacetGroup {...group('category')} title="Category" expected={3} />
      <FacetGroup
        {...types}
        title="Type"
        expected={2}
        values={types.values?.map((each) =>
          isChangeType(each.value) ? { ...each, label: typeLooks[each.value].label } : each,
        )}
      />
      <FacetGroup
        {...servers}
        title="Server"
        expected={few}
        values={servers.values?.map((each) =>
          each.label === each.value ? { ...each, label: names?.get(each.value) || each.label } : each,
        )}
        tools={
          <input
            type="text"
            className={css.find}
            aria-label="Find a server among the counts"
            placeholder="Find a server"
            value={serverSearch}
            onChange={(event) => setServerSearch(event.target.value)}
          />
        }
        more={more(servers.values?.length)}
      />
      <FacetGroup
        {...paths}
        title="Path or key"
        expected={few}
        values={paths.values?.map((each) => ({ ...each, label: each.value.slice(folder.length) || each.value }))}
        tools={
          folder === '' ? undefined : (
            // Each folder has a button of its own, which takes the focus over from the value that led into it.
            <button
              key={folder}
              ref={takeFocus}
              type="button"
              className={css.plain}
              title={`Up from ${visibleString(folder)}`}
              onClick={({ currentTarget }) => {
                currentTarget.closest('section')?.querySelector('h3')?.focus();
                setFolder(parentFolder(folder));
              }}
            >
              ↑ {visibleString(folder)}
            </button>
          )
        }
        onEnter={setFolder}
        canEnter={isFolder}
        more={more(paths.values?.length)}
      />
      <FacetGroup {...fields} title="Changed field" expected={6} more={more(fields.values?.length)} />
    </div>
  );
};
