import { useMemo, useState } from 'react';
import type { LogFilter } from '../../../shared/ipc/logs.ts';
import { actions, type Action, type SyncStatus } from '../../../shared/record.ts';
import { useDebounced } from '../../components/use-debounced.ts';

/** What a person chose, as the controls hold it; empty text = not asked for. */
export interface Chosen {
  readonly model: string;
  readonly action: Action | '';
  /** Days as the date control writes them: yyyy-mm-dd. */
  readonly from: string;
  readonly to: string;
  readonly text: string;
}

const nothing: Chosen = { model: '', action: '', from: '', to: '', text: '' };

export function isAction(text: string): text is Action {
  return actions.some((action) => action === text);
}

export interface LogFilterState {
  readonly chosen: Chosen;
  readonly choose: (change: Partial<Chosen>) => void;
  readonly clear: () => void;
  readonly isFiltered: boolean;
  readonly filter: LogFilter;
}

export function useLogFilter(status: SyncStatus | null): LogFilterState {
  const [chosen, setChosen] = useState(nothing);
  const text = useDebounced(chosen.text);
  const { model, action, from, to } = chosen;
  const filter = useMemo(
    () => toFilter(status, { model, action, from, to, text }),
    [status, model, action, from, to, text],
  );
  return {
    chosen,
    choose: (change) => setChosen((before) => ({ ...before, ...change })),
    clear: () => setChosen(nothing),
    isFiltered: Object.values(chosen).some((value) => value !== ''),
    filter,
  };
}

/** Days are those of this computer's time zone; the last one is included. */
export function toFilter(status: SyncStatus | null, { model, action, from, to, text }: Chosen): LogFilter {
  const start = startOfDay(from, 0);
  const end = startOfDay(to, 1);
  const words = text.trim();
  return {
    ...(status && { status }),
    ...(model && { model }),
    ...(action && { action }),
    ...(start && { from: start }),
    ...(end && { to: end }),
    ...(words && { text: words }),
  };
}

function startOfDay(day: string, daysLater: number): string | undefined {
  const [year, month, date] = day.split('-').map(Number);
  if (!year || !month || !date) return undefined;
  return new Date(year, month - 1, date + daysLater).toISOString();
}
