import { serviceFrequency } from './limits';

/** Property of a `ChangeTrackingServices` data source that holds the frequency, in seconds. */
export const frequencyProperty = 'CollectionTimeInterval';

/** Why seconds are no frequency. */
export const frequencyMessage = `A whole number from ${serviceFrequency.least} to ${serviceFrequency.most.toLocaleString('en-US')}.`;

/** Seconds between two looks at Windows services, as typed or stored; undefined for what is no whole number in Azure's bounds. */
export const readFrequency = (value: unknown): number | undefined => {
  const isWritten = typeof value === 'number' || (typeof value === 'string' && /^\s*\d{1,5}\s*$/.test(value));
  const seconds = isWritten ? Number(value) : Number.NaN;
  const isInBounds = seconds >= serviceFrequency.least && seconds <= serviceFrequency.most;
  return Number.isInteger(seconds) && isInBounds ? seconds : undefined;
};
