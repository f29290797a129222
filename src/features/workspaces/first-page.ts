import { mode, modeLabels } from '../../api/mode';
import { paths } from '../../paths';
import app from '../../layout/app-layout.module.css';
import page from '../../layout/page.module.css';
import { mark, sortArrows } from '../../ui/drawings';
import { element, glyphElement, svg, visibleNodes } from '../../ui/elements';
import { abbreviateCount, formatCount } from '../../ui/numbers';
import panels from '../../ui/panels.module.css';
import search from '../../ui/search-box.module.css';
import sortHeader from '../../ui/sort-header.module.css';
import { sparklineHeight, sparklinePath, sparklineWidth } from '../../ui/sparkline-path';
import { visibleString } from '../../ui/visible-parts';
import { asOfText, sparklineText } from './count-sums';
import { hrefOf } from '../../href';
import { locationName } from './locations';
import { type WorkspaceRow, actionWords, drawnRows, headings, longList, offReasons, rowHeight, targetOf } from './row';
import css from './workspaces.module.css';

/**
 * The workspace list as the page's first script shows it, before React and the app are evaluated: the same markup in the
 * same places, so that the app takes over without anything moving. A test compares it with what React makes of the same rows.
 */

const skeleton = (width: string): HTMLElement => {
  const bar = element('span', { class: panels['skeleton'], 'aria-hidden': 'true' });
  bar.style.width = width;
  bar.style.height = '12px';
  return bar;
};

const count = (value: number): HTMLElement =>
  value === 0
    ? element('span', { class: 'muted numbers' }, '0')
    : value >= 1000
      ? element('span', { class: 'numbers', title: formatCount(value) }, abbreviateCount(value))
      : element('span', { class: 'numbers' }, formatCount(value));

const sparkline = (values: readonly number[], label: string): SVGElement => {
  const drawn = svg(
    'svg',
    {
      width: String(sparklineWidth),
      height: String(sparklineHeight),
      viewBox: `0 0 ${sparklineWidth} ${sparklineHeight}`,
      role: 'img',
      'aria-label': label,
    },
    svg('path', { d: sparklinePath(values, sparklineWidth), fill: 'var(--fim-muted)', opacity: '.65' }),
    svg('path', { d: `M0 ${sparklineHeight - 0.5}h${sparklineWidth}`, stroke: 'var(--fim-line)' }),
  );
  drawn.style.display = 'block';
  return drawn;
};

const numeric = (child: Node) => element('td', { 'data-numeric': 'true' }, child);

function numbers({ state, counts }: WorkspaceRow): readonly HTMLElement[] {
  const found = counts?.ok ? counts.counts : undefined;
  const changes =
    state === 'off' || state === 'needsPlan'
      ? element('span', { class: 'muted', title: offReasons[state] }, '-')
      : found
        ? element(
            'span',
            { class: css['changes'] },
            element('span', { 'data-spark': 'true' }, sparkline(found.series, sparklineText(found, 'browser'))),
            element('span', { class: css['figure'] }, count(found.changes)),
          )
        : skeleton('40px');
  return [numeric(changes), numeric(found ? count(found.servers) : skeleton('32px'))];
}

const action = (row: WorkspaceRow): readonly Node[] => {
  if (row.state === 'enabling') return [element('span', { class: 'muted' }, 'Enabling')];
  if (row.state !== 'off' && row.state !== 'needsPlan') return [];
  const word = actionWords[row.state];
  const label = `${word}: ${visibleString(row.workspace.workspaceName)}`;
  const className = css[row.state === 'off' ? 'enable' : 'upgrade'];
  return [element('a', { class: className, 'aria-label': label, href: hrefOf(targetOf(row)) }, word)];
};

const line = (row: WorkspaceRow, position: number | undefined): HTMLElement => {
  const { id, workspaceName, location } = row.workspace;
  const link = { title: visibleString(workspaceName), href: hrefOf(targetOf(row)) };
  return element(
    'tr',
    { 'data-id': id, 'aria-rowindex': position?.toString() },
    element('td', {}, glyphElement('workspace', css['icon']), element('a', link, ...visibleNodes(workspaceName))),
    ...numbers(row),
    element('td', {}, locationName(location)),
    element(
      'td',
      { 'data-subscription': 'true', title: visibleString(row.subscription) },
      ...visibleNodes(row.subscription),
    ),
    element('td', { class: css['action'] }, ...action(row)),
  );
};

/** Holds the place of rows that are not shown. */
const gap = (rows: number): HTMLElement => {
  const cell = element('td', { class: css['gap'] });
  cell.style.height = `${rows * rowHeight}px`;
  return element('tr', { 'aria-hidden': 'true' }, cell);
};

type Heading = { readonly column: string; readonly label: string; readonly title?: string; readonly numeric?: boolean };

