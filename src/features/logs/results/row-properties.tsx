import { Button } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import type { Zone } from '../../../time-range/range';
import { CopyButton } from '../../../ui/copy-button';
import { Glyph } from '../../../ui/glyph';
import { visibleString } from '../../../ui/visible-parts';
import { VisibleText } from '../../../ui/visible-text';
import { Missing, shownText } from './cell';
import { columnHead } from './columns';
import { JsonTree } from './json-tree';
import { LongText } from './long-text';
import { type ResultColumn, cellText, dynamicValue, isNothing, isNull } from './result-table';
import css from './results.module.css';

type PropertiesProps = {
  readonly cells: readonly Parameters<typeof cellText>[0][];
  readonly columns: readonly ResultColumn[];
  readonly zone: Zone;
  readonly label: string;
  readonly onClose: () => void;
  /** Filters the list by the value of a column. */
  readonly onFilter: (column: ResultColumn, side: 'include' | 'exclude') => void;
  /** Told the height of the list, px, whenever it changes. */
  readonly onHeight: (px: number) => void;
};

/** All values of one row, a line each, with what can be done with them; dynamic values are trees. */
export const RowProperties = ({ cells, columns, zone, label, onClose, onFilter, onHeight }: PropertiesProps) => {
  const [whole, setWhole] = useState(false);
  const filled = columns.filter(({ index }) => !isNothing(cells[index]));
  const missing = columns.length - filled.length;
  const body = useRef<HTMLDivElement>(null);
  const report = useRef(onHeight);
  useEffect(() => {
    report.current = onHeight;
  });
  // The table gives the list room in whole rows, and so has to know how tall it is.
  useEffect(() => {
    const element = body.current;
    if (!element || typeof ResizeObserver === 'undefined') return undefined;
    const observer = new ResizeObserver(() => report.current(element.offsetHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={body} className={css.properties} data-details role="group" aria-label={`Values of row ${label}`}>
      <dl className={css.list}>
        {(whole ? columns : filled).map((column) => (
          <Property key={column.id} column={column} cell={cells[column.index]} zone={zone} onFilter={onFilter} />
        ))}
      </dl>
      {missing > 0 && (
        <Button size="small" appearance="subtle" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {whole ? 'Hide' : 'Show'} {missing} without a value
        </Button>
      )}
      <Button size="small" appearance="subtle" onClick={onClose}>
        Close
      </Button>
    </div>
  );
};

type PropertyProps = Pick<PropertiesProps, 'zone' | 'onFilter'> & {
  readonly column: ResultColumn;
  readonly cell: PropertiesProps['cells'][number];
};

const Property = ({ column, cell, zone, onFilter }: PropertyProps) => {
  const name = visibleString(column.name);
  return (
    <div className={css.property} data-empty={isNothing(cell) || undefined}>
      <dt title={`${name}: ${column.type}`}>
        <VisibleText text={columnHead(column, zone)} />
      </dt>
      <dd>
        <PropertyValue column={column} cell={cell} zone={zone} />
      </dd>
      <dd className={css.propertyTools}>
        {!isNothing(cell) && <CopyButton text={cellText(cell)} label={`Copy ${name}`} />}
        {(['include', 'exclude'] as const).map((side) => {
          const word = `${side === 'include' ? 'Only' : 'Without'} rows with this ${name}`;
          return (
            <button
              key={side}
              type="button"
              className={css.tool}
              title={word}
              aria-label={word}
              onClick={() => onFilter(column, side)}
            >
              <Glyph name={side} />
            </button>
          );
        })}
      </dd>
    </div>
  );
};

const PropertyValue = ({ column: { kind, name }, cell, zone }: Omit<PropertyProps, 'onFilter'>) => {
  if (isNull(cell)) return <Missing value={null} />;
  if (cell === '') return <span className={css.null}>empty text</span>;
  switch (kind) {
    case 'dynamic':
      return <JsonTree value={dynamicValue(cell)} label={name} />;
    case 'time':
      return (
        <>
          <span className="numbers">{visibleString(shownText(cell, kind, zone))}</span>
          <span className={css.aside}>{visibleString(cellText(cell))}</span>
        </>
      );
    case 'number':
    case 'span':
    case 'bool':
      return <span className="numbers">{visibleString(shownText(cell, kind, zone))}</span>;
    case 'guid':
      return (
        <span className="mono">
          <LongText text={cellText(cell)} />
        </span>
      );
    case 'text':
      return <LongText text={cellText(cell)} />;
  }
};
