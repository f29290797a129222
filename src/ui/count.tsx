import { memo } from 'react';
import { abbreviateCount, formatCount } from './numbers';

type CountProps = {
  /** Undefined or null: unknown, shown as "-". */
  readonly value: number | null | undefined;
  /** Why there is no number; shown on hover. */
  readonly reason?: string;
  /** 1.1K with the exact number on hover; tables show numbers in full. */
  readonly short?: boolean;
};

/** A number for a table or a total: zero is muted, unknown is "-" with the reason. */
export const Count = memo(({ value, reason, short }: CountProps) => {
  if (value === null || value === undefined) {
    return (
      <span className="muted" title={reason}>
        -
      </span>
    );
  }
  if (value === 0) return <span className="muted numbers">0</span>;
  if (short && value >= 1000) {
    return (
      <span className="numbers" title={formatCount(value)}>
        {abbreviateCount(value)}
      </span>
    );
  }
  return <span className="numbers">{formatCount(value)}</span>;
});
Count.displayName = 'Count';
