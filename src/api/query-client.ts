import { notifyManager, QueryClient } from '@tanstack/react-query';
import { errorStatus, retryAfter } from './errors';

/** Client errors will not get better by asking again; a server that starts or restarts will. */
const worthRetrying = (failures: number, error: unknown): boolean => {
  const status = errorStatus(error);
  // 0: no answer came at all.
  if (status !== undefined && status !== 0 && status < 500 && status !== 429) return false;
  return failures < 2;
};

/** A service may ask for a pause; longer than this is said at once, with a retry for the reader, ms. */
const longestPause = 30_000;

// Answers that come together are rendered together: once a frame, or at once where nobody looks and no frame comes.
notifyManager.setScheduler((render) => {
  if (document.visibilityState === 'visible') requestAnimationFrame(render);
  else setTimeout(render, 0);
});

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      retry: worthRetrying,
      retryDelay: (attempt, error) => Math.min((retryAfter(error) ?? 0.5 * 2 ** attempt) * 1000, longestPause),
      staleTime: 30_000,
      // Answers are kept per absolute time range, so old ones go soon.
      gcTime: 120_000,
      refetchOnWindowFocus: false,
      networkMode: 'always',
    },
  },
});
