import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { ListedLog, LogFilter } from '../../../shared/ipc/logs.ts';
import { answerQuery } from '../../bridge/answer-query.ts';
import { useBridge } from '../../bridge/bridge-context.tsx';
import type { CallError } from '../../bridge/call-error.ts';
import { useAnswer } from '../../bridge/use-answer.ts';

const pageSize = 100;
const ahead = 30;

export interface LogRows {
  /** How many there are to scroll through; grows while it is being counted. */
  readonly count: number;
  /** null while it is being counted. */
  readonly total: number | null;
  readonly row: (index: number) => ListedLog | undefined;
  readonly onRange: (first: number, last: number) => void;
  readonly loading: boolean;
  readonly error: CallError | null;
  readonly retry: () => void;
}

/** The rows of a filter, a page at a time, wherever in the log they are looked at. The page comes first, the count of the rest after it. */
export function useLogRows(filter: LogFilter): LogRows {
  const bridge = useBridge();
  const [pages, setPages] = useState(() => pagesOf({ first: 0, last: 0 }));
  const answers = useQueries({
    queries: pages.map((page) => {
      const input = { filter, offset: page * pageSize, limit: pageSize, counted: false };
      return {
        ...answerQuery(bridge, 'logs.list', input),
        // A page that is shown stays while it is asked for again, but rows of another filter or place do not.
        ...(page === 0 ? { placeholderData: keepPreviousData } : {}),
        gcTime: 60_000,
      };
    }),
  });
  const loaded = new Map(pages.map((page, index) => [page, answers[index]?.data?.rows]));
  const firstPage = loaded.get(0);
  const short = firstPage !== undefined && firstPage.length < pageSize;
  const counting = useAnswer(
    'logs.list',
    { filter, limit: 1, counted: true },
    // Not beside the page: the count of half a million would make its rows wait.
    { enabled: !short && answers.some((answer) => answer.data !== undefined && !answer.isPlaceholderData) },
  );
  const total = short ? firstPage.length : (counting.data?.total ?? null);
  const seen = Math.max(0, ...pages.map((page) => page * pageSize + (loaded.get(page)?.length ?? 0)));
  const failed = answers.find((answer) => answer.error !== null);
  return {
    count: total ?? seen,
    total,
    row: (index) => loaded.get(Math.floor(index / pageSize))?.[index % pageSize],
    // Most rows that come into sight are of pages that are there: the screen around the table is drawn only for others.
    onRange: useCallback((first: number, last: number) => {
      const wanted = pagesOf({ first, last });
      setPages((now) => (now[0] === wanted[0] && now.length === wanted.length ? now : wanted));
    }, []),
    loading: answers.every((answer) => answer.data === undefined && answer.error === null),
    error: failed?.error ?? counting.error,
    retry: () => {
      for (const answer of answers) void answer.refetch();
    },
  };
}

/** With some rows before and after what is in sight, so that they are there when they come into it. */
function pagesOf({ first, last }: { readonly first: number; readonly last: number }): number[] {
  const from = Math.floor(Math.max(0, first - ahead) / pageSize);
  const to = Math.floor((last + ahead) / pageSize);
  return Array.from({ length: Math.min(to - from, 9) + 1 }, (_, index) => from + index);
}
