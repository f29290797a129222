import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Start time of a process in clock ticks since boot (proc(5), field 22): tells a process from a later one with its number. */
async function startOf(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  // The second field is the command in brackets, which may hold spaces and brackets itself.
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
}

/** Keeps a second agent off a state folder. Resolves to the release; throws when a live process holds the folder. */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const file = join(folder, 'lock');
  const mine = `${process.pid} ${(await startOf(process.pid)) ?? ''}`;
  for (let attempt = 1; ; attempt += 1) {
    try {
      await writeFile(file, mine, { flag: 'wx', mode: 0o600 });
      return () => rm(file, { force: true });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const [pid = '', start = ''] = (await readFile(file, 'utf8').catch(() => '')).split(' ');
    const isHeld = pid !== '' && (await startOf(Number(pid))) === start;
    if (isHeld || attempt > 2) throw new Error(`the state folder ${folder} is in use by the agent with pid ${pid}`);
    await rm(file, { force: true });
  }
}
