import type { DataSource } from '#core/contract/data-sources';
import { serviceFrequency } from '#core/fim/limits';
import { frequencyProperty } from '#core/fim/service-frequency';
import type { Step } from './change-set';

const kind = 'ChangeTrackingServices';
/** The one data source of its kind that Azure keeps the frequency in. */
const name = 'ChangeTrackingServices_CollectionFrequency';

/** The data source that says how often Windows services are looked at; undefined where Azure's own frequency holds. */
export const findServices = (dataSources: readonly DataSource[]): DataSource | undefined =>
  dataSources.find((one) => one.name.toLowerCase() === name.toLowerCase()) ??
  dataSources.find((one) => one.kind.toLowerCase() === kind.toLowerCase());

/** Seconds between two looks, as stored; Azure's own where nothing readable is. */
export const frequencyOf = (dataSource: DataSource | undefined): number => {
  const stored = dataSource?.properties[frequencyProperty];
  const seconds = typeof stored === 'string' && stored.trim() !== '' ? Number(stored) : stored;
  return typeof seconds === 'number' && Number.isFinite(seconds) ? seconds : serviceFrequency.usual;
};

/** The step that sets the frequency and leaves every other property as it is stored. */
export const frequencyStep = (stored: DataSource | undefined, seconds: number): Step => ({
  name: stored?.name ?? name,
  before: stored,
  after: stored
    ? { kind: stored.kind, properties: { ...stored.properties, [frequencyProperty]: seconds } }
    : { kind, properties: { ListType: 'BlackList', [frequencyProperty]: seconds } },
});

/** Seconds in words beside the figure: 90 as "1 min 30 s". */
export const durationWords = (seconds: number): string => {
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  return [minutes > 0 ? `${minutes} min` : '', rest > 0 || minutes === 0 ? `${rest} s` : '']
    .filter((part) => part !== '')
    .join(' ');
};
