import { Button, DialogActions, DialogContent, Field, Textarea } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { type DragEvent, useMemo, useRef, useState } from 'react';
import { diffConfigurations } from '#core/fim/configuration-diff';
import { type ReadFile, readConfigurationFile } from '#core/fim/configuration-file';
import { configurationQuery } from '../../../api/configuration';
import { useCurrentWorkspace } from '../../../api/current-workspace';
import { ErrorPanel, Note } from '../../../ui/panels';
import { VisibleText } from '../../../ui/visible-text';
import { useSettings } from '../settings-context';
import { DryRun } from './dry-run';
import { TransferDialog } from './transfer-dialog';
import css from './transfer.module.css';

type Chosen = { readonly name: string; readonly read: ReadFile };

const FilePicker = ({ onText }: { readonly onText: (name: string, text: string) => void }) => {
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const take = async (file: File | undefined) => {
    if (file) onText(file.name, await file.text());
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  };
  return (
    <>
      {/* A target of dragging beside the button that does the same by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div
        className={css.drop}
        data-over={isOver}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <Button onClick={() => input.current?.click()}>Choose a file</Button>
        <span className="muted">or drop an exported configuration here</span>
        <input
          ref={input}
          type="file"
          accept=".json,application/json"
          aria-label="Configuration file"
          hidden
          onChange={({ target }) => {
            void take(target.files?.[0]);
            // The same file once more, mended meanwhile, is a new choice.
            target.value = '';
          }}
        />
      </div>
      <Field label="Or paste its text">
        <Textarea
          className={css.paste}
          rows={4}
          spellCheck={false}
          onChange={(_, { value }) => {
            if (value.trim() !== '') onText('Pasted text', value);
          }}
        />
      </Field>
    </>
  );
};

/** Reads an exported configuration, shows what it would change, and applies what is chosen of it. */
export const ImportDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const workspace = useCurrentWorkspace();
  const { access } = useSettings();
  const [chosen, setChosen] = useState<Chosen>();
  const configuration = useQuery(configurationQuery(workspace));
  const differences = useMemo(() => {
    if (!chosen?.read.ok || !configuration.data) return undefined;
    const here = configuration.data.map(({ dataSource }) => dataSource);
    return diffConfigurations(here, chosen.read.entries);
  }, [chosen, configuration.data]);
  const title = `Import settings into ${workspace.workspaceName}`;

  if (chosen?.read.ok && differences) {
    const { from } = chosen.read;
    return (
      <TransferDialog title={title} onClose={onClose}>
        <DryRun
          target={workspace}
          differences={differences}
          access={access}
          verb="Apply"
          doneText={(summary) => `Imported ${chosen.name}: ${summary}.`}
          onClose={onClose}
        >
          <p className={css.lead}>
            <VisibleText text={chosen.name} />
            {from && (
              <>
                , exported from <VisibleText text={from.workspaceName} /> at <VisibleText text={from.exportedAt} />
              </>
            )}
            . This is what it would change; nothing is stored yet. Entries the file lacks stay, unless you choose them.
          </p>
        </DryRun>
      </TransferDialog>
    );
  }
  return (
    <TransferDialog title={title} onClose={onClose}>
      <DialogContent className={css.content}>
        {!access.allowed && <Note kind="info">{access.reason} What a file would change can be looked at.</Note>}
        <FilePicker onText={(name, text) => setChosen({ name, read: readConfigurationFile(text) })} />
        {chosen?.read.ok === false && (
          <div role="alert" className={css.problems}>
            <p>
              <strong>
                <VisibleText text={chosen.name} /> cannot be imported. Nothing was changed.
              </strong>
            </p>
            <ul>
              {chosen.read.problems.map(({ where, message }) => (
                <li key={where}>
                  <strong>
                    <VisibleText text={where} />:
                  </strong>{' '}
                  <VisibleText text={message} />
                </li>
              ))}
            </ul>
          </div>
        )}
        {configuration.isError && (
          <ErrorPanel
            compact
            title="The settings could not be loaded"
            error={configuration.error}
            onRetry={() => void configuration.refetch()}
          />
        )}
      </DialogContent>
      <DialogActions fluid className={css.actions}>
        <Button onClick={onClose}>Cancel</Button>
      </DialogActions>
    </TransferDialog>
  );
};
