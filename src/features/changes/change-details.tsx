import { useQuery } from '@tanstack/react-query';
import { Button } from '@fluentui/react-components';
import { ArrowDownRegular, ArrowUpRegular, SearchRegular } from '@fluentui/react-icons';
import type { KeyboardEvent } from 'react';
import { useLocation, useNavigate, useOutletContext, useParams } from 'react-router';
import { diffChange } from '#core/fim/change-diff';
import { type ChangeCells, entityText, textCell } from '#core/fim/entity';
import { useCurrentWorkspace } from '../../api/current-workspace';
import { paths } from '../../paths';
import { changeKql } from './queries';
import { timeFromWire } from '../../api/decode';
import { absoluteRange } from '../../time-range/range';
import { usePageWindow } from '../../time-range/page-window';
import { Pane } from '../../ui/pane';
import { OpenInLogs } from '../../ui/open-in-logs';
import { EmptyPanel, ErrorPanel } from '../../ui/panels';
import { Skeleton } from '../../ui/skeleton';
import { visibleString } from '../../ui/visible-parts';
import { encodeSearch } from '../../url-state';
import { BreakingPath, shortened } from './breaking-path';
import { ChangeContent } from './change-content';
import { ChangeFacts } from './change-facts';
import { ChangeHistory } from './change-history';
import { ChangePrevalence } from './change-prevalence';
import { ChangedProperties, UnchangedProperties } from './change-properties';
import { type OpenChange, changeOptions } from './change-query';
import { ChangeReason } from './change-reason';
import { CopyMenu } from './copy-menu';
import css from './details.module.css';
import { changesSearch } from './search';
import type { DetailsOutlet } from './tab-context';

/** j and n, k and p walk the list from inside the pane as well. */
const stepKeys =
  ({ previous, next }: DetailsOutlet) =>
  (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = ['j', 'n'].includes(event.key) ? next : ['k', 'p'].includes(event.key) ? previous : undefined;
    if (!step) return;
    event.preventDefault();
    step();
  };

/** Leads to the look-up of the change's hash in every workspace. */
const FindHash = ({ cells }: { readonly cells: ChangeCells }) => {
  const workspace = useCurrentWorkspace();
  const navigate = useNavigate();
  const { search } = useLocation();
  const hash = textCell(cells, 'FileContentChecksum') || textCell(cells, 'PreviousFileContentChecksum');
  if (hash === '') return null;
  const find = () => {
    const next = encodeSearch(changesSearch, new URLSearchParams(search), { hash });
    void navigate({ pathname: paths.changes(workspace), search: next.toString() }, { preventScrollReset: true });
  };
  return (
    <Button appearance="subtle" icon={<SearchRegular />} title="Find this hash in every workspace" onClick={find}>
      Find hash
    </Button>
  );
};

/** The open change alone, in a range that has it whatever range the page shows. */
const logsQuery = (cells: ChangeCells) => {
  const time = timeFromWire(textCell(cells, 'TimeGenerated'));
  const start = time === null ? undefined : Math.floor(time / 1000) * 1000;
  const range = start === undefined ? undefined : absoluteRange({ start, end: start + 1000 }).text;
  return { kql: changeKql(cells), range };
};

/** The open change: what changed first, the rest folded, then where else and how often. */
export const Component = () => {
  const { rowId: address = '' } = useParams();
  const outlet = useOutletContext<DetailsOutlet>();
  const { close, previous, next } = outlet;
  const workspace = useCurrentWorkspace();
  const { data: change, error, isPending, refetch } = useQuery(changeOptions(workspace.customerId, address));
  const entity = change ? entityText(change.cells) || 'Change' : 'Change';

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div onKeyDown={stepKeys(outlet)}>
      <Pane
        title={
          <span title={visibleString(entity)} className={entity.length > 60 ? css.longTitle : undefined}>
            <BreakingPath text={shortened(entity)} />
          </span>
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
            {change && <CopyMenu cells={change.cells} />}
            {change && <OpenInLogs size="medium" query={() => logsQuery(change.cells)} />}
            {change && <FindHash cells={change.cells} />}
          </>
        }
      >
        {error ? (
          <ErrorPanel title="This change could not be loaded" error={error} onRetry={() => void refetch()} />
        ) : isPending ? (
          <Loading />
        ) : change ? (
          <Details key={address} address={address} change={change} />
        ) : (
          <EmptyPanel
            title="This change is not here any more"
            action={<Button onClick={close}>Back to the list</Button>}
          >
            It is older than the workspace keeps its rows, was removed, or the link is incomplete. Longer retention
            keeps changes longer; those already gone do not come back.
          </EmptyPanel>
        )}
      </Pane>
    </div>
  );
};

const Details = ({ change, address }: { readonly change: OpenChange; readonly address: string }) => {
  const { cells, received } = change;
  const { zone, asOf } = usePageWindow();
  const { changed, unchanged } = diffChange(cells);
  const typeBefore = textCell(cells, 'PreviousValueType');
  const view = {
    zone,
    asOf,
    hashState: textCell(cells, 'HashState_CF'),
    hashAlgorithm: textCell(cells, 'HashAlgorithm_CF'),
    valueType: textCell(cells, 'ValueType') || typeBefore,
  };
  return (
    <>
      <ChangeFacts cells={cells} received={received} />
      <ChangedProperties diffs={changed} view={view} typeBefore={typeBefore} />
      <UnchangedProperties diffs={unchanged} view={view} />
      <ChangeContent cells={cells} />
      <ChangeReason cells={cells} />
      <ChangePrevalence cells={cells} />
      <ChangeHistory cells={cells} address={address} />
    </>
  );
};

/** Bars where facts and table will stand, row by row. */
const Loading = () => (
  <div aria-busy="true">
    <span className="visually-hidden" role="status">
      Loading the change
    </span>
    <div className={css.facts} aria-hidden="true">
      {['72px', '48px', '96px', '210px'].map((width) => (
        <div key={width} className={css.loadingFact}>
          <Skeleton width="72px" />
          <Skeleton width={width} />
        </div>
      ))}
    </div>
    <div className={css.loadingRows} aria-hidden="true">
      {['head', 'first', 'second', 'third', 'fourth'].map((row) => (
        <div key={row} className={css.loadingRow}>
          <Skeleton width="60%" />
          <Skeleton width="80%" />
          <Skeleton width="80%" />
        </div>
      ))}
    </div>
  </div>
);
