import { loadRegularExpressions } from '#core/kql/regular-expression';
import { encode } from './encode';
import type { Ending } from './format';
import type { ExportRow } from './export-source';
import { planPaging } from './paging-plan';
import type { FromWorker, ToWorker } from './worker-messages';

/**
 * Writes an export's file beside the page: plans how the query is read, asks for pages of rows and gives bytes. The rows are fetched
 * by the page, which holds the sign-in.
 */
const send = (message: FromWorker, transfer: Transferable[] = []) => self.postMessage(message, { transfer });

let answer: (rows: readonly ExportRow[] | undefined) => void = () => {};
let ending: Ending = { count: 0 };

async function* pages(): AsyncGenerator<readonly ExportRow[]> {
  for (;;) {
    const rows = await new Promise<readonly ExportRow[] | undefined>((resolve) => {
      answer = resolve;
      send({ kind: 'more' });
    });
    if (rows === undefined) return;
    yield rows;
  }
}

const write = async (message: ToWorker & { readonly kind: 'start' }) => {
  let cut = 0;
  const bytes = encode({
    kind: message.file,
    columns: message.columns,
    facts: message.facts,
    pages: pages(),
    ending: () => ending,
    onCut: (texts) => {
      cut = texts;
    },
  });
  for await (const chunk of bytes) {
    // Memory of its own, which can be handed over.
    const own = new Uint8Array(chunk);
    send({ kind: 'bytes', bytes: own }, [own.buffer]);
  }
  send({ kind: 'done', cut });
};

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  switch (data.kind) {
    case 'plan':
      loadRegularExpressions()
        .then(() => send({ kind: 'plan', plan: planPaging(data.kql, data.options) }))
        .catch((error: unknown) => send({ kind: 'failed', message: String(error) }));
      return;
    case 'start':
      write(data).catch((error: unknown) => send({ kind: 'failed', message: String(error) }));
      return;
    case 'rows':
      answer(data.rows);
      return;
    case 'end':
      ending = data.ending;
      answer(undefined);
  }
});
