import { Button, ProgressBar } from '@fluentui/react-components';
import { CheckmarkCircleRegular, DismissRegular, WarningRegular } from '@fluentui/react-icons';
import { ErrorPanel, Note } from '../ui/panels';
import { formatBytes, formatCount } from '../ui/numbers';
import { VisibleText } from '../ui/visible-text';
import { type CurrentExport, showExport } from './current-export';
import css from './export.module.css';

const rowsText = ({ rows, total }: { readonly rows: number; readonly total: number | undefined }): string =>
  total === undefined ? `${formatCount(rows)} rows` : `${formatCount(rows)} of ${formatCount(total)} rows`;

const titles = {
  running: 'Exporting',
  stopped: 'Export stopped:',
  done: 'Exported',
  failed: 'Export failed:',
} as const satisfies Record<CurrentExport['state'], string>;

const close = () => showExport(undefined);

const Running = ({ shown }: { readonly shown: CurrentExport & { readonly state: 'running' } }) => (
  <>
    <ProgressBar
      aria-label="Progress of the export"
      {...(shown.total === undefined || shown.total === 0 ? {} : { value: Math.min(1, shown.rows / shown.total) })}
    />
    <div className={css.line}>
      <span>
        {shown.rows === 0 && shown.total === undefined ? 'Asking' : rowsText(shown)}
        {shown.bytes > 0 && `, ${formatBytes(shown.bytes)}`}
      </span>
      <Button size="small" onClick={shown.cancel}>
        Cancel
      </Button>
    </div>
  </>
);

const Stopped = ({ shown }: { readonly shown: CurrentExport & { readonly state: 'stopped' } }) => (
  <>
    <ErrorPanel compact title={`Stopped after ${rowsText(shown)}`} error={shown.error} />
    <div className={css.actions}>
      <Button size="small" appearance="primary" onClick={shown.resume}>
        Resume
      </Button>
      {shown.rows > 0 && (
        <Button size="small" onClick={shown.keep}>
          Keep what came
        </Button>
      )}
      <Button size="small" onClick={shown.cancel}>
        Discard
      </Button>
    </div>
  </>
);

const Done = ({ shown }: { readonly shown: CurrentExport & { readonly state: 'done' } }) => (
  <>
    <p className={css.text}>
      {formatCount(shown.rows)} {shown.rows === 1 ? 'row' : 'rows'}, {formatBytes(shown.bytes)}
      {shown.missing === undefined && '. Complete.'}
    </p>
    {shown.missing !== undefined && <Note kind="warning">{shown.missing}</Note>}
    {shown.notes.map((note) => (
      <Note key={note} kind="warning">
        {note}
      </Note>
    ))}
  </>
);

/** How the current export goes: beside the page, which stays in use. */
export const Component = ({ shown }: { readonly shown: CurrentExport }) => {
  const isOver = shown.state === 'done' || shown.state === 'failed';
  const isWhole = shown.state === 'done' && shown.missing === undefined;
  return (
    <section className={css.card} aria-label="Export">
      <div className={css.head}>
        {isOver && (isWhole ? <CheckmarkCircleRegular className={css.good} /> : <WarningRegular className={css.bad} />)}
        <h2 className={css.title} role="status">
          {shown.state === 'done' && !isWhole ? 'Exported in part:' : titles[shown.state]}{' '}
          <VisibleText text={shown.fileName} />
        </h2>
        {isOver && (
          <Button
            size="small"
            appearance="subtle"
            icon={<DismissRegular />}
            aria-label="Close"
            title="Close"
            onClick={close}
          />
        )}
      </div>
      {shown.state === 'running' && <Running shown={shown} />}
      {shown.state === 'stopped' && <Stopped shown={shown} />}
      {shown.state === 'done' && <Done shown={shown} />}
      {shown.state === 'failed' && <ErrorPanel compact title="Nothing was kept of the file" error={shown.error} />}
    </section>
  );
};
