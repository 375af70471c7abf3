import { useTranslation } from 'react-i18next';
import type { CallError } from '../bridge/call-error.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';
import { ErrorText } from './error-text.tsx';

interface FailureProps {
  readonly error: CallError;
  readonly onRetry?: () => void;
}

/** Something could not be read: the sentence that says why, and a way to try again. */
export function Failure({ error, onRetry }: FailureProps) {
  const { t } = useTranslation();
  return (
    <Notice
      tone="alert"
      action={
        onRetry && (
          <Button size="small" icon="retry" onClick={onRetry}>
            {t('common.tryAgain')}
          </Button>
        )
      }
    >
      {/* The whole of it stands at the top of every screen. */}
      {error.code === 'host-gone' ? t('host.goneShort') : <ErrorText error={error} />}
    </Notice>
  );
}
