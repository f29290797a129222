import { Button } from '@fluentui/react-components';
import { CalendarClockRegular } from '@fluentui/react-icons';
import type { PageWindow } from '../../time-range/page-window';
import { rangeLabel } from '../../time-range/range-words';
import { zoneLabel } from '../../time-range/zone';
import css from './dashboard.module.css';

type RangeButtonProps = { readonly window: PageWindow; readonly isOpen: boolean; readonly onClick: () => void };

/** The range and zone of everything on the page; opens the pane that changes them. */
export const RangeButton = ({ window: { range, zone }, isOpen, onClick }: RangeButtonProps) => {
  const label = rangeLabel(range, zone);
  const text = range.kind === 'absolute' ? label : `${label}, ${zoneLabel(zone)}`;
  return (
    <Button
      appearance="subtle"
      className={css.rangeButton}
      icon={<CalendarClockRegular />}
      aria-label={`Time range: ${text}`}
      aria-expanded={isOpen}
      title={text}
      onClick={onClick}
    >
      <span className={css.rangeText}>{text}</span>
    </Button>
  );
};
