/** Where a server runs, in the words of the page. */
export const environments = ['Azure', 'AWS', 'GCP', 'On-premises', 'Hybrid'] as const;
export type Environment = (typeof environments)[number];

/**
 * Environment of a server from its heartbeat. `provider` is `CloudProvider_CF`, where a collector knows it; Azure's own column tells
 * Azure from Non-Azure only, and what is not Azure without saying more is "Hybrid". Undefined where a heartbeat says neither.
 */
export const environmentOf = (provider: string, computerEnvironment: string): Environment | undefined => {
  const known = environments.find((environment) => environment.toLowerCase() === provider.toLowerCase());
  if (known) return known;
  if (computerEnvironment === 'Azure') return 'Azure';
  return computerEnvironment === '' && provider === '' ? undefined : 'Hybrid';
};

/** Why a server without a provider of its own is called "Hybrid". */
export const environmentReason = (environment: Environment | undefined): string | undefined => {
  switch (environment) {
    case 'Hybrid':
      return 'Outside Azure; its collector does not say in which cloud';
    case undefined:
      return 'No heartbeat says where it runs';
    default:
      return undefined;
  }
};
