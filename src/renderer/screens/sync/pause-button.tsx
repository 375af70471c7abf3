import { useTranslation } from 'react-i18next';
import type { Status } from '../../../shared/status.ts';
import { useAction } from '../../bridge/use-action.ts';
import { Button } from '../../components/button.tsx';
import { useAnnounce } from '../../components/live-region.tsx';
import { useFormats } from '../../i18n/use-formats.ts';

const pauseMinutes = 60;

export function PauseButton({ status }: { readonly status: Status }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const announce = useAnnounce();
  const pause = useAction('sync.pause');
  const resume = useAction('sync.resume');
  const onError = ({ message }: Error): void => announce(message);
  if (status.pausedUntil) {
    return (
      <Button
        icon="play"
        busy={resume.isPending}
        onClick={() => resume.mutate({}, { onSuccess: () => announce(t('sync.resumed')), onError })}
      >
        {t('sync.resume')}
      </Button>
    );
  }
  return (
    <Button
      look="quiet"
      icon="pause"
      busy={pause.isPending}
      onClick={() =>
        pause.mutate(
          { minutes: pauseMinutes },
          {
            onSuccess: ({ pausedUntil }) =>
              announce(t('sync.pausedUntil', { until: pausedUntil ? formats.time(pausedUntil) : '' })),
            onError,
          },
        )
      }
    >
      {t('sync.pause')}
    </Button>
  );
}
