import { useTranslation } from 'react-i18next';
import { useAction } from '../../bridge/use-action.ts';
import { Button } from '../../components/button.tsx';
import { useAnnounce } from '../../components/live-region.tsx';
import { useErrorText } from '../../i18n/use-error-text.ts';

/** What the daily cleanup does, now. */
export function CleanupButton({ days }: { readonly days: number }) {
  const { t } = useTranslation();
  const errorText = useErrorText();
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
            onError: (error) => announce(errorText(error).text),
          },
        )
      }
    >
      {t('settings.cleanUp')}
    </Button>
  );
}
