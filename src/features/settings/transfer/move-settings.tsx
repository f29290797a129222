import { ArrowDownloadRegular, ArrowUploadRegular, CopyRegular, DeleteRegular } from '@fluentui/react-icons';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { Access } from '../../../api/access';
import { useCurrentWorkspace } from '../../../api/current-workspace';
import type { Command } from '../../../layout/command-bar';
import { ErrorPanel } from '../../../ui/panels';
import { CopyDialog } from './copy-dialog';
import { DeleteAllDialog } from './delete-all-dialog';
import { exportSettings } from './export-settings';
import { ImportDialog } from './import-dialog';

const dialogs = { import: ImportDialog, copy: CopyDialog, deleteAll: DeleteAllDialog };

/** Commands that move whole configurations, and what they open. Readers may export, and look at what a file would change. */
export const useMoveSettings = (
  access: Access,
): { readonly commands: readonly Command[]; readonly dialog: ReactNode; readonly note: ReactNode } => {
  const workspace = useCurrentWorkspace();
  const [open, setOpen] = useState<keyof typeof dialogs>();
  const saving = useMutation({ mutationFn: () => exportSettings(workspace) });
  const Open = open && dialogs[open];
  const reason = access.allowed ? {} : { disabledReason: access.reason };
  return {
    commands: [
      { id: 'export', label: 'Export', icon: <ArrowDownloadRegular />, onClick: () => saving.mutate() },
      { id: 'import', label: 'Import', icon: <ArrowUploadRegular />, onClick: () => setOpen('import') },
      { id: 'copy', label: 'Copy to workspace', icon: <CopyRegular />, onClick: () => setOpen('copy') },
      {
        id: 'delete-all',
        label: 'Delete all',
        icon: <DeleteRegular />,
        onClick: () => setOpen('deleteAll'),
        ...reason,
      },
    ],
    dialog: Open && <Open onClose={() => setOpen(undefined)} />,
    note: saving.isError && (
      <ErrorPanel compact title="The settings could not be exported" error={saving.error} onRetry={saving.mutate} />
    ),
  };
};
