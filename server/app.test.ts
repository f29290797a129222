import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { createApp } from './app';

const pageAnswers = z.array(z.object({ path: z.string(), body: z.optional(z.string()), text: z.string() }));

const html = '<!doctype html><html><head><title>FIM</title></head><body></body></html>';
const script = `console.log('app');${' '.repeat(3000)}`;
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fim-app-'));
  mkdirSync(join(folder, 'app', 'assets'), { recursive: true });
  writeFileSync(join(folder, 'app', 'index.html'), html);
  writeFileSync(join(folder, 'app', 'icon.svg'), '<svg/>');
  writeFileSync(join(folder, 'app', 'assets', 'index-1a2b3c.js'), script);
  writeFileSync(join(folder, 'secret.txt'), 'secret');
});
afterAll(() => rmSync(folder, { recursive: true }));

const echo = async (request: Request): Promise<Response> => Response.json({ path: new URL(request.url).pathname });

const appWith = (allowedOrigins: readonly string[] = [], appFolder = join(folder, 'app'), answer = echo) =>
  createApp({
    engine: { fetch: answer },
    context: { principal: { name: 'owner', objectId: '', role: 'owner' }, clock: () => 0, rng: () => 0 },
    access: { port: () => 7070, host: '127.0.0.1', allowedOrigins },
    appFolder,
    log: pino({ level: 'silent' }),
  });

const get = async (
  path: string,
  headers: Readonly<Record<string, string>> = {},
  init: RequestInit = {},
  app = appWith(),
): Promise<Response> =>
  app.fetch(new Request(`http://localhost:7070${path}`, { ...init, headers: { host: 'localhost:7070', ...headers } }));

const partsOf = (page: string) =>
  [...page.matchAll(/<script type="application\/json" data-answers>(.*?)<\/script>/g)].map(([, text = '']) =>
    pageAnswers.parse(JSON.parse(text)),
  );

const ignore = () => {};

const navigation = { accept: 'text/html', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };

/** A page and the answers in it. */
const readPage = async (path: string, answer: typeof echo) => {
  const response = await get(path, navigation, {}, appWith([], join(folder, 'app'), answer));
  const page = await response.text();
  return { response, page, parts: partsOf(page) };
};

describe('access', () => {
  it.each(['localhost:7070', '127.0.0.1:7070', '[::1]:7070', 'LOCALHOST:7070'])(
    'answers to the host %s',
    async (host) => {
      expect((await get('/subscriptions', { host })).status).toBe(200);
    },
  );

  it.each(['evil.example:7070', 'localhost', 'localhost:8080', '127.0.0.1.nip.io:7070', '192.168.0.2:7070', ''])(
    'refuses the host %j, to which a foreign name may have been rebound',
    async (host) => {
      const response = await get('/subscriptions', { host });
      expect(response.status).toBe(403);
      expect(await response.json()).toMatchObject({ error: { code: 'Forbidden' } });
    },
  );

  it.each([
    ['a foreign origin', { origin: 'https://evil.example' }],
    ['an opaque origin', { origin: 'null' }],
    ['another port of this machine', { origin: 'http://localhost:3000', 'sec-fetch-site': 'same-site' }],
    ['https on our port', { origin: 'https://localhost:7070' }],
    ['a foreign picture or script', { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'image' }],
    ['a foreign frame', { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'iframe', 'sec-fetch-mode': 'navigate' }],
    ['a link of another site to the API', { 'sec-fetch-site': 'cross-site', ...navigation }],
  ])('refuses %s', async (_, headers) => {
    expect((await get('/subscriptions', headers)).status).toBe(403);
  });

  it('refuses a form that another site posts', async () => {
    const post = { method: 'POST', body: 'x' };
    expect((await get('/v1/workspaces/x/query', { origin: 'https://evil.example' }, post)).status).toBe(403);
    expect((await get('/', { 'sec-fetch-site': 'cross-site', ...navigation }, post)).status).toBe(403);
  });

  it('lets another site link to a page, and our own pages call the API', async () => {
    expect((await get('/workspaces', { 'sec-fetch-site': 'cross-site', ...navigation })).status).toBe(200);
    expect(
      (await get('/subscriptions', { origin: 'http://localhost:7070', 'sec-fetch-site': 'same-origin' })).status,
    ).toBe(200);
  });

  it('opens the API to named origins only', async () => {
    const app = appWith(['https://fim.example']);
    const asked = { origin: 'https://fim.example', 'access-control-request-method': 'PUT' };
    const preflight = await get('/subscriptions', asked, { method: 'OPTIONS' }, app);
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('https://fim.example');
    expect(preflight.headers.get('access-control-allow-headers')).toContain('If-Match');
    const reply = await get('/subscriptions', { origin: 'https://fim.example' }, {}, app);
    expect(reply.headers.get('access-control-expose-headers')).toContain('ETag');
    expect((await get('/subscriptions', { origin: 'https://other.example' }, {}, app)).status).toBe(403);
  });
});

