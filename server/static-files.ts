import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Context, Handler } from 'hono';
import { answersAttribute, answersText, asOfName } from '#core/contract/page-answers';
import type { Ahead } from './list-ahead';
import type { NonceVariables } from './security-headers';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

const compressible = new Set(['.css', '.html', '.js', '.json', '.map', '.svg', '.txt', '.webmanifest']);

type StaticFile = { readonly bytes: Buffer; readonly packed: Buffer | undefined; readonly etag: string };

const pack = promisify(gzip);

async function load(path: string): Promise<StaticFile> {
  const bytes = await readFile(path);
  const packed = compressible.has(extname(path)) && bytes.length > 1024 ? await pack(bytes, { level: 9 }) : undefined;
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
  return { bytes, packed, etag };
}

/** Files below a folder by URL path. Only what is listed is ever served, so no path can lead out of it. */
async function listFiles(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return new Map(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [`/${relative(folder, path).split(sep).join('/')}`, path]),
  );
}

const acceptsGzip = (context: Context): boolean => /\bgzip\b/.test(context.req.header('accept-encoding') ?? '');

/** A page the reader goes to, rather than a script, picture or call. */
const isNavigation = (context: Context): boolean => {
  const mode = context.req.header('sec-fetch-mode');
  return mode === undefined ? (context.req.header('accept') ?? '').includes('text/html') : mode === 'navigate';
};

/** The page as it comes: all but its end at once, so that the browser starts on it, then the answers, each as soon as it is there. */
async function* pageWith(html: string, parts: Ahead['parts']): AsyncGenerator<string> {
  const found = html.search(/<\/body>/i);
  const end = found === -1 ? html.length : found;
  yield html.slice(0, end);
  for await (const part of parts)
    yield `<script type="application/json" ${answersAttribute}>${answersText(part)}</script>\n`;
  yield html.slice(end);
}

const notBuilt = 'The app is not built. Run "npm run build" and load this page again; the API works meanwhile.\n';

/**
 * Serves the built app: files whose name carries a hash may be kept for ever, others are revalidated, and every other
 * path a reader navigates to gets index.html with the nonce of this response in it, and with the answers that `ahead` has for
 * the page's path.
 */
export function serveApp(folder: string, ahead: (request: Request) => Ahead | undefined): Handler<NonceVariables> {
  let files: Promise<ReadonlyMap<string, string>> | undefined;
  const loaded = new Map<string, Promise<StaticFile>>();

  const find = async (path: string): Promise<string | undefined> => {
    let known = await (files ??= listFiles(folder));
    // Not built yet, or being built: look again.
    if (!known.has('/index.html')) known = await (files = listFiles(folder));
    return known.get(path);
  };

  const read = (path: string): Promise<StaticFile> => {
    let file = loaded.get(path);
    if (file === undefined) {
      file = load(path);
      loaded.set(path, file);
      file.catch(() => loaded.delete(path));
    }
    return file;
  };

  const sendIndex = async (context: Context<NonceVariables>): Promise<Response> => {
    const path = await find('/index.html');
    if (path === undefined) return context.text(notBuilt, 503);
    const { bytes } = await read(path);
    const meta = `<meta name="csp-nonce" content="${context.get('nonce')}" />`;
    const found = context.req.method === 'GET' ? ahead(context.req.raw) : undefined;
    const asOf = found === undefined ? '' : `\n    <meta name="${asOfName}" content="${found.asOf}" />`;
    const html = bytes.toString('utf8').replace(/<head>/i, (head) => `${head}\n    ${meta}${asOf}`);
    if (found === undefined) {
      context.header('cache-control', 'no-cache');
      return context.html(html);
    }
    // With somebody's data in it, a page is for this one reading.
    context.header('cache-control', 'no-store');
    context.header('content-type', types['.html']);
    const texts = pageWith(html, found.parts);
    return context.body(
      new ReadableStream<Uint8Array>({
        pull: async (controller) => {
          const { done, value } = await texts.next();
          if (done) controller.close();
          else controller.enqueue(new TextEncoder().encode(value));
        },
        cancel: async () => {
          await texts.return(undefined);
        },
      }),
    );
  };

  return async (context) => {
    const { path, method } = context.req;
    if (method !== 'GET' && method !== 'HEAD') return context.text('Method not allowed\n', 405, { allow: 'GET, HEAD' });
    let wanted: string;
    try {
      wanted = decodeURIComponent(path);
    } catch {
      return context.text('Bad path\n', 400);
    }
    if (wanted === '/' || wanted === '/index.html') return sendIndex(context);
    const found = await find(wanted);
    if (found === undefined) return isNavigation(context) ? sendIndex(context) : context.text('Not found\n', 404);

    const file = await read(found);
    const immutable = wanted.startsWith('/assets/');
    context.header('content-type', types[extname(found)] ?? 'application/octet-stream');
    context.header('cache-control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache');
    context.header('etag', file.etag);
    context.header('vary', 'accept-encoding');
    if (context.req.header('if-none-match') === file.etag) return context.body(null, 304);
    if (file.packed !== undefined && acceptsGzip(context)) {
      context.header('content-encoding', 'gzip');
      return context.body(new Uint8Array(file.packed));
    }
    return context.body(new Uint8Array(file.bytes));
  };
}
