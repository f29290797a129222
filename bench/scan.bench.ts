import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeFiles } from '#agent/files';
import { rootsOf, type WatchedItem } from '#agent/items';
import { openLedger } from '#agent/ledger';
import { readMachine } from '#agent/machine';
import { reconcile } from '#agent/reconcile';
import { startScan } from '#agent/scan-job';
import { seededRng } from './changes-data';
import { medianTaken, type Taken, taken } from './turns';

/**
 * The agent's first look at BENCH_FILES files (20,000) with their hashes, kept in its journal, beside `sha256sum` over the
 * same files. All of it lies in the page cache. Medians of BENCH_RUNS (5), the sides in turn; processor time is that of
 * the process that does the work.
 */
const count = Number(process.env['BENCH_FILES'] ?? '20000');
const runs = Number(process.env['BENCH_RUNS'] ?? '5');
const perFolder = 100;

const work = mkdtempSync(join(tmpdir(), 'fim-scan-'));
const tree = join(work, 'tree');

/** Sizes as in /etc and /usr: most files are a few KiB, some a hundred times as large. Returns the bytes of all. */
function makeTree(): number {
  const rng = seededRng(5);
  const noise = Buffer.from(Array.from({ length: 2_000_000 }, () => Math.floor(rng() * 256)));
  let total = 0;
  for (let file = 0; file < count; file++) {
    const folder = join(tree, `folder-${Math.floor(file / perFolder)}`);
    if (file % perFolder === 0) mkdirSync(folder, { recursive: true });
    const size = Math.floor(1_000 * 2_000 ** (rng() ** 3));
    writeFileSync(join(folder, `file-${file}.conf`), noise.subarray(0, size));
    total += size;
  }
  return total;
}

const item: WatchedItem = {
  name: 'tree',
  group: 'Custom',
  path: tree,
  pathType: 'Folder',
  recurse: true,
  links: 'Follow',
  maxContentBytes: 0,
};

/** As the monitor goes over an item: portion by portion into the baseline. */
async function byAgent(): Promise<Taken> {
  const folder = mkdtempSync(join(work, 'state-'));
  const { ledger } = await openLedger({ folder, newEpoch: randomUUID, clock: Date.now });
  const machine = await readMachine(folder);
  await ledger.commit({ putItems: [{ item, ready: false }] });
  const result = await taken(async () => {
    const roots = await rootsOf(nodeFiles, item);
    const scan = startScan({ files: nodeFiles, ledger, item, roots });
    const context = { ledger, machine, files: nodeFiles, now: Date.now(), rootsOf: () => roots };
    for (let portion = await scan.next(); portion.kind === 'findings'; portion = await scan.next()) {
      const change = await reconcile(context, portion.sightings);
      if (change) await ledger.commit(change, { durable: false });
    }
    const rest = await reconcile(context, await scan.finish());
    if (rest) await ledger.commit(rest, { durable: false });
  });
  const files = [...ledger.entities()].filter(({ entity }) => entity.hashState === 'complete').length;
  if (files !== count) throw new Error(`${files} of ${count} files have a hash`);
  await ledger.close();
  return result;
}

/** `times` of the shell tells what its children took: there is no call for it in Node. */
const bySha256sum = async (): Promise<Taken> => {
  const script = `find "$1" -type f -print0 | xargs -0 sha256sum > /dev/null; times`;
  let said = '';
  const { wall } = await taken(() => {
    said = execFileSync('sh', ['-c', script, 'sh', tree], { encoding: 'utf8' });
  });
  const [user = 0, system = 0] = [...(said.split('\n')[1] ?? '').matchAll(/(\d+)m([\d.]+)s/g)].map(
    ([, minutes, seconds]) => (Number(minutes) * 60 + Number(seconds)) * 1000,
  );
  return { wall, cpu: user + system };
};

try {
  const bytes = makeTree();
  const ours: Taken[] = [];
  const theirs: Taken[] = [];
  for (let run = -1; run < runs; run++) {
    const [agent, sha256sum] = [await byAgent(), await bySha256sum()];
    if (run < 0) continue;
    ours.push(agent);
    theirs.push(sha256sum);
  }
  const [agent, sha256sum] = [medianTaken(ours), medianTaken(theirs)];
  console.log(`${count} files, ${Math.round(bytes / 1e6)} MB`);
  console.log('                 ms     cpu');
  console.log(`sha256sum ${sha256sum.wall.toFixed(0).padStart(9)}${sha256sum.cpu.toFixed(0).padStart(8)}`);
  console.log(`agent     ${agent.wall.toFixed(0).padStart(9)}${agent.cpu.toFixed(0).padStart(8)}`);
  console.log(
    `ratio     ${(agent.wall / sha256sum.wall).toFixed(2).padStart(9)}${(agent.cpu / sha256sum.cpu).toFixed(2).padStart(8)}`,
  );
} finally {
  rmSync(work, { recursive: true });
}
