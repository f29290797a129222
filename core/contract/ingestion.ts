import * as z from 'zod/mini';
import type { Json } from '../kql/vector';
import type { Endpoint } from './endpoint';

/** A row as it is sent: column name to cell, datetimes as ISO text. */
export type IngestedRow = { readonly [column: string]: Json };

// Not walked here: the handler looks at every row anyway.
const ingestedRows = z.custom<readonly IngestedRow[]>(
  (value) => Array.isArray(value),
  'The body has to be a JSON array of objects.',
);

/** Limits of one call, in bytes as sent and unpacked. Azure takes 1 MB; a fleet catching up needs more. */
export const ingestionLimits = { sentBytes: 16_000_000, unpackedBytes: 64_000_000 } as const;

export const ingestionEndpoints = {
  /** Streams are `Microsoft-<Table>` for built-in tables and `Custom-<Table>_CL` for one's own. */
  ingest: {
    method: 'POST',
    service: 'ingestion',
    path: '/dataCollectionRules/{immutableId}/streams/{stream}',
    apiVersions: ['2023-01-01'],
    action: 'Microsoft.Insights/Telemetry/Write',
    body: ingestedRows,
    replies: { 204: null },
  },
} as const satisfies Record<string, Endpoint>;
