import { Outlet } from 'react-router';

/** Placeholder until the tab is built. */
export const Component = () => <Outlet />;
