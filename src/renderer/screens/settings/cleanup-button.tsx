import { useTranslation } from 'react-i18next';
import { useAction } from '../../bridge/use-action.ts';
import { Button } from '../../components/button.tsx';
import { useAnnounce } from '../../components/live-region.tsx';

/** What the daily cleanup does, now. */
export function CleanupButton({ days }: { readonly days: number }) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const { mutate, isPending } = useAction('logs.cleanup');
  return (
    <Button
      size="small"
      look="quiet"
      busy={isPending}
      onClick={() =>
        mutate(
          { days },
          {
            onSuccess: ({ removed }) => announce(t('settings.cleanedUp', { count: removed })),
            onError: (error) => announce(error.message),
          },
        )
      }
    >
      {t('settings.cleanUp')}
    </Button>
  );
}
