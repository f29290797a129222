/** Placeholder until the tab is built. */
export const Component = () => null;
