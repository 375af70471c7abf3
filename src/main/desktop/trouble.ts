import type { ErrorShape } from '../../shared/errors.ts';

/** What a page in place of the screens says when they cannot be shown, and what a person can do there. */
export interface Trouble {
  readonly headingKey: string;
  /** The error itself; null where the advice says it all. */
  readonly error: Pick<ErrorShape, 'code' | 'message'> | null;
  readonly adviceKey: string;
  /** Say where the records lie and that they are untouched. */
  readonly showFolder: boolean;
  /** What is tried again: to open the records, or only to show the screens. */
  readonly retry: 'records' | 'screens';
}

export const troubleActions = ['retry', 'folder', 'quit'] as const;
export type TroubleAction = (typeof troubleActions)[number];

const adviceByCode: Readonly<Record<string, string>> = {
  'database-corrupt': 'corrupt',
  'database-failed': 'general',
  'database-full': 'full',
  'database-read-only': 'readOnly',
  'data-folder-unusable': 'readOnly',
  'database-newer': 'newer',
};

/** The branch could not be opened. */
export function troubleOfOpening({ code, message }: ErrorShape): Trouble {
  const advice = adviceByCode[code];
  return {
    headingKey: advice === undefined ? 'trouble.startHeading' : 'trouble.heading',
    error: { code, message },
    adviceKey: `trouble.${advice ?? 'general'}`,
    showFolder: true,
    retry: 'records',
  };
}

/** The thread that owns the records stopped and could not be started again. */
export function troubleOfRecords({ code, message }: ErrorShape): Trouble {
  return {
    headingKey: 'trouble.stoppedHeading',
    error: { code, message },
    adviceKey: 'trouble.general',
    showFolder: true,
    retry: 'records',
  };
}

export const troubleOfPage: Trouble = {
  headingKey: 'trouble.crashedHeading',
  error: null,
  adviceKey: 'trouble.crashed',
  showFolder: false,
  retry: 'screens',
};
