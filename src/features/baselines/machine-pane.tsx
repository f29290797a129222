import { useEffect, useRef } from 'react';
import { Button } from '@fluentui/react-components';
import { CopyRegular } from '@fluentui/react-icons';
import { Link, useLocation } from 'react-router';
import type { Actual } from '#core/fim/baselines/evaluate';
import { type Expectations, ruleText } from '#core/fim/baselines/expectation';
import { registryEntity } from '#core/fim/entity';
import { type BaselineSetting, netlogonBaseline } from '#core/fim/netlogon-baseline';
import { readRegistryValue } from '#core/fim/registry-value';
import { useCurrentWorkspace } from '../../api/current-workspace';
import { keepRangeSearch, paths } from '../../paths';
import { longestRange, relativeRange } from '../../time-range/range';
import type { Zone } from '../../time-range/range';
import { formatAgo } from '../../time-range/zone';
import { CategoryLabel } from '../../ui/change-words';
import { OpenInLogs } from '../../ui/open-in-logs';
import { Pane } from '../../ui/pane';
import { Time } from '../../ui/time';
import { useCopy } from '../../ui/use-copy';
import { visibleString } from '../../ui/visible-parts';
import { VisibleText } from '../../ui/visible-text';
import css from './baselines.module.css';
import { type Watched, actualOf } from './machines';
import type { MatrixRow } from './matrix';
import { valueKql } from './queries';
import { VerdictLabel } from './verdict';

const ActualValue = ({ actual, type }: { readonly actual: Actual; readonly type: string }) => {
  if (actual.state === 'unknown') return <span className="muted">Unknown: the key was not collected</span>;
  if (actual.state === 'absent') return <span className="muted">The server has no such value</span>;
  const value = readRegistryValue(actual.type || type, actual.data);
  return (
    <>
      <span className={css.actual}>
        {value.kind === 'number' ? (
          <>
            {value.decimal} <span className="muted mono">{value.hex}</span>
          </>
        ) : value.kind === 'list' ? (
          value.items.length === 0 ? (
            <span className="muted">an empty list</span>
          ) : (
            <VisibleText text={value.items.join(', ')} />
          )
        ) : actual.data === '' ? (
          <span className="muted">empty</span>
        ) : (
          <VisibleText text={actual.data} />
        )}
      </span>{' '}
      <span className={css.type}>
        <VisibleText text={actual.type} />
      </span>
    </>
  );
};

type Shown = {
  readonly row: MatrixRow;
  readonly expected: Expectations;
  readonly watched: Watched;
  readonly zone: Zone;
  readonly asOf: number;
};

const Setting = ({
  setting,
  row,
  expected,
  watched,
  zone,
  asOf,
  isFirst,
}: Shown & { readonly setting: BaselineSetting; readonly isFirst: boolean }) => {
  const workspace = useCurrentWorkspace();
  const { search } = useLocation();
  const { note, copy } = useCopy();
  const { valueName, type } = setting;
  const { machine } = row;
  const known = machine.values.get(valueName.toLowerCase());
  const expectation = expected[valueName];
  const ref = useRef<HTMLElement>(null);
  // The cell that was clicked: a place to be scrolled to, which only the DOM can do.
  useEffect(() => {
    if (isFirst) ref.current?.scrollIntoView({ block: 'start' });
  }, [isFirst]);

  const key = known?.key ?? netlogonBaseline.key;
  const changes = new URLSearchParams(keepRangeSearch(search));
  changes.set('range', relativeRange(longestRange).text);
  changes.set('server', machine.id);
  changes.set('entity', registryEntity(key, known?.valueName ?? valueName));

  return (
    <section ref={ref} className={css.setting} aria-label={valueName}>
      <h3 className={css.settingName}>
        {valueName}
        <span className={css.settingVerdict}>
          <VerdictLabel verdict={row.verdicts[valueName] ?? 'unchecked'} />
        </span>
      </h3>
      <p className={css.policy}>{setting.policy}</p>
      <dl className={css.facts}>
        <dt>Expected</dt>
        <dd>
          {expectation ? visibleString(ruleText(expectation.rule)) : <span className="muted">Not checked</span>}
          {expectation?.mayBeAbsent && <span className="muted">, or no value</span>}
        </dd>
        <dt>Actual</dt>
        <dd>
          <ActualValue actual={actualOf(machine, valueName, watched)} type={type} />
        </dd>
        <dt>Since</dt>
        <dd>
          {known?.change ? (
            <span className={css.since}>
              <Time ms={known.change.time} zone={zone} />
              <span className="muted">{formatAgo(known.change.time, asOf)}</span>
              <CategoryLabel category={known.change.category} />
              {known.change.previous !== '' && (
                <span>
                  was <VisibleText text={known.change.previous} />
                </span>
              )}
            </span>
          ) : (
            <span className="muted">No change of it is known</span>
          )}
        </dd>
      </dl>
      <div className={css.actions}>
        {known?.change && (
          <Link to={{ pathname: paths.changes(workspace), search: changes.toString() }}>Show changes</Link>
        )}
        <Button
          size="small"
          appearance="subtle"
          className={css.copy}
          icon={<CopyRegular />}
          onClick={() => void copy(valueKql(machine.id, key, valueName), 'KQL')}
        >
          Copy KQL
        </Button>
        <OpenInLogs
          query={() => ({ kql: valueKql(machine.id, key, valueName), range: relativeRange(longestRange).text })}
        />
        <span role="status" className="muted">
          {note}
        </span>
      </div>
    </section>
  );
};

/** All settings of one server: expected, actual, and since when. */
export const MachinePane = ({
  settings,
  first,
  onClose,
  ...shown
}: Shown & {
  readonly settings: readonly BaselineSetting[];
  /** Value name to show first. */
  readonly first: string;
  readonly onClose: () => void;
}) => {
  const { machine } = shown.row;
  return (
    <Pane
      title={<VisibleText text={machine.name} />}
      subtitle={
        machine.collectedAt === null ? (
          `${netlogonBaseline.title}: not collected from this server yet`
        ) : (
          <>
            {netlogonBaseline.title}, collected <Time ms={machine.collectedAt} zone={shown.zone} />
          </>
        )
      }
      onClose={onClose}
    >
      {settings.map((setting) => (
        <Setting key={setting.valueName} setting={setting} isFirst={setting.valueName === first} {...shown} />
      ))}
    </Pane>
  );
};
