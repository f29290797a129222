import { Button, Field, Input, Slider } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { type SubmitEvent, useMemo, useState } from 'react';
import type { DataSource } from '#core/contract/data-sources';
import { serviceFrequency } from '#core/fim/limits';
import { frequencyMessage, readFrequency } from '#core/fim/service-frequency';
import { configurationQuery, readConfigurationItem, refreshConfiguration } from '../../api/configuration';
import { useCurrentWorkspace } from '../../api/current-workspace';
import { errorStatus } from '../../api/errors';
import { ErrorPanel, Note } from '../../ui/panels';
import { Skeleton } from '../../ui/skeleton';
import { WithReason } from '../../ui/with-reason';
import { runSteps } from './change-set';
import { LeaveGuard } from '../../ui/leave-guard';
import { durationWords, findServices, frequencyOf, frequencyStep } from './services';
import css from './settings.module.css';
import { useSettings } from './settings-context';

const { least, most, usual } = serviceFrequency;

/** What is being entered, and the version it began from. */
type Entry = { readonly text: string; readonly base: DataSource | undefined };

const FrequencyForm = ({ stored }: { readonly stored: DataSource | undefined }) => {
  const workspace = useCurrentWorkspace();
  const { access, report } = useSettings();
  const [entry, setEntry] = useState<Entry>();
  const [theirs, setTheirs] = useState<{ readonly dataSource: DataSource | undefined }>();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);

  const now = frequencyOf(stored);
  const text = entry?.text ?? String(now);
  const seconds = readFrequency(text);
  const isDirty = entry !== undefined && seconds !== frequencyOf(entry.base);
  const enter = (next: string) => setEntry({ text: next, base: entry ? entry.base : stored });
  const reset = () => {
    setEntry(undefined);
    setTheirs(undefined);
    setError(undefined);
  };
  const save = async (base: DataSource | undefined, value: number) => {
    setBusy(true);
    setError(undefined);
    const [result] = await runSteps(workspace, [frequencyStep(base, value)]);
    if (result?.ok) {
      report({ text: `Windows services are looked at every ${durationWords(value)}.`, results: [result] });
      reset();
    } else if (errorStatus(result?.error) === 412) {
      try {
        const name = base?.name ?? frequencyStep(base, value).name;
        setTheirs({ dataSource: (await readConfigurationItem(workspace, name))?.dataSource });
        void refreshConfiguration(workspace);
      } catch (failure) {
        setError(failure);
      }
    } else setError(result?.error);
    setBusy(false);
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (isDirty && seconds !== undefined && access.allowed && !busy) void save(entry.base, seconds);
  };
  const reason = !access.allowed
    ? access
    : isDirty && seconds !== undefined
      ? ({ allowed: true } as const)
      : ({
          allowed: false,
          reason: seconds === undefined ? 'The number is not in bounds' : 'Nothing changed',
        } as const);

  return (
    <form className={css.form} onSubmit={submit} noValidate>
      <LeaveGuard isDirty={isDirty} />
      <h2 className={css.sectionTitle}>Collection frequency</h2>
      <p>
        How often agents look at Windows services. Azure takes anything from {least} s to {durationWords(most)};{' '}
        {durationWords(usual)} holds where nothing is set.
      </p>
      {!access.allowed && <Note kind="info">{access.reason}</Note>}
      {now < least || now > most ? (
        <Note kind="warning">The stored frequency of {now} s lies outside of what Azure takes.</Note>
      ) : null}
      {theirs && seconds !== undefined && (
        <Note
          kind="warning"
          action={
            <>
              <Button size="small" disabled={busy} onClick={() => void save(theirs.dataSource, seconds)}>
                Keep mine ({seconds} s)
              </Button>
              <Button size="small" disabled={busy} onClick={reset}>
                Take theirs
              </Button>
            </>
          }
        >
          Somebody else {theirs.dataSource ? `set it to ${frequencyOf(theirs.dataSource)} s` : 'removed it'} meanwhile;
          you started from {frequencyOf(entry?.base)} s. Nothing was stored.
        </Note>
      )}
      {error !== undefined && <ErrorPanel compact title="It could not be stored." error={error} />}
      <div className={css.frequency}>
        <Field label="Every" className={css.slider}>
          <Slider
            min={least}
            max={most}
            step={10}
            value={Math.min(most, Math.max(least, seconds ?? now))}
            disabled={!access.allowed || busy}
            aria-valuetext={durationWords(seconds ?? now)}
            onChange={(_, { value }) => enter(String(value))}
          />
        </Field>
        <Field
          label="Seconds"
          validationState={seconds === undefined ? 'error' : 'none'}
          validationMessage={seconds === undefined ? frequencyMessage : undefined}
          hint={seconds === undefined ? undefined : durationWords(seconds)}
        >
          <Input
            type="number"
            min={least}
            max={most}
            value={text}
            disabled={!access.allowed || busy}
            onChange={(_, { value }) => enter(value)}
          />
        </Field>
      </div>
      <div className={css.buttons}>
        <WithReason access={reason}>
          <Button type="submit" appearance="primary" disabled={!reason.allowed || busy}>
            Save
          </Button>
        </WithReason>
        <Button disabled={entry === undefined || busy} onClick={reset}>
          Discard
        </Button>
      </div>
    </form>
  );
};

/** The Windows Services tab: how often services are looked at. */
export const Component = () => {
  const workspace = useCurrentWorkspace();
  const { data, error, refetch } = useQuery(configurationQuery(workspace));
  const stored = useMemo(() => findServices((data ?? []).map(({ dataSource }) => dataSource)), [data]);
  if (data) return <FrequencyForm stored={stored} />;
  if (error) {
    return <ErrorPanel title="The settings could not be loaded" error={error} onRetry={() => void refetch()} />;
  }
  return (
    <div className={css.form}>
      <Skeleton width="100%" height={160} />
    </div>
  );
};
