import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { homeSentence, overallState } from '../../../shared/home-sentence.ts';
import type { Status } from '../../../shared/status.ts';
import { Button } from '../../components/button.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { Notice } from '../../components/notice.tsx';
import { StateShape } from '../../components/state-shape.tsx';
import { VisuallyHidden } from '../../components/visually-hidden.tsx';
import { useSay } from '../../i18n/use-say.ts';
import { hashOf } from '../../navigation/view.ts';
import { shapeOfState } from '../../shell/state-words.ts';
import { RejoinDrawer } from '../rejoin/rejoin-drawer.tsx';
import { heroAction, heroDetail } from './hero-detail.ts';
import { InitialLoad } from './initial-load.tsx';
import { RunProgress } from './run-progress.tsx';
import { useSyncNow } from './use-sync-now.ts';
import { useErrorText } from '../../i18n/use-error-text.ts';
import styles from './hero.module.css';

/** The one sentence with its shape, what it means, and the one action that fits it. */
export function Hero({ status }: { readonly status: Status }) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const say = useSay();
  const sync = useSyncNow(status.running !== null);
  const [rejoining, setRejoining] = useState(false);
  const found = heroDetail(status);
  const said = found && ('error' in found ? errorText(found.error).text : say(found));
  // Not twice the same: the result of "Sync now" may be the very reason.
  const detail = said && sync.result?.text.includes(said) ? null : said;
  const action = heroAction(status);
  const loading = status.initialLoad && !status.initialLoad.complete ? status.initialLoad : null;
  return (
    <section className={styles.hero} aria-label={t('sync.stateLabel')}>
      <StateShape shape={shapeOfState[overallState(status)]} size="large" />
      <div className={styles.words}>
        <p className={styles.sentence}>{say(homeSentence(status))}</p>
        {detail && <p className={styles.detail}>{detail}</p>}
      </div>
      <div className={styles.actions}>
        {action === 'connect' && (
          <LinkButton look="primary" size="large" href={hashOf({ screen: 'settings' })}>
            {t('sync.connect')}
          </LinkButton>
        )}
        {action === 'refused' && (
          <LinkButton look="primary" size="large" href={hashOf({ screen: 'log', status: 'failed', id: null })}>
            {t('sync.showRefused')}
          </LinkButton>
        )}
        {action === 'conflicts' && (
          <LinkButton look="primary" size="large" href={hashOf({ screen: 'conflicts', state: 'open', id: null })}>
            {t('sync.showConflicts')}
          </LinkButton>
        )}
        {action === 'rejoin' && (
          <Button look="primary" size="large" onClick={() => setRejoining(true)}>
            {t('sync.rejoin')}
          </Button>
        )}
        {status.connection.state !== 'standalone' && (
          <Button
            look={action === null ? 'primary' : 'plain'}
            size="large"
            icon="sync"
            busy={sync.busy}
            onClick={sync.start}
          >
            {t('sync.now')}
          </Button>
        )}
      </div>
      {loading ? (
        <InitialLoad load={loading} running={status.running !== null} />
      ) : (
        status.running && <RunProgress running={status.running} forecast={status.forecast} />
      )}
      <VisuallyHidden>
        <output>{sync.result?.text ?? (sync.busy ? t('sync.result.started') : '')}</output>
      </VisuallyHidden>
      {sync.result && (
        <div className={styles.result}>
          <Notice
            tone={sync.result.tone}
            action={
              <Button
                look="quiet"
                size="small"
                icon="close"
                aria-label={t('common.close')}
                title={t('common.close')}
                onClick={sync.dismiss}
              />
            }
          >
            {sync.result.text}
          </Notice>
        </div>
      )}
      {rejoining && <RejoinDrawer status={status} onClose={() => setRejoining(false)} />}
    </section>
  );
}
