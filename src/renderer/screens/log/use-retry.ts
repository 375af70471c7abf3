import { useTranslation } from 'react-i18next';
import type { IpcInput } from '../../../shared/ipc/contract.ts';
import { useAction } from '../../bridge/use-action.ts';
import { useAnnounce } from '../../components/live-region.tsx';
import { useErrorText } from '../../i18n/use-error-text.ts';

interface Retry {
  readonly busy: boolean;
  /** @param which refused changes; all of them where nothing narrows it down */
  readonly retry: (which: IpcInput<'logs.retry'>) => void;
}

/** Has refused changes sent again, and says how many that were, or why not. */
export function useRetry(): Retry {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const announce = useAnnounce();
  const { mutate, isPending } = useAction('logs.retry');
  return {
    busy: isPending,
    retry: (which) =>
      mutate(which, {
        onSuccess: ({ retried }) => announce(t('log.retried', { count: retried })),
        onError: (error) => announce(errorText(error).text),
      }),
  };
}
