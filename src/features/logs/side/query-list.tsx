import { Button } from '@fluentui/react-components';
import { DeleteRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Access } from '../../../api/access';
import { type SavedSearch, savedSearchCategories, savedSearchesQuery } from '../../../api/saved-searches';
import type { WorkspaceParams } from '../../../paths';
import { ErrorPanel } from '../../../ui/panels';
import { SearchBox } from '../../../ui/search-box';
import { visibleString } from '../../../ui/visible-parts';
import { VisibleText } from '../../../ui/visible-text';
import { gallery } from './gallery';
import css from './side.module.css';

const ofOtherPages: readonly string[] = [savedSearchCategories.changesView, savedSearchCategories.baseline];

/** Saved queries by category, without what other pages of the product keep among them. */
export const queriesByCategory = (
  searches: readonly SavedSearch[],
): readonly { readonly name: string; readonly queries: readonly SavedSearch[] }[] => {
  const groups = new Map<string, SavedSearch[]>();
  for (const search of searches) {
    if (ofOtherPages.includes(search.category)) continue;
    const group = groups.get(search.category);
    if (group) group.push(search);
    else groups.set(search.category, [search]);
  }
  return [...groups].map(([name, queries]) => ({ name, queries })).toSorted((a, b) => a.name.localeCompare(b.name));
};

type QueryListProps = {
  readonly workspace: WorkspaceParams;
  /** Whether saved queries may be deleted. */
  readonly access: Access;
  readonly onOpen: (kql: string, title: string, saved?: string) => void;
  readonly onDelete: (search: SavedSearch) => void;
};

const has = (wanted: string, ...texts: readonly string[]) => texts.some((text) => text.toLowerCase().includes(wanted));

/** Saved queries of the workspace and the gallery: a click opens one in the editor. */
export const QueryList = ({ workspace, access, onOpen, onDelete }: QueryListProps) => {
  const { data, error, isPending, refetch } = useQuery(savedSearchesQuery(workspace));
  const [find, setFind] = useState('');
  const wanted = find.trim().toLowerCase();
  const saved = queriesByCategory(
    (data ?? []).filter(({ displayName, category, query }) => has(wanted, displayName, category, query)),
  );
  const offered = gallery
    .map(({ name, queries }) => ({
      name,
      queries: queries.filter(({ title, about, kql }) => has(wanted, name, title, about, kql)),
    }))
    .filter(({ queries }) => queries.length > 0);
  return (
    <>
      <div className={css.search}>
        <SearchBox label="Search queries" value={find} onSearch={setFind} />
      </div>
      {wanted !== '' && saved.length + offered.length === 0 && <p className={css.hint}>No query has this text.</p>}
      <h2 className={css.heading}>Saved in this workspace</h2>
      {error && (
        <ErrorPanel
          compact
          title="The saved queries could not be loaded."
          error={error}
          onRetry={() => void refetch()}
        />
      )}
      {isPending && <p className={css.hint}>Loading</p>}
      {data && saved.length === 0 && wanted === '' && (
        <p className={css.hint}>
          None yet. Save keeps the query in the editor for everyone who can read the workspace.
        </p>
      )}
      {saved.map(({ name, queries }) => (
        <section key={name} aria-label={visibleString(name)}>
          <h3 className={css.group}>
            <VisibleText text={name} />
          </h3>
          <ul className={css.list}>
            {queries.map((search) => (
              <li key={search.id} className={css.saved}>
                <button
                  type="button"
                  className={css.entry}
                  title={visibleString(search.query.slice(0, 1_000))}
                  onClick={() => onOpen(search.query, search.displayName, search.id)}
                >
                  <VisibleText text={search.displayName} />
                  {search.functionAlias !== undefined && (
                    <span className={css.about}>
                      <VisibleText text={`${search.functionAlias}(${search.functionParameters ?? ''})`} />
                    </span>
                  )}
                </button>
                <Button
                  size="small"
                  appearance="subtle"
                  icon={<DeleteRegular />}
                  aria-label={`Delete ${visibleString(search.displayName)}`}
                  title={access.allowed ? 'Delete' : access.reason}
                  disabledFocusable={!access.allowed}
                  onClick={() => onDelete(search)}
                />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {offered.length > 0 && <h2 className={css.heading}>Gallery</h2>}
      {offered.map(({ name, queries }) => (
        <section key={name} aria-label={name}>
          <h3 className={css.group}>{name}</h3>
          <ul className={css.list}>
            {queries.map(({ title, about, kql }) => (
              <li key={title}>
                <button type="button" className={css.entry} title={kql} onClick={() => onOpen(kql, title)}>
                  <span>{title}</span>
                  <span className={css.about}>{about}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
};
