import type { Service } from './endpoint';
import { ServiceError } from './errors';
import { ingestionLimits } from './ingestion';

/** Largest body of an ARM or query call, in bytes. */
const plainLimit = 4_000_000;

const limitsOf = (service: Service) =>
  service === 'ingestion' ? ingestionLimits : { sentBytes: plainLimit, unpackedBytes: plainLimit };

const tooLarge = (limit: number) =>
  new ServiceError(
    413,
    'ContentLengthLimitExceeded',
    `The body is larger than the allowed ${limit.toLocaleString('en-US')} bytes.`,
  );

/** Reads a stream to its end, unless it turns out longer than `limit` bytes: 413, and the rest is not read. */
const readBounded = async (stream: ReadableStream<Uint8Array>, limit: number): Promise<Uint8Array<ArrayBuffer>> => {
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > limit) {
      await reader.cancel().catch(() => undefined);
      throw tooLarge(limit);
    }
    chunks.push(value);
  }
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
};

const asStream = (bytes: Uint8Array<ArrayBuffer>) => new Blob([bytes]).stream();

/**
 * JSON body of a request, unpacked where it came as gzip. Throws 413 beyond the service's limits (sent and unpacked are
 * counted apart, so that a small bomb stays small), 400 for a broken archive, text that is not UTF-8 or not JSON.
 */
export const readJsonBody = async (request: Request, service: Service): Promise<unknown> => {
  const badJson = (message: string) =>
    new ServiceError(400, service === 'logs' ? 'InvalidJsonBody' : 'InvalidRequestContent', message);
  const { sentBytes, unpackedBytes } = limitsOf(service);
  if (Number(request.headers.get('content-length') ?? 0) > sentBytes) throw tooLarge(sentBytes);
  if (request.body === null) throw badJson('The request has no body; a JSON body is expected.');

  let bytes = await readBounded(request.body, sentBytes);
  const encoding = request.headers.get('content-encoding')?.toLowerCase() ?? 'identity';
  if (encoding === 'gzip') {
    const unpacked = asStream(bytes).pipeThrough(new DecompressionStream('gzip'));
    bytes = await readBounded(unpacked, unpackedBytes).catch((error: unknown) => {
      if (error instanceof ServiceError) throw error;
      throw badJson('The body is not valid gzip data.');
    });
  } else if (encoding !== 'identity') {
    throw new ServiceError(415, 'UnsupportedMediaType', `Content-Encoding '${encoding}' is not supported; use gzip.`);
  }

  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw badJson('The body is not valid JSON in UTF-8.');
  }
};