describe('routes', () => {
  it.each(['/subscriptions', '/Subscriptions/a', '/providers/x', '/v1/workspaces/x/query', '/dataCollectionRules/x'])(
    'gives %s to the engine',
    async (path) => {
      expect(await (await get(path, navigation)).json()).toEqual({ path });
    },
  );

  it('tells that it is alive', async () => {
    expect(await (await get('/healthz')).json()).toEqual({ status: 'ok' });
  });

  it.each(['/', '/workspaces', '/workspaces/a/b/c/changes?range=P7D', '/v1x'])(
    'gives the app to a reader of %s',
    async (path) => {
      const response = await get(path, navigation);
      expect(response.headers.get('content-type')).toMatch(/^text\/html/);
      expect(response.headers.get('cache-control')).toMatch(/^no-/);
      expect(await response.text()).toContain('<title>FIM</title>');
    },
  );

  it.each([
    '/assets/gone-123.js',
    '/favicon.ico',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/assets/..%2f..%2fsecret.txt',
  ])('does not give the app for the missing file %s', async (path) => {
    expect((await get(path, { 'sec-fetch-mode': 'no-cors' })).status).toBe(404);
  });

  it('lets hashed files be kept and has others revalidated', async () => {
    const hashed = await get('/assets/index-1a2b3c.js');
    expect(hashed.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(hashed.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    const icon = await get('/icon.svg');
    expect(icon.headers.get('cache-control')).toBe('no-cache');
    const again = await get('/icon.svg', { 'if-none-match': icon.headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
  });

  it('compresses what is worth it', async () => {
    const packed = await get('/assets/index-1a2b3c.js', { 'accept-encoding': 'gzip, br' });
    expect(packed.headers.get('content-encoding')).toBe('gzip');
    expect(gunzipSync(Buffer.from(await packed.arrayBuffer())).toString()).toBe(script);
    expect((await get('/assets/index-1a2b3c.js')).headers.get('content-encoding')).toBeNull();
  });

  describe('the answers that the workspace list asks for first', () => {
    const values: Readonly<Record<string, readonly object[]>> = {
      '/subscriptions': [{ subscriptionId: 's1', displayName: '</script><script>alert(1)</script>' }],
      '/subscriptions/s1/providers/Microsoft.OperationalInsights/workspaces': [
        { name: 'ws', properties: { customerId: 'c1' } },
      ],
    };
    const answerAll = async (request: Request): Promise<Response> =>
      Response.json({ value: values[new URL(request.url).pathname] ?? [] });
    it('come with its page: names and states first, counts when they are there', async () => {
      let count: () => void = ignore;
      const counted = new Promise<void>((resolve) => {
        count = resolve;
      });
      const answer = async (request: Request) => {
        if (request.url.endsWith('batch')) await counted;
        return answerAll(request);
      };
      const response = await get('/workspaces', navigation, {}, appWith([], join(folder, 'app'), answer));
      let page = '';
      for await (const chunk of (response.body ?? new ReadableStream<never>()).pipeThrough(new TextDecoderStream())) {
        page += chunk;
        if (page.includes('pricings')) count();
      }
      const [names = [], counts = [], ...rest] = partsOf(page);
      expect(names.map(({ path }) => path.split('?')[0]).toSorted()).toEqual([
        '/subscriptions',
        '/subscriptions/s1/providers/Microsoft.OperationalInsights/workspaces',
        '/subscriptions/s1/providers/Microsoft.OperationsManagement/solutions',
        '/subscriptions/s1/providers/Microsoft.Security/pricings/VirtualMachines',
      ]);
      expect(counts.map(({ path }) => path)).toEqual(['/v1/$batch']);
      expect(counts[0]?.body).toContain('"workspace":"c1"');
      expect(rest).toEqual([]);
      expect(page).toContain('<meta name="fim-as-of" content="0" />');
      expect(page.endsWith('</body></html>')).toBe(true);
      expect(response.headers.get('cache-control')).toBe('no-store');
    });

    it('are text, whatever is in them', async () => {
      const { page, parts } = await readPage('/workspaces', answerAll);
      expect(page).not.toContain('alert(1)</script>');
      const subscriptions = parts.flat().find(({ path }) => path.startsWith('/subscriptions?'));
      expect(JSON.parse(subscriptions?.text ?? '')).toEqual({ value: values['/subscriptions'] });
    });

    it('leave out what is not answered', async () => {
      const { parts } = await readPage('/', async (request) =>
        request.url.endsWith('batch') ? Response.json({ error: {} }, { status: 503 }) : answerAll(request),
      );
      expect(parts.flat().map(({ path }) => path)).not.toContain('/v1/$batch');
      expect(parts.flat()).toHaveLength(4);
    });

    it('are missing where nothing can be read: the page comes all the same', async () => {
      const { page, parts } = await readPage('/workspaces', () => Promise.reject(new Error('no store')));
      expect(page).toContain('<title>FIM</title>');
      expect(parts).toEqual([]);
    });

    it('are on no other page', async () => {
      const { response, page } = await readPage('/workspaces/s1/rg/name/changes', answerAll);
      expect(page).not.toContain('data-answers');
      expect(response.headers.get('cache-control')).toBe('no-cache');
    });
  });

  it('refuses to write to the app', async () => {
    expect((await get('/', {}, { method: 'POST' })).status).toBe(405);
  });

  it('says so when the app is not built', async () => {
    const response = await get('/', navigation, {}, appWith([], join(folder, 'nowhere')));
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('npm run build');
  });
});

describe('content security policy', () => {
  it('allows styles by a nonce that is in the page and new for each', async () => {
    const pages = await Promise.all([get('/', navigation), get('/', navigation)]);
    const nonces = await Promise.all(
      pages.map(async (page) => /<meta name="csp-nonce" content="([^"]+)"/.exec(await page.text())?.[1]),
    );
    expect(nonces[0]).toMatch(/^[\w+/]{22}==$/);
    expect(nonces[0]).not.toBe(nonces[1]);
    const policy = pages[0]?.headers.get('content-security-policy') ?? '';
    expect(policy).toContain(`style-src 'self' 'nonce-${nonces[0]}'`);
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy.match(/unsafe-inline/g)).toHaveLength(1);
  });

  it('is on API replies and refusals, too', async () => {
    for (const response of [await get('/subscriptions'), await get('/subscriptions', { host: 'evil' })])
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });
});
