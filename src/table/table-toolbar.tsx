import type { ReactNode } from 'react';
import css from './toolbar.module.css';

/** The line above a table: search, chips, and at the right what the table says about itself. */
export const TableToolbar = ({ children, summary }: { readonly children: ReactNode; readonly summary: ReactNode }) => (
  <div className={css.toolbar}>
    {children}
    <div className={css.summary}>{summary}</div>
  </div>
);
