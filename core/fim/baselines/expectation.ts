import * as z from 'zod/mini';

/** Registry types whose values a baseline can expect something of. */
export type RegistryType = 'REG_DWORD' | 'REG_QWORD' | 'REG_SZ' | 'REG_EXPAND_SZ' | 'REG_MULTI_SZ';

const texts = z.array(z.string());

/** What a value has to be. Numbers are texts as people write them, decimal or `0x` hexadecimal. */
const ruleSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('is'), value: z.string() }),
  /** Both ends are allowed. */
  z.object({ kind: z.literal('between'), least: z.string(), most: z.string() }),
  z.object({ kind: z.literal('oneOf'), values: texts }),
  /** The same strings in any order. */
  z.object({ kind: z.literal('exactly'), items: texts }),
  /** None but these; an empty list is fine. */
  z.object({ kind: z.literal('only'), items: texts }),
]);
export type Rule = z.infer<typeof ruleSchema>;
export type RuleKind = Rule['kind'];

export const expectationSchema = z.object({
  rule: ruleSchema,
  /** A machine without the value is as it should be: Windows then does what is expected, or the value is for other machines. */
  mayBeAbsent: z.boolean(),
});
export type Expectation = Readonly<z.infer<typeof expectationSchema>>;

/** Expectations by value name; null where a value is deliberately not checked. */
export type Expectations = Readonly<Record<string, Expectation | null>>;

export const isNumeric = (type: RegistryType): boolean => type === 'REG_DWORD' || type === 'REG_QWORD';

/** Rules that make sense for a type, the usual one first. */
export const rulesOf = (type: RegistryType): readonly RuleKind[] =>
  isNumeric(type) ? ['is', 'between', 'oneOf'] : type === 'REG_MULTI_SZ' ? ['exactly', 'only'] : ['is', 'oneOf'];

/** The number a text means, undefined for anything but a whole number, decimal or `0x` hexadecimal. */
export const readNumber = (text: string): bigint | undefined => {
  const digits = text.trim();
  return digits.length <= 20 && /^(?:\d+|0x[0-9a-f]+)$/i.test(digits) ? BigInt(digits) : undefined;
};

const largest = { REG_DWORD: 2n ** 32n - 1n, REG_QWORD: 2n ** 64n - 1n } as const;

const numberProblem = (type: 'REG_DWORD' | 'REG_QWORD', text: string): string | undefined => {
  if (text.trim() === '') return 'A number is required.';
  const number = readNumber(text);
  if (number === undefined)
    return `"${text.trim()}" is not a whole number. Decimal (30) and hexadecimal (0x1e) both do.`;
  return number > largest[type] ? `${type} holds numbers from 0 to ${largest[type]}.` : undefined;
};

/** Why a rule cannot be saved for a type, as a sentence; undefined where it can. */
export const ruleProblem = (type: RegistryType, rule: Rule): string | undefined => {
  if (!rulesOf(type).includes(rule.kind)) return `This rule does not apply to ${type}.`;
  const numbers = type === 'REG_DWORD' || type === 'REG_QWORD' ? type : undefined;
  switch (rule.kind) {
    case 'is':
      return numbers && numberProblem(numbers, rule.value);
    case 'between': {
      if (!numbers) return `This rule does not apply to ${type}.`;
      const problem = numberProblem(numbers, rule.least) ?? numberProblem(numbers, rule.most);
      if (problem !== undefined) return problem;
      return (readNumber(rule.least) ?? 0n) > (readNumber(rule.most) ?? 0n)
        ? 'The least is larger than the most.'
        : undefined;
    }
    case 'oneOf':
      if (rule.values.length === 0) return 'At least one value is required.';
      return numbers && rule.values.map((value) => numberProblem(numbers, value)).find((found) => found !== undefined);
    case 'exactly':
    case 'only':
      return rule.items.some((item) => item.includes('\0')) ? 'An item cannot contain the character NUL.' : undefined;
  }
};

/** An expectation in words: "is 1", "1 to 30", "1, 3 or 5". */
export const ruleText = (rule: Rule): string => {
  switch (rule.kind) {
    case 'is':
      return rule.value === '' ? 'empty' : rule.value;
    case 'between':
      return `${rule.least} to ${rule.most}`;
    case 'oneOf':
      return rule.values.length < 2
        ? (rule.values[0] ?? 'nothing')
        : `${rule.values.slice(0, -1).join(', ')} or ${rule.values.at(-1)}`;
    case 'exactly':
      return rule.items.length === 0 ? 'an empty list' : `exactly ${rule.items.join(', ')}`;
    case 'only':
      return rule.items.length === 0 ? 'an empty list' : `none but ${rule.items.join(', ')}`;
  }
};
