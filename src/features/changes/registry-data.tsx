import { useState } from 'react';
import { readRegistryValue } from '#core/fim/registry-value';
import { formatCount } from '../../ui/numbers';
import { BreakingPath } from './breaking-path';
import css from './details.module.css';
import { TextValue } from './text-value';

type DataProps = {
  readonly type: string;
  readonly text: string;
  readonly other: string;
  readonly side: 'before' | 'after' | undefined;
};

/** Data of a registry value, read by its type. */
export const RegistryData = ({ type, text, other, side }: DataProps) => {
  const value = readRegistryValue(type, text);
  switch (value.kind) {
    case 'number':
      return (
        <>
          <span className="numbers">{value.decimal}</span>
          <span className={`mono ${css.aside}`}>{value.hex}</span>
        </>
      );
    case 'list':
      return (
        <ol className={css.list}>
          {value.items.map((item, index) => (
            // A list may hold one text twice.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={index} className="mono">
              <BreakingPath text={item} />
            </li>
          ))}
        </ol>
      );
    case 'binary': {
      const from = readRegistryValue(type, other);
      return <Dump bytes={value.bytes} lines={value.lines} others={from.kind === 'binary' ? from.lines : undefined} />;
    }
    case 'expand':
      return (
        <>
          <TextValue text={value.text} other={other} side={side} mono />
          {value.variables.map((line) => (
            <span key={line} className={css.aside}>
              <BreakingPath text={line} />
            </span>
          ))}
        </>
      );
    case 'text':
      return <TextValue text={value.text} other={other} side={side} mono />;
  }
};

/** Lines of a dump shown before a reader asks for the rest. */
const shownLines = 32;

type DumpProps = {
  readonly bytes: number;
  readonly lines: readonly string[];
  /** The other side's, to mark lines that differ. */
  readonly others: readonly string[] | undefined;
};

const Dump = ({ bytes, lines, others }: DumpProps) => {
  const [whole, setWhole] = useState(false);
  const shown = whole ? lines : lines.slice(0, shownLines);
  return (
    <>
      {/* It scrolls sideways, so it has to be reachable by keyboard. */}
      <div
        className={`mono ${css.dump}`}
        role="group"
        aria-label={`Hex dump of ${formatCount(bytes)} bytes`}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        {shown.map((line, index) => (
          <div
            key={line.slice(0, line.indexOf(' '))}
            className={others && others[index] !== line ? css.own : undefined}
          >
            {line}
          </div>
        ))}
      </div>
      {shown.length < lines.length && (
        <button type="button" className={css.more} onClick={() => setWhole(true)}>
          Show all {formatCount(bytes)} bytes
        </button>
      )}
    </>
  );
};
