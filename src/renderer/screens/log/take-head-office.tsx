import { useTranslation } from 'react-i18next';
import type { RefusalCause } from '../../../shared/ipc/logs.ts';
import { useAction } from '../../bridge/use-action.ts';
import type { CallError } from '../../bridge/call-error.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { useAnnounce } from '../../components/live-region.tsx';
import { Notice } from '../../components/notice.tsx';
import { ErrorText } from '../../components/error-text.tsx';

interface AskProps {
  readonly count: number;
  readonly busy: boolean;
  readonly error: CallError | null;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

function Ask({ count, busy, error, onConfirm, onCancel }: AskProps) {
  const { t } = useTranslation();
  return (
    <ConfirmDialog
      title={t('log.give.title', { count })}
      action={t('log.takeHeadOffice')}
      busy={busy}
      onConfirm={onConfirm}
      onCancel={onCancel}
    >
      <p>{t('log.give.text')}</p>
      <p>{t('log.give.kept')}</p>
      {error && (
        <Notice tone="alert">
          <ErrorText error={error} />
        </Notice>
      )}
    </ConfirmDialog>
  );
}

/** Asks, then gives one refused change up, with what was refused together with it. */
export function TakeHeadOffice({ id, onDone }: { readonly id: number; readonly onDone: (given: boolean) => void }) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const { mutate, isPending, error } = useAction('logs.takeHeadOffice');
  const onSuccess = ({ givenUp }: { givenUp: number }): void => {
    announce(t('log.give.done', { count: givenUp }));
    onDone(true);
  };
  return (
    <Ask
      count={1}
      busy={isPending}
      error={error}
      onConfirm={() => mutate({ id }, { onSuccess })}
      onCancel={() => onDone(false)}
    />
  );
}

/** Asks, then gives all refused changes of a cause up. */
export function TakeHeadOfficeOfCause({
  cause,
  onDone,
}: {
  readonly cause: RefusalCause;
  readonly onDone: () => void;
}) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const { mutate, isPending, error } = useAction('logs.takeHeadOfficeOfCause');
  const onSuccess = ({ givenUp }: { givenUp: number }): void => {
    announce(t('log.give.done', { count: givenUp }));
    onDone();
  };
  return (
    <Ask
      count={cause.count}
      busy={isPending}
      error={error}
      onConfirm={() => mutate({ errorCode: cause.code, model: cause.model }, { onSuccess })}
      onCancel={onDone}
    />
  );
}
