import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Status } from '../../../shared/status.ts';
import { Protected } from '../../access/protected.tsx';
import { useAction } from '../../bridge/use-action.ts';
import { useAnswer } from '../../bridge/use-answer.ts';
import { Button } from '../../components/button.tsx';
import { Drawer, DrawerBody, DrawerFoot } from '../../components/drawer.tsx';
import { Failure } from '../../components/failure.tsx';
import { useAnnounce } from '../../components/live-region.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { RunProgress } from '../sync/run-progress.tsx';
import { RejoinPlan } from './rejoin-plan.tsx';
import { useSayResult } from '../sync/use-say-result.ts';
import { rejoinResult } from './rejoin-result.ts';
import { useErrorText } from '../../i18n/use-error-text.ts';

interface RejoinDrawerProps {
  readonly status: Status;
  readonly onClose: () => void;
}

/** Lets a restored or copied branch rejoin (I18): first what it would do, without doing it; then, with the PIN and one press, it does it and says what came of it. */
export function RejoinDrawer({ status, onClose }: RejoinDrawerProps) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const sayResult = useSayResult();
  const announce = useAnnounce();
  const guarded = useRef<HTMLDivElement>(null);
  // Once: while it rejoins, what is shown must stay what was agreed to.
  const plan = useAnswer('branch.rejoinPlan', {}, { once: true });
  const rejoin = useAction('branch.rejoin');
  const result = rejoin.data && rejoinResult(rejoin.data);
  const words = result && sayResult(result);
  // An answer of an earlier look must not be what a person agrees to.
  const current = plan.isFetching ? undefined : plan.data;

  function start(): void {
    rejoin.mutate(
      {},
      {
        // Both stand in the panel; a refusal is an alert there, which is read out by itself.
        onSuccess: (done) => announce(sayResult(rejoinResult(done)), { seen: false }),
      },
    );
  }

  return (
    <Drawer title={t('rejoin.title')} onClose={onClose}>
      <DrawerBody>
        {result && <Notice tone={result.tone}>{words}</Notice>}
        {rejoin.error && <Notice tone="alert">{t('rejoin.failed', { message: errorText(rejoin.error).text })}</Notice>}
        {rejoin.isPending &&
          (status.running ? (
            <RunProgress running={status.running} forecast={status.forecast} />
          ) : (
            <>
              <ProgressBar label={t('rejoin.progress')} done={0} total={null} />
              <p>{t('rejoin.progress')}</p>
            </>
          ))}
        {!result && plan.error && (
          <>
            <p>{t('rejoin.noPlan')}</p>
            <Failure error={plan.error} onRetry={() => void plan.refetch()} />
          </>
        )}
        {!result && plan.isFetching && <p aria-busy="true">{t('rejoin.comparing')}</p>}
        {!result && current && <RejoinPlan plan={current} />}
        {!result && current && (
          <div ref={guarded}>
            <Protected>
              <p>{t('rejoin.others')}</p>
            </Protected>
          </div>
        )}
      </DrawerBody>
      <DrawerFoot>
        {result ? (
          <Button look="primary" onClick={onClose}>
            {t('common.close')}
          </Button>
        ) : (
          <RejoinActions
            ready={current !== undefined}
            busy={rejoin.isPending}
            onPin={() => guarded.current?.querySelector('input')?.focus()}
            onRejoin={start}
            onClose={onClose}
          />
        )}
      </DrawerFoot>
    </Drawer>
  );
}

interface RejoinActionsProps {
  readonly ready: boolean;
  readonly busy: boolean;
  /** Goes to where the PIN is asked for. */
  readonly onPin: () => void;
  readonly onRejoin: () => void;
  readonly onClose: () => void;
}

function RejoinActions({ ready, busy, onPin, onRejoin, onClose }: RejoinActionsProps) {
  const { t } = useTranslation();
  const { data: access } = useAnswer('access.state', {});
  return (
    <>
      {ready && access && !access.unlocked && (
        <Button icon="unlock" onClick={onPin}>
          {t('rejoin.enterPin')}
        </Button>
      )}
      {ready && access?.unlocked && (
        <Button look="primary" icon="sync" busy={busy} onClick={onRejoin}>
          {t('rejoin.confirm')}
        </Button>
      )}
      {!busy && <Button onClick={onClose}>{t('rejoin.notNow')}</Button>}
    </>
  );
}
