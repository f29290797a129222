import { useIsFetching } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { visibleString } from '../ui/visible-parts';
import css from './page.module.css';

type PageHeaderProps = {
  readonly title: string;
  /** Title of the browser tab before the product's name; the title where left out. */
  readonly tabTitle?: string;
  readonly subtitle?: ReactNode;
  readonly commands?: ReactNode;
};

/** Head of a page: title, subtitle, command bar, and the line that tells that something is on its way. */
export const PageHeader = ({ title, tabTitle = title, subtitle, commands }: PageHeaderProps) => {
  // The look for new rows every few seconds is not something the reader waits for.
  const busy = useIsFetching({ predicate: ({ queryKey }) => queryKey[0] !== 'arrivals' }) > 0;
  return (
    <header className={css.header}>
      <title>{`${visibleString(tabTitle)} - FIM Console`}</title>
      <h1 className={css.title}>{visibleString(title)}</h1>
      <p className={css.subtitle}>{typeof subtitle === 'string' ? visibleString(subtitle) : subtitle}</p>
      {commands !== undefined && (
        <div className={css.commands} role="toolbar" aria-label="Page commands">
          {commands}
        </div>
      )}
      <div className={css.progress} data-busy={busy} />
    </header>
  );
};
