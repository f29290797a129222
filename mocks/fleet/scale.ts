/**
 * Sizes of the demo. `million`: the same servers, with so much everyday noise that they make about a million changes in 90 days.
 * `workspaces-500`: the company has 488 more workspaces, which have sent nothing yet.
 */
export const fleetScales = ['default', 'million', 'workspaces-500'] as const;
export type FleetScale = (typeof fleetScales)[number];
