import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * A million texts through the KQL parser and binder (`FUZZ_RUNS` of them, another seed each day unless `FUZZ_SEED` says
 * which): what the test command does with 20,000.
 */
const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url));
const seed = process.env['FUZZ_SEED'] ?? String(Math.floor(Date.now() / 86_400_000));
const runs = process.env['FUZZ_RUNS'] ?? '1000000';
console.log(`${runs} texts, seed ${seed}`);
const { status } = spawnSync(process.execPath, [vitest, 'run', '--project', 'integration', 'core/kql/fuzz.test.ts'], {
  stdio: 'inherit',
  env: { ...process.env, FUZZ_RUNS: runs, FUZZ_SEED: seed },
});
process.exitCode = status ?? 1;
