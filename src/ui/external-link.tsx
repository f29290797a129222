import type { ReactNode } from 'react';

/** A link that leaves the product, in a tab of its own; the other side is told nothing about where it came from. */
export const ExternalLink = ({ href, children }: { readonly href: string; readonly children: ReactNode }) => (
  <a href={href} target="_blank" rel="noopener noreferrer">
    {children}
    <span aria-hidden="true"> ↗</span>
    <span className="visually-hidden"> (opens in a new tab)</span>
  </a>
);
