import { Outlet } from 'react-router';
import css from './app-layout.module.css';
import { ConnectionBand } from './connection-band';
import { LoadingBar } from './loading-bar';
import { ShortcutHelp } from './shortcut-help';
import { TopBar } from './top-bar';
import { usePagePlace } from './use-page-place';
import { useShortcuts } from './use-shortcuts';

/** The frame of every page: top bar and the page's own scroller. */
export const AppLayout = () => {
  const { helpOpen, setHelpOpen } = useShortcuts();
  const main = usePagePlace();
  return (
    <div className={css.app}>
      <a className={css.skip} href="#content">
        Skip to content
      </a>
      <TopBar onHelp={() => setHelpOpen(true)} />
      <LoadingBar />
      <main ref={main} id="content" tabIndex={-1} className={css.main}>
        <ConnectionBand />
        <Outlet />
      </main>
      {helpOpen && <ShortcutHelp onClose={() => setHelpOpen(false)} />}
    </div>
  );
};
