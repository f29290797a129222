import { Button } from '@fluentui/react-components';
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { describeError } from '../api/errors';
import { CopyButton } from './copy-button';
import { Glyph } from './glyph';
import css from './panels.module.css';
import { focusSearch } from './use-focus-in-list';

/** Why there is nothing here, and what to do about it. A button that helps takes the panel away: the focus then goes to the search field. */
export const EmptyPanel = ({
  title,
  children,
  action,
}: {
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}) => {
  const panel = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const shown = panel.current;
    return () => {
      if (shown?.contains(document.activeElement)) focusSearch();
    };
  }, []);
  return (
    <div ref={panel} className={css.panel} role="status">
      <p className={css.title}>{title}</p>
      {children !== undefined && <p className={css.text}>{children}</p>}
      {action}
    </div>
  );
};

/** What failed, in words, with the code and correlation id support asks for, and a retry. */
export const ErrorPanel = ({
  error,
  title,
  onRetry,
  compact,
}: {
  readonly error: unknown;
  readonly title: string;
  readonly onRetry?: () => void;
  readonly compact?: boolean;
}) => {
  const { message, code, correlationId } = describeError(error);
  return (
    <div className={compact ? css.note : css.panel} role="alert">
      <p className={css.title}>
        <Glyph name="warning" className={css.danger} /> {title}
      </p>
      <p className={css.text}>{message}</p>
      {(code !== undefined || correlationId !== undefined) && (
        <p className={css.codes}>
          {code !== undefined && <span>Code {code}</span>}
          {correlationId !== undefined && (
            <span>
              Correlation id <span className="mono">{correlationId}</span>{' '}
              <CopyButton label="Copy code and correlation id" text={`${code ?? ''} ${correlationId}`.trim()} />
            </span>
          )}
        </p>
      )}
      {onRetry && (
        <Button size="small" onClick={onRetry}>
          Retry
        </Button>
      )}
    </div>
  );
};

/** Beside figures or rows that are not the whole truth: partial answers, a refresh that failed. */
export const Note = ({
  kind,
  children,
  action,
}: {
  readonly kind: 'warning' | 'info';
  readonly children: ReactNode;
  readonly action?: ReactNode;
}) => (
  <div className={css.note} role="status" data-kind={kind}>
    <Glyph name={kind} className={kind === 'warning' ? css.warning : css.info} />
    <div className={css.noteText}>{children}</div>
    {action}
  </div>
);
