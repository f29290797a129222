import { Link, isRouteErrorResponse, useRouteError } from 'react-router';
import { describeError } from '../api/errors';
import { paths } from '../paths';
import { EmptyPanel, ErrorPanel } from '../ui/panels';
import css from './page.module.css';

export const NotFoundPage = () => (
  <div className={css.page}>
    <title>Page not found - FIM Console</title>
    <h1 className={css.title}>Page not found</h1>
    <EmptyPanel
      title="No page of this console has this address"
      action={<Link to={paths.workspaces()}>All workspaces</Link>}
    >
      The link may be incomplete, or from another version.
    </EmptyPanel>
  </div>
);

/** Boundary of every page: what was thrown while rendering or loading it. The frame around it stays usable. */
export const ErrorPage = () => {
  const error = useRouteError();
  if (isRouteErrorResponse(error) && error.status === 404) return <NotFoundPage />;
  // Without a connection, or a build that was replaced while the page was open: its old parts are gone from the server.
  const outdated =
    error instanceof Error && /dynamically imported module|module script|unable to preload/i.test(error.message);
  return (
    <div className={css.page}>
      <title>Something went wrong - FIM Console</title>
      <h1 className={css.title}>{outdated ? 'This page could not be loaded' : 'This page stopped working'}</h1>
      <ErrorPanel
        title={outdated ? 'A part of it could not be read from the server' : 'The page could not be shown'}
        error={
          outdated ? { message: 'The server may be down, or a newer version was installed. Reload the page.' } : error
        }
        onRetry={() => location.reload()}
      />
      <p className="muted">
        Nothing was changed. {describeError(error).code === undefined ? null : 'The code above helps support.'}
      </p>
      <Link to={paths.workspaces()}>All workspaces</Link>
    </div>
  );
};
