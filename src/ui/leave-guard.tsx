import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { type RefObject, useEffect } from 'react';
import { useBlocker } from 'react-router';

type LeaveGuardProps = {
  readonly isDirty: boolean;
  /** Set before the form leaves by itself: after saving, or when its user discards. */
  readonly leaving?: RefObject<boolean>;
};

/** Asks before unsaved input is lost, whether by a link, Back, another row, or closing the tab. */
export const LeaveGuard = ({ isDirty, leaving }: LeaveGuardProps) => {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      isDirty && leaving?.current !== true && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (!isDirty) return undefined;
    const ask = (event: BeforeUnloadEvent) => {
      event.preventDefault();
    };
    globalThis.addEventListener('beforeunload', ask);
    return () => globalThis.removeEventListener('beforeunload', ask);
  }, [isDirty]);
  if (blocker.state !== 'blocked') return null;
  return (
    <Dialog
      open
      onOpenChange={(_, { open }) => {
        if (!open) blocker.reset();
      }}
    >
      <DialogSurface>
        <DialogBody>
          <DialogTitle>Discard unsaved changes?</DialogTitle>
          <DialogContent>What you entered has not been saved and will be lost.</DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={() => blocker.reset()}>
              Keep editing
            </Button>
            <Button onClick={() => blocker.proceed()}>Discard</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
};
