import { Button } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import css from './pane.module.css';

const [narrowest, usual, widest] = [400, 560, 1000] as const;
const clamp = (width: number) => Math.min(widest, Math.max(narrowest, Math.round(width)));

const remembered = (): number => {
  try {
    const stored = Number(localStorage.getItem('fim-pane-width'));
    return stored > 0 ? clamp(stored) : usual;
  } catch {
    return usual;
  }
};
const remember = (width: number) => {
  try {
    localStorage.setItem('fim-pane-width', String(width));
  } catch {
    // Storage may be off: the width lasts until the page goes.
  }
};

type PaneProps = {
  readonly title: ReactNode;
  readonly subtitle?: ReactNode;
  readonly onClose: () => void;
  /** Command bar under the title. */
  readonly commands?: ReactNode;
  readonly children: ReactNode;
};

/**
 * The side pane of the app: from the right, resizable, not modal, so that the list beside it stays in use; it covers the page on
 * narrow screens, and what it covers is then out of reach. Takes focus when it opens; Esc closes it, and focus returns to where it
 * was. Change its `key` to open it anew.
 */
export const Pane = ({ title, subtitle, onClose, commands, children }: PaneProps) => {
  const [width, setWidth] = useState(remembered);
  const heading = useRef<HTMLHeadingElement>(null);
  const titleId = useId();

  const before = useRef<Element>(null);
  // Before the browser looks at the pane: where it covers the page, what was focused loses the focus with that look.
  useLayoutEffect(() => {
    before.current ??= document.activeElement;
    heading.current?.focus({ preventScroll: true });
  }, []);
  // Once the pane is gone, and the page is no longer hidden by it.
  useEffect(
    () => () => {
      const last = before.current;
      if (last instanceof HTMLElement && last.isConnected) last.focus({ preventScroll: true });
    },
    [],
  );

  const resize = (next: number) => {
    setWidth(clamp(next));
    remember(clamp(next));
  };
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) resize(globalThis.innerWidth - event.clientX);
  };
  const nudge = (event: KeyboardEvent) => {
    if (event.key === 'ArrowLeft') resize(width + 20);
    else if (event.key === 'ArrowRight') resize(width - 20);
    else if (event.key === 'Home') resize(narrowest);
    else if (event.key === 'End') resize(widest);
    else return;
    event.preventDefault();
  };

  return (
    // The pane listens for Esc on behalf of everything in it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      role="dialog"
      aria-labelledby={titleId}
      className={css.pane}
      style={{ inlineSize: width }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.stopPropagation();
        onClose();
      }}
    >
      {/* A separator that can be moved is a widget by ARIA, which the rule does not know. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        role="separator"
        aria-label="Resize pane"
        aria-orientation="vertical"
        aria-valuemin={narrowest}
        aria-valuemax={widest}
        aria-valuenow={width}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className={css.handle}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
        onKeyDown={nudge}
      />
      <header className={css.header}>
        <div className={css.titles}>
          <h2 id={titleId} ref={heading} tabIndex={-1} className={css.title}>
            {title}
          </h2>
          {subtitle !== undefined && <p className={css.subtitle}>{subtitle}</p>}
        </div>
        <Button
          appearance="subtle"
          icon={<DismissRegular />}
          aria-label="Close"
          title="Close (Esc)"
          onClick={onClose}
        />
      </header>
      {commands !== undefined && <div className={css.commands}>{commands}</div>}
      <div className={css.body}>{children}</div>
    </section>
  );
};
