import { createContext, use } from 'react';
import type { ReactNode } from 'react';
import { isOff, type MatrixRow } from './matrix';
import type { BaselineSetting } from '#core/fim/netlogon-baseline';
import type { Expectations } from '#core/fim/baselines/expectation';
import type { TableColumn } from '../../table/columns';
import { Count } from '../../ui/count';
import { Glyph } from '../../ui/glyph';
import { visibleString } from '../../ui/visible-parts';
import { VisibleText } from '../../ui/visible-text';
import css from './baselines.module.css';
import { VerdictLabel, verdictLooks } from './verdict';

/** Opens the pane of a server at one of its values. */
export const OpenCell = createContext<(machine: string, valueName: string) => void>(() => {});

type Show = (props: { readonly value: MatrixRow }) => ReactNode;

const column = (
  id: string,
  header: string,
  Show: Show,
  layout: Partial<TableColumn<MatrixRow>>,
): TableColumn<MatrixRow> => ({
  id,
  header,
  enableSorting: true,
  ...layout,
  show: (value) => <Show value={value} />,
});

const Name: Show = ({ value: { machine } }) => (
  <span className={css.name} title={visibleString(machine.name)}>
    <Glyph name="server" className={css.muted} />
    <span className={css.word}>
      <VisibleText text={machine.name} />
    </span>
  </span>
);

const Drift: Show = ({ value: { drift, unknown } }) => (
  <Count value={drift === 0 && unknown > 0 ? undefined : drift} reason="Not collected from this server yet" />
);

/** What a cell says of the value: the data where it is not as expected, else the verdict alone. */
const detailOf = ({ machine }: MatrixRow, valueName: string): string | undefined => {
  const actual = machine.values.get(valueName.toLowerCase())?.actual;
  return actual?.state === 'present' ? actual.data : undefined;
};

const VerdictCell = ({ row, valueName }: { readonly row: MatrixRow; readonly valueName: string }) => {
  const open = use(OpenCell);
  const verdict = row.verdicts[valueName] ?? 'unchecked';
  const data = detailOf(row, valueName);
  return (
    // By keyboard Enter opens the server's pane, which has every value.
    <button
      type="button"
      tabIndex={-1}
      className={css.cell}
      title={visibleString(
        `${valueName}: ${verdictLooks[verdict].label}${data === undefined ? '' : `, is ${data || 'empty'}`}`,
      )}
      onClick={() => open(row.machine.id, valueName)}
    >
      <VerdictLabel verdict={verdict} />
      {isOff(verdict) && data !== undefined && (
        <span className={css.data}>
          <VisibleText text={data} />
        </span>
      )}
    </button>
  );
};

/**
 * Columns of the matrix: server, how many of its settings are off, and one for each setting. Settings of which nothing is expected
 * are left to who asks for them.
 */
export const matrixColumns = (
  settings: readonly BaselineSetting[],
  expected: Expectations,
): readonly TableColumn<MatrixRow>[] => [
  column('name', 'Server', Name, { size: 150, enableHiding: false, meta: { grow: 1.4, pinned: true } }),
  column('drift', 'Drift', Drift, {
    size: 64,
    meta: { align: 'end' },
  }),
  ...settings.map(({ valueName }) =>
    column(valueName, valueName, ({ value }) => <VerdictCell row={value} valueName={valueName} />, {
      size: 124,
      meta: { grow: 1, wrap: true, optional: !expected[valueName] },
    }),
  ),
];
