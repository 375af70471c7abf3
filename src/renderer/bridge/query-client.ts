import { QueryClient } from '@tanstack/react-query';

/** Milliseconds within which another part of the screen that asks the same takes the answer that is there. */
const askedJustNowMs = 2000;

/** Answers stay good until an event says otherwise; a refusal is an answer, so nothing is tried again by itself. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // The other side is this computer: it answers whether or not there is a network.
      queries: {
        networkMode: 'always',
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        staleTime: askedJustNowMs,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}
