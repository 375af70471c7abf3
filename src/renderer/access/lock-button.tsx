import { useTranslation } from 'react-i18next';
import { useAction } from '../bridge/use-action.ts';
import { useAnswer } from '../bridge/use-answer.ts';
import { Button } from '../components/button.tsx';
import { useAnnounce } from '../components/live-region.tsx';

/** Locks at once; only there while a PIN is set and open. */
export function LockButton() {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const { data: state } = useAnswer('access.state', {});
  const lock = useAction('access.lock');
  if (!state?.pinSet || !state.unlocked) return null;
  return (
    <Button
      look="quiet"
      size="small"
      icon="lock"
      busy={lock.isPending}
      onClick={() => lock.mutate({}, { onSuccess: () => announce(t('access.lockedNow')) })}
    >
      {t('access.lock')}
    </Button>
  );
}
