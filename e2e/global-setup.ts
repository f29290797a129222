import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { preview } from 'vite';
import { demoNow } from './fixtures';
import { freePort, projectRoot, startServer } from './processes';

/** Serves the built demo and one self-hosted server on the demo fleet, both at the shared clock. */
export default async function setup(): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'fim-e2e-'));
  const demo = await preview({
    root: projectRoot,
    mode: 'demo',
    logLevel: 'error',
    preview: { port: await freePort(), strictPort: true, host: '127.0.0.1' },
  });
  const address = demo.httpServer.address();
  if (typeof address !== 'object' || address === null) throw new Error('the demo did not start');
  process.env['FIM_E2E_MOCK'] = `http://127.0.0.1:${String(address.port)}`;

  const server = await startServer({
    FIM_PORT: String(await freePort()),
    FIM_DATA_DIR: dataDir,
    FIM_DEMO: '1',
    FIM_DEMO_NOW: demoNow,
    FIM_AGENT: '0',
  });
  process.env['FIM_E2E_SERVER'] = server.origin;

  return async () => {
    await server.stop();
    await demo.close();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
