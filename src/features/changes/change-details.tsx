import { useQuery } from '@tanstack/react-query';
import { Button } from '@fluentui/react-components';
import { ArrowDownRegular, ArrowUpRegular } from '@fluentui/react-icons';
import { useOutletContext, useParams } from 'react-router';
import { type ChangeCells, entityText, textCell } from '#core/fim/entity';
import { diffChange } from '#core/fim/change-diff';
import { useCurrentWorkspace } from '../../api/current-workspace';
import { timeFromWire } from '../../api/decode';
import { usePageWindow } from '../../time-range/page-window';
import { formatAgo } from '../../time-range/zone';
import { CategoryLabel, TypeLabel } from '../../ui/change-words';
import { Pane } from '../../ui/pane';
import { EmptyPanel, ErrorPanel } from '../../ui/panels';
import { Skeleton } from '../../ui/skeleton';
import { Time } from '../../ui/time';
import { VisibleText } from '../../ui/visible-text';
import { BreakingPath } from './breaking-path';
import { ChangedProperties, UnchangedProperties } from './change-properties';
import { changeOptions } from './change-query';
import { CopyCommand } from './copy-command';
import css from './details.module.css';
import { missingHash } from './property-value';
import { changeKql } from './queries';
import type { DetailsOutlet } from './tab-context';

/** The open change: what changed first, the rest folded. */
export const Component = () => {
  const { rowId = '' } = useParams();
  const { close, previous, next } = useOutletContext<DetailsOutlet>();
  const workspace = useCurrentWorkspace();
  const { data: change, error, isPending, refetch } = useQuery(changeOptions(workspace.customerId, rowId));

  const cells = change?.cells;

  return (
    // j and k walk the list from inside the pane as well.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      onKeyDown={(event) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const step = event.key === 'j' ? next : event.key === 'k' ? previous : undefined;
        if (!step) return;
        event.preventDefault();
        step();
      }}
    >
      <Pane
        title={
          <span className={css.title}>{cells ? <BreakingPath text={entityText(cells) || 'Change'} /> : 'Change'}</span>
        }
        subtitle="Change details"
        onClose={close}
        commands={
          <>
            <Button
              appearance="subtle"
              icon={<ArrowUpRegular />}
              title="Previous change (k)"
              disabled={!previous}
              onClick={previous}
            >
              Previous
            </Button>
            <Button
              appearance="subtle"
              icon={<ArrowDownRegular />}
              title="Next change (j)"
              disabled={!next}
              onClick={next}
            >
              Next
            </Button>
            {cells && <CopyCommand text={changeKql(cells)}>Copy as KQL</CopyCommand>}
          </>
        }
      >
        {error ? (
          <ErrorPanel title="This change could not be loaded" error={error} onRetry={() => void refetch()} />
        ) : isPending ? (
          <Loading />
        ) : cells === undefined ? (
          <EmptyPanel
            title="This change is not here any more"
            action={<Button onClick={close}>Back to the list</Button>}
          >
            It is older than the workspace keeps its rows, was removed, or the link is incomplete.
          </EmptyPanel>
        ) : (
          <Details cells={cells} />
        )}
      </Pane>
    </div>
  );
};

const Details = ({ cells }: { readonly cells: ChangeCells }) => {
  const { zone, asOf } = usePageWindow();
  const { changed, unchanged } = diffChange(cells);
  const time = timeFromWire(textCell(cells, 'TimeGenerated'));
  const renamedFrom = textCell(cells, 'RenamedFrom_CF');
  const actor = textCell(cells, 'Actor_CF');
  const process = textCell(cells, 'ProcessName_CF');
  const hashState = textCell(cells, 'HashState_CF');
  return (
    <>
      <dl className={css.facts}>
        <dt>Category</dt>
        <dd>
          <CategoryLabel category={textCell(cells, 'ChangeCategory')} />
        </dd>
        <dt>Type</dt>
        <dd>
          <TypeLabel type={textCell(cells, 'ConfigChangeType')} />
        </dd>
        <dt>Server</dt>
        <dd>
          <VisibleText text={textCell(cells, 'Computer') || '-'} />
        </dd>
        <dt>Change time</dt>
        <dd>
          <Time ms={time} zone={zone} />
          {time !== null && <span className="muted"> {formatAgo(time, asOf)}</span>}
        </dd>
        {(actor !== '' || process !== '') && (
          <>
            <dt>Changed by</dt>
            <dd>
              <VisibleText text={actor || process} />
              {actor !== '' && process !== '' && (
                <span className="muted">
                  {' '}
                  with <VisibleText text={process} />
                </span>
              )}
            </dd>
          </>
        )}
        {missingHash[hashState] !== undefined && (
          <>
            <dt>Content</dt>
            <dd>{missingHash[hashState]}</dd>
          </>
        )}
        {renamedFrom !== '' && (
          <>
            <dt>Renamed from</dt>
            <dd className="mono">
              <BreakingPath text={renamedFrom} />
            </dd>
          </>
        )}
      </dl>
      <ChangedProperties diffs={changed} view={{ zone, asOf, hashState }} />
      <UnchangedProperties diffs={unchanged} view={{ zone, asOf, hashState }} />
    </>
  );
};

const Loading = () => (
  <div className={css.loading} aria-busy="true">
    <span className="visually-hidden" role="status">
      Loading the change
    </span>
    {['40%', '70%', '55%', '62%', '48%', '66%', '58%', '44%'].map((width) => (
      <Skeleton key={width} width={width} />
    ))}
  </div>
);
