import { Button, Field, Input, Select, Textarea } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import type { DataSource } from '#core/contract/data-sources';
import { refreshConfiguration } from '../../api/configuration';
import { useCurrentWorkspace } from '../../api/current-workspace';
import { errorStatus } from '../../api/errors';
import { subscriptionsQuery } from '../../api/workspaces';
import { useZone } from '../../time-range/page-window';
import { formatTime } from '../../time-range/zone';
import { ErrorPanel, Note } from '../../ui/panels';
import { VisibleText } from '../../ui/visible-text';
import { WithReason } from '../../ui/with-reason';
import { deleteStep, runSteps, type Step } from './change-set';
import css from './settings.module.css';
import { useSettings } from './settings-context';
import { type StorageLink, checkLink, linkOf, linkStep, signatureEnd, withoutSignature } from './storage-link';

/** What is linked, with when its signature ends. The signature is a secret and not shown. */
const Linked = ({ link, onRemove }: { readonly link: StorageLink; readonly onRemove: () => void }) => {
  const { access } = useSettings();
  const zone = useZone();
  const [now] = useState(Date.now);
  const end = signatureEnd(link.blobUri);
  return (
    <>
      <dl className={css.linked}>
        <dt>Storage account</dt>
        <dd className="mono">
          <VisibleText text={link.storageAccount || '-'} />
        </dd>
        <dt>Blob address</dt>
        <dd className="mono">
          <VisibleText text={withoutSignature(link.blobUri) || '-'} />
        </dd>
        <dt>Signature ends</dt>
        <dd className="numbers">{end === undefined ? 'Not said' : formatTime(end, zone)}</dd>
      </dl>
      {end !== undefined && end <= now && (
        <Note kind="warning">The signature has ended: agents cannot store content there any more. Link a new one.</Note>
      )}
      <div className={css.buttons}>
        <WithReason access={access}>
          <Button disabled={!access.allowed} onClick={onRemove}>
            Remove the link
          </Button>
        </WithReason>
      </div>
    </>
  );
};

/** Links a storage account of Azure for the content of files. */
export const StorageForm = ({ stored }: { readonly stored: DataSource | undefined }) => {
  const workspace = useCurrentWorkspace();
  const { access, report } = useSettings();
  const subscriptions = useQuery(subscriptionsQuery).data ?? [];
  const [link, setLink] = useState<StorageLink>({ ...linkOf(undefined), subscriptionId: workspace.subscriptionId });
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const [openedAt] = useState(Date.now);
  const problems = checkLink(link, openedAt);
  const messageOf = (field: keyof StorageLink) =>
    left.has(field) ? problems.find((problem) => problem.field === field)?.message : undefined;

  const run = async (step: Step, text: string) => {
    setBusy(true);
    setError(undefined);
    const [result] = await runSteps(workspace, [step]);
    setBusy(false);
    if (result?.ok) {
      report({ text, results: [result] });
      setLink({ ...link, blobUri: '' });
      setLeft(new Set());
      return;
    }
    // The list shows what is stored now; what was entered stays.
    if (errorStatus(result?.error) === 412) void refreshConfiguration(workspace);
    setError(result?.error);
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setLeft(new Set(['subscriptionId', 'storageAccount', 'blobUri']));
    if (problems.length === 0 && !busy && access.allowed)
      void run(linkStep(stored, link), 'Linked the storage account.');
  };
  const disabled = !access.allowed || busy;
  return (
    <form className={css.form} onSubmit={submit} noValidate>
      {stored && (
        <Linked
          link={linkOf(stored)}
          onRemove={() => void run(deleteStep(stored), 'Removed the link to the storage account.')}
        />
      )}
      {error !== undefined && <ErrorPanel compact title="It could not be stored." error={error} />}
      <Field label="Subscription" required validationMessage={messageOf('subscriptionId')}>
        <Select
          value={link.subscriptionId}
          disabled={disabled}
          onChange={(_, { value }) => setLink({ ...link, subscriptionId: value })}
        >
          {subscriptions.map(({ subscriptionId, displayName }) => (
            <option key={subscriptionId} value={subscriptionId}>
              {displayName}
            </option>
          ))}
        </Select>
      </Field>
      <Field
        label="Storage account"
        required
        hint="Resource id. Standard storage of the Resource Manager kind, linked to one Automation account only."
        validationMessage={messageOf('storageAccount')}
      >
        <Textarea
          value={link.storageAccount}
          disabled={disabled}
          rows={2}
          spellCheck={false}
          onChange={(_, { value }) => setLink({ ...link, storageAccount: value })}
          onBlur={() => setLeft(new Set([...left, 'storageAccount']))}
        />
      </Field>
      <Field
        label="Blob address with shared access signature"
        required
        hint="Azure's own forms make signatures that last 365 days."
        validationMessage={messageOf('blobUri')}
      >
        <Input
          value={link.blobUri}
          disabled={disabled}
          autoComplete="off"
          spellCheck={false}
          onChange={(_, { value }) => setLink({ ...link, blobUri: value })}
          onBlur={() => setLeft(new Set([...left, 'blobUri']))}
        />
      </Field>
      <div className={css.buttons}>
        <WithReason access={access}>
          <Button type="submit" appearance="primary" disabled={disabled}>
            {stored ? 'Link this one instead' : 'Link'}
          </Button>
        </WithReason>
      </div>
    </form>
  );
};
