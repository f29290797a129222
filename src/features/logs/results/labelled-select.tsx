import { Select } from '@fluentui/react-components';
import { type ReactNode, useId } from 'react';
import css from './results.module.css';

type SelectProps = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** `option` elements. */
  readonly children: ReactNode;
};

/** A choice in a toolbar with its word before it. */
export const LabelledSelect = ({ label, value, onChange, children }: SelectProps) => {
  const id = useId();
  return (
    <span className={css.choice}>
      <label htmlFor={id}>{label}</label>
      <Select id={id} size="small" value={value} onChange={(_, chosen) => onChange(chosen.value)}>
        {children}
      </Select>
    </span>
  );
};
