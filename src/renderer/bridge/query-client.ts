import { QueryClient } from '@tanstack/react-query';

/** Answers stay good until an event says otherwise; a refusal is an answer, so nothing is tried again by itself. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // The other side is this computer: it answers whether or not there is a network.
      queries: { networkMode: 'always', retry: false, refetchOnWindowFocus: false, refetchOnReconnect: false },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}
