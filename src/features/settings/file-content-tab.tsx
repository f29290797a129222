import { Button } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { configurationQuery } from '../../api/configuration';
import { useCurrentWorkspace } from '../../api/current-workspace';
import { mode } from '../../api/mode';
import { Count } from '../../ui/count';
import { ErrorPanel, Note } from '../../ui/panels';
import { Skeleton } from '../../ui/skeleton';
import { WithReason } from '../../ui/with-reason';
import { ChangeDialog } from './change-dialog';
import { type Step, editStep } from './change-set';
import { contentBytes } from './draft';
import { type Item, itemsOf } from './items';
import css from './settings.module.css';
import { useSettings } from './settings-context';
import { StorageForm } from './storage-form';
import { findLink } from './storage-link';

const uploads = ({ entity }: Item) => entity.kind !== 'windowsRegistry' && entity.maxContentBytes > 0;

/** The write that turns the upload of content on or off for a file item; undefined where it is so already. */
const uploadStep = (item: Item, on: boolean): Step | undefined => {
  const { entity, dataSource } = item;
  if (entity.kind === 'windowsRegistry' || uploads(item) === on) return undefined;
  return editStep(dataSource, { ...entity, maxContentBytes: on ? contentBytes : 0 });
};

const Uploads = ({ items }: { readonly items: readonly Item[] }) => {
  const { access } = useSettings();
  const [asked, setAsked] = useState<boolean>();
  const files = items.filter(({ entity }) => entity.kind !== 'windowsRegistry');
  const count = files.filter(uploads).length;
  const word = asked ? 'on' : 'off';
  return (
    <section className={css.form}>
      <h2 className={css.sectionTitle}>Upload file content for all settings</h2>
      <p>
        <Count value={count} /> of <Count value={files.length} /> file items upload the content of what they match. Each
        item has a switch of its own in its form.
      </p>
      <div className={css.buttons}>
        {[true, false].map((on) => {
          const isSo = count === (on ? files.length : 0);
          return (
            <WithReason
              key={String(on)}
              access={
                access.allowed && isSo ? { allowed: false, reason: `It is ${on ? 'on' : 'off'} for all items` } : access
              }
            >
              <Button disabled={!access.allowed || isSo} onClick={() => setAsked(on)}>
                Turn {on ? 'on' : 'off'} for all
              </Button>
            </WithReason>
          );
        })}
      </div>
      {asked !== undefined && (
        <ChangeDialog
          title={`Turn the upload of content ${word} for all items`}
          action={`Turn ${word}`}
          steps={items.flatMap((item) => uploadStep(item, asked) ?? [])}
          again={(item) => uploadStep(item, asked)}
          text={
            asked
              ? 'Text files up to 5 MB are kept in every version from then on; what changed before has no content.'
              : 'Versions kept so far stay until the retention of the workspace ends.'
          }
          doneText={(done) => `Turned the upload of content ${word} for ${done} ${done === 1 ? 'item' : 'items'}.`}
          onClose={() => setAsked(undefined)}
        />
      )}
    </section>
  );
};

const NeverUploaded = () => (
  <section className={css.form}>
    <h2 className={css.sectionTitle}>What is never uploaded</h2>
    <ul className={css.bullets}>
      <li>
        Files that hold secrets by their name or place: <span className="mono">shadow</span> files, private keys and key
        stores (<span className="mono">*.key, *.pem, *.pfx, id_rsa</span> and the like),{' '}
        <span className="mono">/etc/ssl/private</span>, files with password, secret or credentials in their name.
      </li>
      <li>Any file with a private key in it, whatever its name.</li>
      <li>Files that are not text, and files over 5 MB: their hash and size still tell that they changed.</li>
    </ul>
  </section>
);

/** The File Content tab: where the content of changed files is kept, and of which. */
export const Component = () => {
  const workspace = useCurrentWorkspace();
  const { data, error, refetch } = useQuery(configurationQuery(workspace));
  const { access } = useSettings();
  const items = useMemo(() => itemsOf(data ?? []), [data]);
  const link = useMemo(() => findLink((data ?? []).map(({ dataSource }) => dataSource)), [data]);
  if (!data) {
    return error ? (
      <ErrorPanel title="The settings could not be loaded" error={error} onRetry={() => void refetch()} />
    ) : (
      <div className={css.form}>
        <Skeleton width="100%" height={160} />
      </div>
    );
  }
  const storage = <StorageForm key={link?.etag} stored={link} />;
  return (
    <div className={css.sections}>
      {!access.allowed && <Note kind="info">{access.reason}</Note>}
      <section className={css.form}>
        <h2 className={css.sectionTitle}>Content location</h2>
        {mode === 'azure' ? (
          storage
        ) : (
          <>
            <p>
              {mode === 'mock'
                ? 'As on a server of its own, content needs no storage account here'
                : 'The content location is this server'}
              : agents send the versions of text files to it, and it keeps them as long as the workspace keeps its rows.
              Nothing has to be linked.
            </p>
            <details className={css.fold} open={link !== undefined}>
              <summary>Storage account of Azure</summary>
              <p className="muted">
                Azure keeps content in a storage account. This server does not use it; the link is kept for workspaces
                whose settings are moved to Azure.
              </p>
              {storage}
            </details>
          </>
        )}
      </section>
      <Uploads items={items} />
      <NeverUploaded />
    </div>
  );
};
