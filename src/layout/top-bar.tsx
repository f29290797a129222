import { Button, Tooltip } from '@fluentui/react-components';
import { QuestionCircleRegular } from '@fluentui/react-icons';
import { Suspense, lazy } from 'react';
import { Link, useLocation, useMatches, useParams } from 'react-router';
import { mode, modeLabels } from '../api/mode';
import { keepPageSearch, paths } from '../paths';
import { mark } from '../ui/drawings';
import { visibleString } from '../ui/visible-parts';
import css from './app-layout.module.css';
import { ThemeSwitch } from './theme-switch';

const RoleBadge = lazy(() => import('./role-badge'));
const WorkspaceSwitcher = lazy(() => import('./workspace-switcher'));
// Behind the constant, so that the live build has no demo menu.
const DemoMenu = __MOCK__ ? lazy(() => import('./demo-menu')) : undefined;

const Mark = () => (
  <svg viewBox="0 0 24 24" aria-hidden="true">
    <path fill="var(--fim-accent)" d={mark.shield} />
    <path fill="var(--fim-bar)" fillOpacity=".65" d={mark.fold} />
    <path
      fill="none"
      stroke="var(--fim-bar)"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      d={mark.pulse}
    />
  </svg>
);

const crumbOf = (handle: unknown): string | undefined => {
  const crumb: unknown = typeof handle === 'object' && handle !== null && 'crumb' in handle ? handle.crumb : undefined;
  return typeof crumb === 'string' ? crumb : undefined;
};

const Breadcrumb = () => {
  const { subscriptionId, resourceGroup, workspaceName } = useParams();
  const { search } = useLocation();
  const page = useMatches().reduce<string | undefined>((found, match) => crumbOf(match.handle) ?? found, undefined);
  const workspace =
    subscriptionId && resourceGroup && workspaceName ? { subscriptionId, resourceGroup, workspaceName } : undefined;
  return (
    <nav aria-label="Breadcrumb" className={css.nav}>
      <ol className={css.crumbs}>
        <li>
          {workspace ? (
            <Link to={paths.workspaces()} className={css.crumb}>
              Workspaces
            </Link>
          ) : (
            <span className={css.crumb} aria-current="page">
              Workspaces
            </span>
          )}
        </li>
        {workspace && (
          <li>
            <Link to={paths.servers(workspace) + keepPageSearch(search)} className={css.crumb}>
              {visibleString(workspace.workspaceName)}
            </Link>
            <Suspense fallback={null}>
              <WorkspaceSwitcher current={workspace} />
            </Suspense>
          </li>
        )}
        {page !== undefined && (
          <li>
            <span className={css.crumb} aria-current="page">
              {page}
            </span>
          </li>
        )}
      </ol>
    </nav>
  );
};

const ModeBadge = () => {
  const { label, title } = modeLabels[mode];
  const badge = (
    <span className={DemoMenu ? css.menuBadge : css.badge} title={title}>
      {label}
    </span>
  );
  return DemoMenu ? (
    <Suspense fallback={badge}>
      <DemoMenu />
    </Suspense>
  ) : (
    badge
  );
};

export const TopBar = ({ onHelp }: { readonly onHelp: () => void }) => {
  return (
    <header className={css.bar}>
      <Link to={paths.workspaces()} className={css.brand} aria-label="FIM Console, all workspaces">
        <Mark />
        <span className={css.brandName}>FIM Console</span>
      </Link>
      <Breadcrumb />
      {/* The demo's own badge tells the role itself. */}
      {!__MOCK__ && (
        <Suspense fallback={null}>
          <RoleBadge />
        </Suspense>
      )}
      <ModeBadge />
      <ThemeSwitch />
      <Tooltip content="Keyboard shortcuts (?)" relationship="label" showDelay={400}>
        <Button appearance="subtle" icon={<QuestionCircleRegular />} onClick={onHelp} />
      </Tooltip>
    </header>
  );
};
