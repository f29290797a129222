import { type Files, nodeFiles } from '../files';

const denied = (path: string) => Object.assign(new Error(`EACCES: permission denied, '${path}'`), { code: 'EACCES' });

/** The real file system, but for paths that may not be read: tests run as root, whom nothing is denied. */
export function createDeniedFiles() {
  const closed = new Set<string>();
  const check = (path: string) => {
    if (closed.has(path)) throw denied(path);
  };
  const files: Files = {
    ...nodeFiles,
    names: async (path) => {
      check(path);
      return nodeFiles.names(path);
    },
    open: async (path) => {
      check(path);
      return nodeFiles.open(path);
    },
  };
  return { files, deny: (path: string) => closed.add(path), allow: (path: string) => closed.delete(path) };
}
