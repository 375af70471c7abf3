import { useTranslation } from 'react-i18next';
import { Protected } from '../../access/protected.tsx';
import { useAnswer } from '../../bridge/use-answer.ts';
import { Button } from '../../components/button.tsx';
import { Failure } from '../../components/failure.tsx';
import { Notice } from '../../components/notice.tsx';
import { Screen } from '../../components/screen.tsx';
import { useFormats } from '../../i18n/use-formats.ts';
import { AboutCard } from './about-card.tsx';
import { BundleCard } from './bundle-card.tsx';
import { CheckList } from './check-list.tsx';
import { LadderCard } from './ladder-card.tsx';
import { LogTailCard } from './log-tail-card.tsx';
import { StorageFacts } from '../sync/storage-facts.tsx';
import { Warnings } from '../sync/warnings.tsx';

/** What a technician needs: numbered checks with their remedies, what lies where, and a report for support. */
export function DiagnosticsScreen() {
  const { t } = useTranslation();
  const formats = useFormats();
  // Reads the whole database and asks head office, so it is asked for by a person and not by every event.
  const { data, error, isFetching, refetch } = useAnswer('diagnostics.run', {}, { once: true });
  const { data: status } = useAnswer('sync.status', {});
  const isConnected = status !== undefined && status.connection.state !== 'standalone';
  const open = data?.checks.filter((check) => check.outcome !== 'passed').length ?? 0;
  return (
    <Screen
      title={t('diagnostics.title')}
      actions={
        <Button icon="retry" busy={isFetching} onClick={() => void refetch()}>
          {isFetching ? t('diagnostics.running') : t('diagnostics.run')}
        </Button>
      }
    >
      <Warnings />
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {data && (
        <Notice tone={open === 0 ? 'good' : 'plain'}>
          {open === 0
            ? t('diagnostics.allPassed', { count: data.checks.length })
            : t('diagnostics.needLook', { count: open })}{' '}
          {t('diagnostics.checkedAt', { at: formats.time(data.at) })}
        </Notice>
      )}
      {!data && !error && <Notice tone="plain">{t('diagnostics.running')}</Notice>}
      {!error && <CheckList checks={data?.checks ?? null} />}
      {isConnected && !error && data?.connection.length !== 0 && <LadderCard steps={data?.connection ?? null} />}
      <StorageFacts />
      <AboutCard />
      <Protected>
        <BundleCard />
        <LogTailCard />
      </Protected>
    </Screen>
  );
}
