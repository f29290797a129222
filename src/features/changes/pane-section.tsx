import { type ReactNode, useId } from 'react';
import { ErrorPanel } from '../../ui/panels';
import { Skeleton } from '../../ui/skeleton';
import css from './details.module.css';

/** A part of the pane under a heading of its own. */
export const PaneSection = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => {
  const id = useId();
  return (
    <section className={css.section} aria-labelledby={id}>
      <h3 id={id} className={css.heading}>
        {title}
      </h3>
      {children}
    </section>
  );
};

type PartProps = {
  readonly what: string;
  readonly lines: number;
  readonly error: unknown;
  readonly isLoaded: boolean;
  readonly onRetry: () => void;
  readonly children: ReactNode;
};

/** What a section shows once its own answer is there; a failure stays inside the section. */
export const AnsweredPart = ({ what, lines, error, isLoaded, onRetry, children }: PartProps) => {
  if (isLoaded) return children;
  if (error !== undefined && error !== null) {
    return <ErrorPanel compact title={`${what} could not be loaded`} error={error} onRetry={onRetry} />;
  }
  return (
    <div className={css.loadingLines} aria-busy="true">
      {Array.from({ length: lines }, (_, line) => (
        <span key={line}>
          <Skeleton width={`${68 - ((line * 17) % 30)}%`} />
        </span>
      ))}
    </div>
  );
};
