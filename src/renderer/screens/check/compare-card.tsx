import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VerifyAnswer } from '../../../shared/ipc/check.ts';
import { useAction } from '../../bridge/use-action.ts';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Failure } from '../../components/failure.tsx';
import { useAnnounce } from '../../components/live-region.tsx';
import { Notice } from '../../components/notice.tsx';
import { useFormats } from '../../i18n/use-formats.ts';
import { CheckProgress } from './check-progress.tsx';
import { Differences } from './differences.tsx';
import { ModelTable } from './model-table.tsx';
import { useErrorText } from '../../i18n/use-error-text.ts';
import styles from './check.module.css';

/** Compares, shows what differs, and repairs it. */
export function CompareCard() {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const announce = useAnnounce();
  const verify = useAction('branch.verify');
  const repair = useAction('branch.repair');
  const [asking, setAsking] = useState(false);
  const busy = verify.isPending || repair.isPending;
  const verdict = useVerdict();
  const compare = (): void =>
    verify.mutate(
      {},
      // Said in the card as well.
      {
        onSuccess: (answer) => announce(verdict(answer), { seen: false }),
        onError: (error) => announce(errorText(error).text, { seen: false }),
      },
    );
  const repairNow = (): void => {
    setAsking(false);
    repair.mutate(
      {},
      {
        onSuccess: (done) => {
          announce(t('check.repaired', done), { seen: false });
          compare();
        },
        onError: (error) => announce(errorText(error).text, { seen: false }),
      },
    );
  };
  const answer = verify.data;
  return (
    <Card
      title={t('check.table')}
      actions={
        <Button look="primary" icon="check" busy={busy} onClick={compare}>
          {t(verify.isPending ? 'check.running' : 'check.run')}
        </Button>
      }
    >
      <div className={styles.parts}>
        <p className={styles.quiet}>{t('check.intro')}</p>
        {busy && <CheckProgress />}
        {verify.error && <Failure error={verify.error} />}
        {repair.error && <Failure error={repair.error} />}
        {repair.data && <Notice tone="plain">{t('check.repaired', repair.data)}</Notice>}
        {answer && !verify.isPending && (
          <>
            <Notice
              tone={answer.equal ? 'good' : answer.settled ? 'alert' : 'plain'}
              action={!answer.equal && <Button onClick={() => setAsking(true)}>{t('check.repair')}</Button>}
            >
              <p>{verdict(answer)}</p>
              {!answer.settled && <p>{t('check.unsettled')}</p>}
            </Notice>
            <ModelTable models={answer.models} />
            {answer.differences.length > 0 && <Differences answer={answer} />}
          </>
        )}
      </div>
      {asking && (
        <ConfirmDialog
          title={t('check.ask.title')}
          action={t('check.ask.do')}
          onConfirm={repairNow}
          onCancel={() => setAsking(false)}
        >
          <p>{t('check.ask.text')}</p>
        </ConfirmDialog>
      )}
    </Card>
  );
}

function useVerdict(): (answer: VerifyAnswer) => string {
  const { t } = useTranslation();
  const formats = useFormats();
  return ({ equal, differenceCount, checkedAt }) => {
    const at = formats.time(checkedAt);
    return equal ? t('check.equal', { at }) : t('check.differs', { count: differenceCount, at });
  };
}
