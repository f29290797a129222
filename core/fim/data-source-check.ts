import type { Json } from '../kql/vector';
import { dataSourceKinds, findDataSourceKind } from './data-source-kinds';
import { checkPath } from './path-rules';
import { frequencyMessage, frequencyProperty, readFrequency } from './service-frequency';

export type DataSourceProblem = { readonly message: string; readonly target: string };

const isMissing = (value: Json | undefined) =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

// Where nothing is set, Azure's own frequency holds.
const checkFrequency = (value: Json | undefined): DataSourceProblem | undefined =>
  isMissing(value) || readFrequency(value) !== undefined
    ? undefined
    : { message: `${frequencyMessage} Seconds: '${String(value)}'.`, target: `properties.${frequencyProperty}` };

/** Why a data source cannot be stored, the first reason; undefined where it can. Unknown properties are no problem. */
export const checkDataSource = (body: {
  readonly kind: string;
  readonly properties: Readonly<Record<string, Json | undefined>>;
}): DataSourceProblem | undefined => {
  const { kind: name, properties } = body;
  const kind = findDataSourceKind(name);
  if (kind === undefined) {
    const known = dataSourceKinds.map((one) => one.kind).join(', ');
    return { message: `The data source kind '${name}' is not supported. Supported: ${known}.`, target: 'kind' };
  }
  const missing = kind.required.find((property) => isMissing(properties[property]));
  if (missing !== undefined) {
    return {
      message: `A data source of kind '${kind.kind}' needs the property '${missing}'.`,
      target: `properties.${missing}`,
    };
  }
  if (kind.kind === 'ChangeTrackingServices') return checkFrequency(properties[frequencyProperty]);
  if (kind.entity === undefined || kind.pathProperty === undefined) return undefined;
  const path = properties[kind.pathProperty];
  const target = `properties.${kind.pathProperty}`;
  if (typeof path !== 'string') return { message: `The property '${kind.pathProperty}' has to be text.`, target };
  const problem = checkPath(kind.entity, path).find(({ severity }) => severity === 'error');
  return problem && { message: `${problem.message} Path: '${path}'.`, target };
};
