import { expect, test } from 'vitest';
import { checkLink, linkOf, linkStep, signatureEnd, withoutSignature } from './storage-link';

const subscriptionId = '11111111-2222-3333-4444-555555555555';
const storageAccount = `/subscriptions/${subscriptionId}/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/fimcontent`;
const blobUri =
  'https://fimcontent.blob.core.windows.net/changetrackingblob?sv=2022-11-02&se=2027-01-01T00:00:00Z&sig=c2VjcmV0';
const now = Date.UTC(2026, 10, 20);
const good = { subscriptionId, storageAccount, blobUri };
const wrong = (change: object) =>
  checkLink({ ...good, ...change }, now).map(({ field, message }) => `${field}: ${message}`);

test('a complete link has no problems', () => {
  expect(wrong({})).toEqual([]);
});

test.each([
  [{ subscriptionId: '' }, /^subscriptionId: Choose/],
  [{ subscriptionId: '99999999-2222-3333-4444-555555555555' }, /^storageAccount: .*another subscription/],
  [{ storageAccount: 'fimcontent' }, /^storageAccount: The resource id/],
  [{ blobUri: blobUri.replace('https', 'http') }, /^blobUri: An https address/],
  [{ blobUri: blobUri.replace('.blob.', '.file.') }, /^blobUri: .*blob service/],
  [{ blobUri: blobUri.replace('fimcontent.', 'other.') }, /^blobUri: .*belongs to the storage account other/],
  [{ blobUri: blobUri.replace('&sig=c2VjcmV0', '') }, /^blobUri: .*no shared access signature/],
  [{ blobUri: blobUri.replace('2027', '2026') }, /^blobUri: .*has ended/],
  [{ blobUri: 'not an address' }, /^blobUri: An https address/],
])('%j is refused with its reason', (change, reason) => {
  expect(wrong(change)).toEqual([expect.stringMatching(reason)]);
});

test('what is stored is read back, with other properties left alone and the signature kept off the screen', () => {
  const step = linkStep(undefined, good);
  const stored = {
    id: 'x',
    name: step.name,
    type: 'datasources',
    kind: 'ChangeTrackingContentLocation',
    properties: { ...step.after?.properties, Extra: 'kept' },
  };
  expect(linkOf(stored)).toEqual(good);
  expect(linkStep(stored, { ...good, blobUri: 'https://new' }).after?.properties).toMatchObject({
    Extra: 'kept',
    PrimaryContentLocation: 'https://new',
  });
  expect(signatureEnd(blobUri)).toBe(Date.UTC(2027, 0, 1));
  expect(withoutSignature(blobUri)).not.toContain('c2VjcmV0');
});
