import { Dialog, DialogBody, DialogSurface, DialogTitle } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import css from './transfer.module.css';

type TransferDialogProps = {
  readonly title: ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

/** The frame of the dialogs that move settings: wide, since differences are tables. */
export const TransferDialog = ({ title, onClose, children }: TransferDialogProps) => (
  <Dialog
    open
    // A click beside it would lose what was chosen.
    modalType="alert"
    onOpenChange={(_, { open }) => {
      if (!open) onClose();
    }}
  >
    {/* The library's own width is set by a class that comes later than ours. */}
    <DialogSurface style={{ maxInlineSize: 'min(920px, calc(100vw - 32px))' }}>
      <DialogBody className={css.body}>
        <DialogTitle>{title}</DialogTitle>
        {children}
      </DialogBody>
    </DialogSurface>
  </Dialog>
);
