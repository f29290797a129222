import type { DataSource } from '#core/contract/data-sources';
import type { Step } from './change-set';

const kind = 'ChangeTrackingContentLocation';
const name = 'ChangeTrackingContentLocation_ContentLocation';

/** Where Azure keeps the content of files: a storage account, by the words of its form. */
export type StorageLink = {
  readonly subscriptionId: string;
  /** ARM id. */
  readonly storageAccount: string;
  /** https address of the blob service or a container in it, with its shared access signature. */
  readonly blobUri: string;
};

type LinkProblem = { readonly field: keyof StorageLink; readonly message: string };

const accountId =
  /^\/subscriptions\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/resourceGroups\/[^/]+\/providers\/Microsoft\.Storage\/storageAccounts\/([a-z0-9]{3,24})$/i;

/** The URI read as https; undefined for anything else. */
const readUri = (text: string): URL | undefined => {
  const uri = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined;
  return uri?.protocol === 'https:' ? uri : undefined;
};

/** When the shared access signature of an address ends, ms; undefined where it does not say. */
export const signatureEnd = (blobUri: string): number | undefined => {
  const end = Date.parse(readUri(blobUri)?.searchParams.get('se') ?? '');
  return Number.isNaN(end) ? undefined : end;
};

const blobProblem = (blobUri: string, account: string | undefined, now: number): string | undefined => {
  const uri = readUri(blobUri);
  if (!uri) return 'An https address is needed. Example: https://account.blob.core.windows.net/changetrackingblob?sv=…';
  const [host = '', service] = uri.hostname.split('.');
  if (service !== 'blob')
    return 'The address is not that of a blob service: its host reads account.blob.core.windows.net.';
  if (account !== undefined && host.toLowerCase() !== account.toLowerCase())
    return `The address belongs to the storage account ${host}, not to ${account}.`;
  if (!uri.searchParams.has('sig'))
    return 'The address carries no shared access signature (sig=…): agents could not write.';
  const end = signatureEnd(blobUri);
  if (end === undefined) return 'The shared access signature does not say when it ends (se=…).';
  return end <= now ? 'The shared access signature has ended. Make a new one in the portal.' : undefined;
};

/** Problems of a link, at most one a field. `now`: ms. */
export const checkLink = (
  { subscriptionId, storageAccount, blobUri }: StorageLink,
  now: number,
): readonly LinkProblem[] => {
  const [id, subscription, account] = accountId.exec(storageAccount.trim()) ?? [];
  const problems: LinkProblem[] = [];
  if (subscriptionId === '') problems.push({ field: 'subscriptionId', message: 'Choose the subscription.' });
  if (id === undefined)
    problems.push({
      field: 'storageAccount',
      message:
        'The resource id of a storage account is needed. Example: /subscriptions/…/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/account',
    });
  else if (subscriptionId !== '' && subscription?.toLowerCase() !== subscriptionId.toLowerCase())
    problems.push({
      field: 'storageAccount',
      message: 'The storage account is in another subscription than the one chosen.',
    });
  const blob = blobProblem(blobUri, account, now);
  if (blob !== undefined) problems.push({ field: 'blobUri', message: blob });
  return problems;
};

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** The data source that holds the link, if there is one. */
export const findLink = (dataSources: readonly DataSource[]): DataSource | undefined =>
  dataSources.find((one) => one.kind.toLowerCase() === kind.toLowerCase());

/** The link a data source holds. */
export const linkOf = (dataSource: DataSource | undefined): StorageLink => {
  const storageAccount = text(dataSource?.properties['ContentLocationDescription']);
  return {
    subscriptionId: accountId.exec(storageAccount)?.[1] ?? '',
    storageAccount,
    blobUri: text(dataSource?.properties['PrimaryContentLocation']),
  };
};

/** The address without its secret: everything but the signature. */
export const withoutSignature = (blobUri: string): string => blobUri.replace(/([?&]sig=)[^&]*/i, '$1…');

/** The step that stores a link, beside whatever else the data source holds. */
export const linkStep = (stored: DataSource | undefined, { storageAccount, blobUri }: StorageLink): Step => {
  const properties = { PrimaryContentLocation: blobUri.trim(), ContentLocationDescription: storageAccount.trim() };
  return {
    name: stored?.name ?? name,
    before: stored,
    after: { kind: stored?.kind ?? kind, properties: { ...stored?.properties, ...properties } },
  };
};
