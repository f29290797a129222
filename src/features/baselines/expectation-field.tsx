import { Button, Checkbox, Field, Input, Select, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import {
  type Expectation,
  type Rule,
  type RuleKind,
  isNumeric,
  ruleText,
  rulesOf,
} from '#core/fim/baselines/expectation';
import type { BaselineSetting } from '#core/fim/netlogon-baseline';
import { visibleString } from '../../ui/visible-parts';
import css from './baselines.module.css';

const labels: Readonly<Record<RuleKind, string>> = {
  is: 'Is',
  between: 'Between',
  oneOf: 'One of',
  exactly: 'Exactly these',
  only: 'None but these',
};

const listOf = (text: string, separator: RegExp): string[] =>
  text
    .split(separator)
    .map((item) => item.trim())
    .filter((item) => item !== '');

/** A rule of another kind that keeps what was entered so far, where it fits. */
const changeKind = (kind: RuleKind, rule: Rule | undefined): Rule => {
  const first =
    rule?.kind === 'is'
      ? rule.value
      : rule?.kind === 'oneOf'
        ? (rule.values[0] ?? '')
        : rule?.kind === 'between'
          ? rule.most
          : '';
  const items = rule?.kind === 'exactly' || rule?.kind === 'only' ? rule.items : [];
  switch (kind) {
    case 'is':
      return { kind, value: first };
    case 'between':
      return { kind, least: '', most: first };
    case 'oneOf':
      return { kind, values: first === '' ? [] : [first] };
    case 'exactly':
    case 'only':
      return { kind, items };
  }
};

/** Lists are typed as text, and a separator at its end must survive being typed: the text stays as long as it means the rule. */
const ListInput = ({
  rule,
  label,
  disabled,
  onChange,
}: {
  readonly rule: Rule & { kind: 'oneOf' | 'exactly' | 'only' };
  readonly label: string;
  readonly disabled: boolean;
  readonly onChange: (rule: Rule) => void;
}) => {
  const [typed, setTyped] = useState('');
  const isLine = rule.kind === 'oneOf';
  const items = rule.kind === 'oneOf' ? rule.values : rule.items;
  const read = (text: string) => listOf(text, isLine ? /[,;\s]+/ : /\r?\n/);
  const text = JSON.stringify(read(typed)) === JSON.stringify(items) ? typed : items.join(isLine ? ', ' : '\n');
  const type = (next: string) => {
    setTyped(next);
    onChange(rule.kind === 'oneOf' ? { kind: 'oneOf', values: read(next) } : { kind: rule.kind, items: read(next) });
  };
  return isLine ? (
    <Input
      aria-label={label}
      value={text}
      disabled={disabled}
      placeholder="1, 3, 5"
      onChange={(_, { value }) => type(value)}
    />
  ) : (
    <Textarea
      aria-label={label}
      value={text}
      disabled={disabled}
      placeholder="One a line"
      onChange={(_, { value }) => type(value)}
    />
  );
};

type ExpectationFieldProps = {
  readonly setting: BaselineSetting;
  readonly value: Expectation | null;
  readonly saved: Expectation | null;
  readonly isEdited: boolean;
  /** Somebody else saved another value since the edit began. */
  readonly isContested: boolean;
  readonly problem: string | undefined;
  readonly disabled: boolean;
  readonly onChange: (value: Expectation | null) => void;
  readonly onDrop: () => void;
};

const textOf = (value: Expectation | null) =>
  value ? visibleString(`"${ruleText(value.rule)}"${value.mayBeAbsent ? ', or no value' : ''}`) : '"not checked"';

/** A value of the gallery: what it means, and what it has to be. */
export const ExpectationField = ({
  setting,
  value,
  saved,
  isEdited,
  isContested,
  problem,
  disabled,
  onChange,
  onDrop,
}: ExpectationFieldProps) => {
  const { valueName, type, policy, description, expected } = setting;
  const rule = value?.rule;
  const put = (next: Rule) => onChange({ rule: next, mayBeAbsent: value?.mayBeAbsent ?? false });
  const choose = (kind: string) => {
    const known = rulesOf(type).find((one) => one === kind);
    onChange(known ? { rule: changeKind(known, rule), mayBeAbsent: value?.mayBeAbsent ?? expected === null } : null);
  };
  return (
    <section className={css.setting} aria-label={valueName}>
      <h3 className={css.settingName}>
        {valueName} <span className={css.type}>{type}</span>
        {isEdited && <span className={css.edited}>Edited</span>}
      </h3>
      <p className={css.policy}>{policy}</p>
      <p className={css.description}>{description}</p>
      <Field
        validationMessage={problem}
        validationState={problem === undefined ? 'none' : 'error'}
        className={css.field}
      >
        <div className={css.inputs}>
          <Select
            aria-label={`Expected of ${valueName}`}
            value={rule?.kind ?? 'unchecked'}
            disabled={disabled}
            onChange={(_, data) => choose(data.value)}
          >
            {rulesOf(type).map((kind) => (
              <option key={kind} value={kind}>
                {labels[kind]}
              </option>
            ))}
            <option value="unchecked">Not checked</option>
          </Select>
          {rule?.kind === 'is' && (
            <Input
              aria-label={`Value of ${valueName}`}
              value={rule.value}
              disabled={disabled}
              placeholder={isNumeric(type) ? '1 or 0x1' : ''}
              onChange={(_, data) => put({ kind: 'is', value: data.value })}
            />
          )}
          {rule?.kind === 'between' && (
            <>
              <Input
                aria-label={`Least of ${valueName}`}
                className={css.bound}
                value={rule.least}
                disabled={disabled}
                onChange={(_, data) => put({ ...rule, least: data.value })}
              />
              <span>and</span>
              <Input
                aria-label={`Most of ${valueName}`}
                className={css.bound}
                value={rule.most}
                disabled={disabled}
                onChange={(_, data) => put({ ...rule, most: data.value })}
              />
            </>
          )}
          {(rule?.kind === 'oneOf' || rule?.kind === 'exactly' || rule?.kind === 'only') && (
            <ListInput rule={rule} label={`Values of ${valueName}`} disabled={disabled} onChange={put} />
          )}
        </div>
      </Field>
      {value && (
        <Checkbox
          label="A server without the value is as expected"
          checked={value.mayBeAbsent}
          disabled={disabled}
          onChange={(_, { checked }) => onChange({ ...value, mayBeAbsent: checked === true })}
        />
      )}
      {isContested && (
        <p className={css.contested} role="status">
          Somebody else saved {textOf(saved)} meanwhile. Saving puts yours in its place.{' '}
          <Button size="small" onClick={onDrop}>
            Take theirs
          </Button>
        </p>
      )}
    </section>
  );
};
