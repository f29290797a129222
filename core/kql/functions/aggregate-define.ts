import type { AggregateFunction } from '../registry';
import type { ColumnType } from '../schema';
import { accepts, listParameters, type NamedParameter } from './define';

type Definition = {
  readonly name: string;
  readonly params: readonly NamedParameter[];
  readonly optional?: number;
  readonly variadic?: boolean;
  readonly result: ColumnType | ((type: ColumnType) => ColumnType | undefined);
  /** Start of the default column name; the aggregate's own name unless given. */
  readonly prefix?: string;
  readonly summary: string;
};

/** Builds a registry entry; `columns` names the output where it is not one column. */
export const defineAggregate = (
  definition: Definition,
  create: AggregateFunction['create'],
  columns?: AggregateFunction['columns'],
): AggregateFunction => {
  const { name, params, optional = 0, variadic = false, result, prefix = name, summary } = definition;
  const parameters = listParameters(params, optional, variadic);
  const minArgs = params.length - optional;
  const maxArgs = variadic ? Number.POSITIVE_INFINITY : params.length;
  return {
    name,
    minArgs,
    maxArgs,
    parameters,
    summary,
    resolve: (types) => {
      if (types.length < minArgs || types.length > maxArgs) return undefined;
      const fits = types.every((type, index) =>
        accepts(parameters[Math.min(index, parameters.length - 1)]?.type ?? 'any', type),
      );
      if (!fits) return undefined;
      return typeof result === 'function' ? result(types[0] ?? 'long') : result;
    },
    defaultName: (argument) => `${prefix}_${argument ?? ''}`,
    create,
    ...(columns && { columns }),
  };
};

/** Type of the first argument. */
export const firstType = (types: readonly ColumnType[]): ColumnType => types[0] ?? 'long';