const head = ({ column, label, title, numeric }: Heading): HTMLElement => {
  const isSorted = column === 'name';
  return element(
    'th',
    { scope: 'col', 'aria-sort': isSorted ? 'ascending' : 'none', 'data-numeric': numeric ? 'true' : undefined },
    element(
      'button',
      { type: 'button', class: sortHeader['button'], title, disabled: '' },
      label,
      svg(
        'svg',
        { viewBox: '0 0 10 10', 'aria-hidden': 'true', 'data-active': String(isSorted) },
        svg('path', { d: sortArrows.asc }),
      ),
    ),
  );
};

/** The table in its default view: `rows` by name. */
export const firstTable = (rows: readonly WorkspaceRow[]): HTMLElement => {
  const actions = element('span', { class: 'visually-hidden' }, 'Action');
  const isLong = rows.length > longList;
  const lines = rows.slice(0, isLong ? drawnRows : undefined).map((row, at) => line(row, isLong ? at + 2 : undefined));
  if (isLong) lines.push(gap(rows.length - drawnRows));
  return element(
    'table',
    {
      class: css['table'],
      'aria-busy': 'true',
      'aria-label': 'Workspaces',
      'aria-rowcount': isLong ? String(rows.length + 1) : undefined,
    },
    element(
      'thead',
      {},
      element(
        'tr',
        { 'aria-rowindex': isLong ? '1' : undefined },
        ...headings.map(head),
        element('th', { scope: 'col' }, actions),
      ),
    ),
    element('tbody', { 'data-rows': 'true' }, ...lines),
  );
};

/** Holds the places of controls that come with the app. */
const tools = (asOf: number): HTMLElement => {
  const box = element(
    'div',
    { class: search['box'] },
    svg('svg', { viewBox: '0 0 16 16' }, svg('path', { d: 'M7 2.5a4.5 4.5 0 100 9 4.5 4.5 0 000-9zM10.5 10.5l3 3' })),
    element('input', { type: 'search', placeholder: 'Search workspaces', disabled: '' }),
  );
  box.setAttribute('aria-hidden', 'true');
  const menus = ['Subscription', 'Location', 'Status'].map((name) => element('span', { class: 'boot-menu' }, name));
  return element(
    'div',
    { class: css['tools'] },
    box,
    element('div', { class: css['menus'], 'aria-hidden': 'true' }, ...menus),
    element('span', { class: css['asOf'] }, asOfText(asOf, 'browser')),
  );
};

const brand = (): SVGElement =>
  svg(
    'svg',
    { viewBox: '0 0 24 24', 'aria-hidden': 'true' },
    svg('path', { d: mark.shield, fill: 'var(--fim-accent)' }),
    svg('path', { d: mark.fold, fill: 'var(--fim-bar)', 'fill-opacity': '.65' }),
    svg('path', {
      d: mark.pulse,
      fill: 'none',
      stroke: 'var(--fim-bar)',
      'stroke-width': '1.8',
      'stroke-linecap': 'round',
      'stroke-linejoin': 'round',
    }),
  );

/** The bar's buttons come with the app; what is shown stands where it will stay. */
const bar = (): HTMLElement => {
  const { label, title } = modeLabels[mode];
  return element(
    'header',
    { class: app['bar'] },
    element(
      'a',
      { class: app['brand'], href: hrefOf(paths.workspaces()), 'aria-label': 'FIM Console, all workspaces' },
      brand(),
      element('span', { class: app['brandName'] }, 'FIM Console'),
    ),
    element(
      'nav',
      { class: app['nav'], 'aria-label': 'Breadcrumb' },
      element(
        'ol',
        { class: app['crumbs'] },
        element('li', {}, element('span', { class: app['crumb'], 'aria-current': 'page' }, 'Workspaces')),
      ),
    ),
    element('span', { class: `${mode === 'mock' ? app['menuBadge'] : app['badge']} boot-badge`, title }, label),
  );
};

/** The whole page. `asOf`: what its numbers hold up to, ms since 1970. */
export const firstPage = (rows: readonly WorkspaceRow[], asOf: number): HTMLElement =>
  element(
    'div',
    { class: app['app'] },
    bar(),
    element(
      'main',
      { class: app['main'], 'aria-busy': 'true' },
      element(
        'div',
        { class: page['page'] },
        element(
          'header',
          { class: page['header'] },
          element('h1', { class: page['title'] }, 'File integrity monitoring'),
          element('p', { class: page['subtitle'] }, 'Choose a workspace to see what changed on its servers'),
          element('div', { class: page['commands'] }),
          element('div', { class: page['progress'], 'data-busy': 'true' }),
        ),
        tools(asOf),
        element('div', { class: css['scroller'] }, firstTable(rows)),
      ),
    ),
  );
