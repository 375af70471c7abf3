import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import type { IpcInput, IpcOutput } from '../../../shared/ipc/contract.ts';
import type { ListedRecord } from '../../../shared/ipc/records.ts';
import { answerQuery } from '../../bridge/answer-query.ts';
import { useBridge } from '../../bridge/bridge-context.tsx';
import type { CallError } from '../../bridge/call-error.ts';

type Question = Omit<IpcInput<'records.list'>, 'offset' | 'limit'>;
type Page = IpcOutput<'records.list'>;

/** More than a window ever shows at once, so that two pages always cover what is in sight. */
const pageSize = 100;

export interface RecordPages {
  /** undefined until the first answer. */
  readonly total: number | undefined;
  /** What is shown answers a former question. */
  readonly stale: boolean;
  readonly row: (index: number) => ListedRecord | undefined;
  readonly onRange: (first: number, last: number) => void;
  readonly error: CallError | null;
  readonly retry: () => void;
}

/** A list of any length: only the pages in sight are asked for. The former answer stays until the answer to a new question is there. */
export function useRecordPages(question: Question): RecordPages {
  const [inSight, setInSight] = useState({ first: 0, last: 0 });
  // One of two neighbouring pages is even and one is odd: each has a place of its own, so that scrolling asks only for the one that is new.
  const even = inSight.first + (inSight.first % 2);
  const odd = inSight.first + 1 - (inSight.first % 2);
  const evenPage = usePage(question, even, even <= inSight.last);
  const oddPage = usePage(question, odd, odd <= inSight.last);
  const pages = [
    { number: even, ...evenPage },
    { number: odd, ...oddPage },
  ];
  const onRange = useCallback((firstRow: number, lastRow: number) => {
    const [first, last] = [Math.floor(firstRow / pageSize), Math.floor(lastRow / pageSize)];
    setInSight((before) => (before.first === first && before.last === last ? before : { first, last }));
  }, []);
  const settled = pages.find((page) => page.data && !page.isPlaceholderData) ?? pages.find((page) => page.data);
  const answered = settled?.data?.total;
  const [known, setKnown] = useState(answered);
  // A jump to pages that are not loaded yet leaves none that says how many rows there are; without that the list would lose its height and its place.
  if (answered !== undefined && answered !== known) setKnown(answered);
  return {
    total: answered ?? known,
    stale: settled?.isPlaceholderData ?? true,
    row: (index) => pages.find((page) => page.number === Math.floor(index / pageSize))?.data?.rows[index % pageSize],
    onRange,
    error: evenPage.error ?? oddPage.error,
    retry: () => {
      for (const page of pages) if (page.error) void page.refetch();
    },
  };
}

function usePage(question: Question, page: number, enabled: boolean): UseQueryResult<Page, CallError> {
  const bridge = useBridge();
  const input: IpcInput<'records.list'> = { ...question, offset: page * pageSize, limit: pageSize };
  return useQuery<Page, CallError>({
    ...answerQuery(bridge, 'records.list', input),
    enabled,
    placeholderData: (previous, query) => (isSamePlace(query?.queryKey[2], input) ? previous : undefined),
  });
}

/** Whether a former question was about the same model and the same page: its answer may stand in while the new one comes. */
function isSamePlace(former: unknown, input: IpcInput<'records.list'>): boolean {
  if (typeof former !== 'object' || former === null || !('model' in former) || !('offset' in former)) return false;
  return former.model === input.model && former.offset === input.offset;
}
