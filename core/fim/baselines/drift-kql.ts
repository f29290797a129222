import { kqlList, kqlString } from '../kql-text';
import type { BaselineSetting } from '../netlogon-baseline';
import { type Expectation, type Expectations, isNumeric, readNumber } from './expectation';

const numberLiteral = (text: string): string => `long(${readNumber(text) ?? 0n})`;
const itemsLiteral = (items: readonly string[]): string =>
  `dynamic([${items.map((item) => kqlString(item.trim().toLowerCase())).join(', ')}])`;

/** KQL condition on `Number`, `ValueData` and `Items` that holds for a value as expected. */
const conditionOf = ({ type }: BaselineSetting, { rule }: Expectation): string => {
  switch (rule.kind) {
    case 'is':
      return isNumeric(type) ? `Number == ${numberLiteral(rule.value)}` : `ValueData == ${kqlString(rule.value)}`;
    case 'between':
      return `Number between (${numberLiteral(rule.least)} .. ${numberLiteral(rule.most)})`;
    case 'oneOf':
      return isNumeric(type)
        ? `Number in (${rule.values.map(numberLiteral).join(', ')})`
        : `ValueData in ${kqlList(rule.values)}`;
    case 'exactly':
    case 'only': {
      const wanted = itemsLiteral(rule.items);
      const within = `array_length(set_difference(Items, ${wanted})) == 0`;
      return rule.kind === 'only' ? within : `${within} and array_length(set_difference(${wanted}, Items)) == 0`;
    }
  }
};

/**
 * A query that lists the drift of a key: a row for each machine with an inventory of the key and each setting that is not as expected.
 * It says what `evaluate` says, for numbers written decimal or with `0x` and lists separated by NUL or line ends.
 */
export const driftKql = (key: string, settings: readonly BaselineSetting[], expected: Expectations): string => {
  const checked = settings.flatMap((setting) => {
    const expectation = expected[setting.valueName];
    return expectation ? [{ setting, expectation }] : [];
  });
  const branches = checked.map(({ setting, expectation }) => {
    const isRight = `coalesce((isempty(ValueType) or ValueType =~ ${kqlString(setting.type)}) and ${conditionOf(setting, expectation)}, false)`;
    return `    Setting == ${kqlString(setting.valueName)}, iff(Absent, ${String(expectation.mayBeAbsent)}, ${isRight}),`;
  });
  const names = checked.map(({ setting }) => kqlString(setting.valueName));
  const columns = 'TimeGenerated, SourceComputerId, Computer, ValueName, ValueType, ValueData';
  return [
    `let key = ${kqlString(key)};`,
    'let inventory = ConfigurationData',
    '| where ConfigDataType == "Registry" and RegistryKey =~ key',
    `| project ${columns}, ChangeCategory = "";`,
    // A change since the last inventory is the newer truth.
    'let latest = ConfigurationChange',
    '| where ConfigChangeType == "Registry" and RegistryKey =~ key',
    `| project ${columns}, ChangeCategory`,
    '| union inventory',
    '| extend Value = tolower(ValueName)',
    '| summarize arg_max(TimeGenerated, ValueType, ValueData, ChangeCategory) by SourceComputerId, Value;',
    'inventory',
    '| summarize arg_max(TimeGenerated, Computer) by SourceComputerId',
    '| project SourceComputerId, Computer',
    `| extend Setting = dynamic([${names.join(', ')}])`,
    '| mv-expand Setting to typeof(string)',
    '| extend Value = tolower(Setting)',
    '| join kind=leftouter latest on SourceComputerId, Value',
    '| extend Absent = isempty(SourceComputerId1) or ChangeCategory == "Removed"',
    '| extend Number = tolong(ValueData), Items = coalesce(extract_all(@"([^\\x00\\r\\n]+)", tolower(ValueData)), dynamic([]))',
    '| extend AsExpected = case(',
    ...branches,
    '    true)',
    '| where not(AsExpected)',
    '| project Computer, SourceComputerId, Setting, State = iff(Absent, "Missing", "Drift"), ValueType, ValueData, LastSeen = TimeGenerated',
    '| order by Computer asc, Setting asc',
  ].join('\n');
};
