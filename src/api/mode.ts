export type Mode = 'mock' | 'self-hosted' | 'azure';

const liveIntervals: Readonly<Record<Mode, number | undefined>> = {
  mock: 5_000,
  'self-hosted': 5_000,
  azure: undefined,
};

/** Who answers the API calls of this build. Azure arrives with sign-in. */
export const mode: Mode = __MOCK__ ? 'mock' : 'self-hosted';

export const modeLabels: Readonly<Record<Mode, { readonly label: string; readonly title: string }>> = {
  mock: { label: 'Mock data', title: 'Generated data. The API is answered inside this browser tab.' },
  'self-hosted': { label: 'This server', title: 'Data comes from the FIM Console server this page was loaded from.' },
  azure: { label: 'Azure', title: 'Data comes from Azure with your own sign-in.' },
};

/** How often pages look for new rows, milliseconds; undefined where data lags by minutes anyway. */
export const liveInterval: number | undefined = liveIntervals[mode];
