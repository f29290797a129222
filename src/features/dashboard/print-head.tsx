import { useSyncExternalStore } from 'react';
import type { PageWindow } from '../../time-range/page-window';
import { rangeLabel, spanText } from '../../time-range/range-words';
import { formatTime, zoneLabel } from '../../time-range/zone';
import { VisibleText } from '../../ui/visible-text';
import css from './dashboard.module.css';

let printedAt = Date.now();
const subscribe = (listener: () => void) => {
  const note = () => {
    printedAt = Date.now();
    listener();
  };
  globalThis.addEventListener('beforeprint', note);
  return () => globalThis.removeEventListener('beforeprint', note);
};

type PrintHeadProps = { readonly workspaceName: string; readonly window: PageWindow };

/** On paper only: what the figures are about, and when they were read and printed. */
export const PrintHead = ({ workspaceName, window }: PrintHeadProps) => {
  const at = useSyncExternalStore(subscribe, () => printedAt);
  const { range, zone, asOf } = window;
  return (
    <p className={css.printHead}>
      Workspace <VisibleText text={workspaceName} />. {rangeLabel(range, zone)}
      {range.kind === 'relative' && `: ${spanText(window, zone)}`}. All times {zoneLabel(zone)}. Read{' '}
      {formatTime(asOf, zone)}, printed {formatTime(at, zone)}.
    </p>
  );
};
