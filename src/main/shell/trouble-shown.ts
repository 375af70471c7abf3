import type { Trouble } from '../desktop/trouble.ts';
import { renderTroublePage } from '../desktop/trouble-page.ts';
import type { Texts } from '../text.ts';

/** What stands in the way of the screens now, shown in their place. */
export interface TroubleShown {
  /** Its page; null while all is well. */
  readonly page: () => string | null;
  /** null: it is over. */
  readonly show: (trouble: Trouble | null) => void;
  readonly retry: () => void;
}

export interface TroubleShownOptions {
  readonly dataDir: string;
  readonly texts: Texts;
  readonly began: () => void;
  readonly over: () => void;
  /** Opens the records again. */
  readonly retryRecords: () => Promise<void>;
}

export function createTroubleShown({ dataDir, texts, began, over, retryRecords }: TroubleShownOptions): TroubleShown {
  let current: Trouble | null = null;

  function show(trouble: Trouble | null): void {
    const had = current !== null;
    current = trouble;
    if (trouble !== null) began();
    else if (had) over();
  }

  return {
    page: () => (current === null ? null : renderTroublePage(current, dataDir, texts)),
    show,
    retry: () => (current?.retry === 'screens' ? show(null) : void retryRecords()),
  };
}
