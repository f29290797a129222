import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type ChangeCells, textCell } from '#core/fim/entity';
import { contentExclusion } from '#core/fim/file-content';
import { useCurrentWorkspace } from '../../api/current-workspace';
import { runQuery } from '../../api/workspace-query';
import { longestRange } from '../../time-range/range';
import { formatCount } from '../../ui/numbers';
import { VisibleText } from '../../ui/visible-text';
import css from './details.module.css';
import { compareVersions, textOfVersion, versionSpec, versionsKql } from './file-versions';
import { isEmptyContent } from './hash-words';
import { AnsweredPart, PaneSection } from './pane-section';

/** Contents never change once they are kept: asked for over all time, once. */
const contentQuery = (workspace: string, hashes: readonly string[]) => ({
  queryKey: ['content', workspace, hashes],
  queryFn: async ({ signal }: { readonly signal: AbortSignal }) => {
    const range = { start: 0, end: Date.now() + longestRange };
    const query = { kql: versionsKql(hashes), columns: versionSpec };
    return runQuery(workspace, query, range, signal);
  },
  staleTime: 60_000,
});

const signs = { same: ' ', added: '+', removed: '-' } as const;
const words = { same: '', added: 'Added: ', removed: 'Removed: ' } as const;

const Difference = ({ before, after }: { readonly before: string; readonly after: string }) => {
  const parts = useMemo(() => compareVersions(before, after), [before, after]);
  return (
    // A part that scrolls has to be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={css.content} role="group" aria-label="Difference of the file's content" tabIndex={0}>
      {parts.map((part, index) =>
        part.kind === 'skipped' ? (
          // Parts never move: their place is their identity.
          // oxlint-disable-next-line react/no-array-index-key
          <div key={index} className={css.contentSkipped}>
            {formatCount(part.count)} equal {part.count === 1 ? 'line' : 'lines'}
          </div>
        ) : (
          part.lines.map((line, at) => (
            // oxlint-disable-next-line react/no-array-index-key
            <div key={`${index} ${at}`} className={css.contentLine} data-kind={part.kind}>
              <span aria-hidden="true">{signs[part.kind]} </span>
              <span className="visually-hidden">{words[part.kind]}</span>
              <VisibleText text={line} />
            </div>
          ))
        ),
      )}
    </div>
  );
};

/** Why a content, or the difference of two, is not shown; undefined stands for a version that is not kept. */
const whyNot = (path: string, category: string, before: string | undefined, after: string | undefined): string => {
  const excluded = contentExclusion(path);
  if (excluded !== undefined) return excluded;
  if (after === '' && before === undefined) return 'It was emptied. What it held before is not kept.';
  return category !== 'Modified' || (before === undefined && after === undefined)
    ? 'No version of it is kept. Items with "Upload file content" keep their text files from then on, never programs and other binary files.'
    : 'Only one of the two versions is kept, so there is nothing to compare with.';
};

/** What a text file held before and holds now, where its versions are kept. Nothing for changes without a hash. */
export const ChangeContent = ({ cells }: { readonly cells: ChangeCells }) => {
  const workspace = useCurrentWorkspace();
  const hash = textCell(cells, 'FileContentChecksum');
  const previous = textCell(cells, 'PreviousFileContentChecksum');
  const category = textCell(cells, 'ChangeCategory');
  const hashes = [...new Set([previous, hash])].filter((one) => one !== '' && !isEmptyContent(one));
  const differs = hash !== previous;
  const { data, error, refetch } = useQuery({
    ...contentQuery(workspace.customerId, hashes),
    enabled: differs && hashes.length > 0,
  });
  if (!differs || textCell(cells, 'ConfigChangeType') !== 'Files') return null;
  const textOf = (one: string) => (isEmptyContent(one) ? '' : data && textOfVersion(data.rows, one));
  const after = category === 'Removed' ? '' : textOf(hash);
  const before = category === 'Added' ? '' : textOf(previous);
  return (
    <PaneSection title="File content">
      <AnsweredPart
        what="The file's content"
        lines={2}
        error={error}
        isLoaded={data !== undefined || hashes.length === 0}
        onRetry={() => void refetch()}
      >
        {before === undefined || after === undefined ? (
          <p className={css.summary}>{whyNot(textCell(cells, 'FileSystemPath'), category, before, after)}</p>
        ) : before === '' && after === '' ? (
          <p className={css.summary}>The file {category === 'Removed' ? 'was' : 'is'} empty.</p>
        ) : (
          <Difference before={before} after={after} />
        )}
      </AnsweredPart>
    </PaneSection>
  );
};
