import { readFileSync, statSync } from 'node:fs';

/** Names of users and groups by number, as the machine's own files give them; a number without a name stands alone. */
export type Owners = { readonly user: (uid: number) => string; readonly group: (gid: number) => string };

function nameTable(file: string): (id: number) => string {
  let readAt = -1;
  let names = new Map<number, string>();
  return (id) => {
    try {
      const { mtimeMs } = statSync(file);
      if (mtimeMs !== readAt) {
        readAt = mtimeMs;
        names = new Map(
          readFileSync(file, 'utf8')
            .split('\n')
            .map((line) => line.split(':'))
            .map(([name, , number]) => [Number(number), name ?? ''] as const),
        );
      }
    } catch {
      // Without the file the numbers speak for themselves.
    }
    return names.get(id) ?? String(id);
  };
}

/** Owners of this machine, from `/etc/passwd` and `/etc/group`, read again when those files change. */
export const localOwners = (): Owners => ({ user: nameTable('/etc/passwd'), group: nameTable('/etc/group') });

/** Text of the `Acls` column: names for people, numbers because names can be re-assigned. */
export const aclsText = (owners: Owners, uid: number, gid: number): string =>
  `owner ${owners.user(uid)} (${uid}), group ${owners.group(gid)} (${gid})`;
