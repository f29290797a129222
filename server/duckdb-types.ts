import { BIGINT, BOOLEAN, DOUBLE, TIMESTAMP, VARCHAR, type DuckDBType } from '@duckdb/node-api';
import type { ColumnType } from '#core/kql/schema';

/** How a Kusto type is stored. `nullable` is false for strings only: a Kusto string is never null, it is empty. */
export type Storage = {
  readonly kind: 'text' | 'json' | 'int64' | 'double' | 'bool';
  readonly sqlType: string;
  readonly duckType: DuckDBType;
  readonly nullable: boolean;
};

const text = { kind: 'text', sqlType: 'VARCHAR', duckType: VARCHAR } as const;
const int64 = { kind: 'int64', sqlType: 'BIGINT', duckType: BIGINT, nullable: true } as const;
const double = { kind: 'double', sqlType: 'DOUBLE', duckType: DOUBLE, nullable: true } as const;

/** Storage of each Kusto type; timespans are microseconds, dynamic values JSON text. */
const storages = {
  bool: { kind: 'bool', sqlType: 'BOOLEAN', duckType: BOOLEAN, nullable: true },
  int: int64,
  long: int64,
  real: double,
  decimal: double,
  datetime: { kind: 'int64', sqlType: 'TIMESTAMP', duckType: TIMESTAMP, nullable: true },
  timespan: int64,
  string: { ...text, nullable: false },
  guid: { ...text, nullable: true },
  dynamic: { kind: 'json', sqlType: 'VARCHAR', duckType: VARCHAR, nullable: true },
} as const satisfies Record<ColumnType, Storage>;

export const storageOf = (type: ColumnType): Storage => storages[type];
