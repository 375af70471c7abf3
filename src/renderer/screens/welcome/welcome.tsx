import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../bridge/use-action.ts';
import { Button } from '../../components/button.tsx';
import { StateShape } from '../../components/state-shape.tsx';
import { Notice } from '../../components/notice.tsx';
import { ConnectForm } from '../connect/connect-form.tsx';
import { ErrorText } from '../../components/error-text.tsx';
import styles from './welcome.module.css';

/** The first start: a branch of a head office, or alone. Both can be had later. */
export function Welcome() {
  const { t } = useTranslation();
  const [connecting, setConnecting] = useState(false);
  const { mutate, isPending, error } = useAction('settings.set');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = t('app.windowTitle', { screen: t('welcome.title') });
  }, [t]);
  useEffect(() => {
    if (!connecting) heading.current?.focus();
  }, [connecting]);
  return (
    <main className={styles.page}>
      <div className={styles.inner}>
        <header className={styles.head}>
          <p className={styles.brand}>{t('app.name')}</p>
          <h1 ref={heading} tabIndex={-1}>
            {t(connecting ? 'welcome.connectTitle' : 'welcome.title')}
          </h1>
          <p className={styles.quiet}>{t(connecting ? 'welcome.connectText' : 'welcome.text')}</p>
        </header>
        {connecting ? (
          <>
            <ConnectForm address="" focused onConnected={() => mutate({ welcomed: true })} />
            <div>
              <Button look="quiet" onClick={() => setConnecting(false)}>
                {t('welcome.back')}
              </Button>
            </div>
          </>
        ) : (
          <div className={styles.ways}>
            <section className={styles.way} aria-labelledby="welcome-branch">
              <StateShape shape="confirmed" size="large" />
              <h2 id="welcome-branch">{t('welcome.branch')}</h2>
              <p className={styles.quiet}>{t('welcome.branchText')}</p>
              <Button look="primary" size="large" onClick={() => setConnecting(true)}>
                {t('welcome.connect')}
              </Button>
            </section>
            <section className={styles.way} aria-labelledby="welcome-alone">
              <StateShape shape="local" size="large" />
              <h2 id="welcome-alone">{t('welcome.alone')}</h2>
              <p className={styles.quiet}>{t('welcome.aloneText')}</p>
              <Button size="large" busy={isPending} onClick={() => mutate({ welcomed: true })}>
                {t('welcome.stayAlone')}
              </Button>
            </section>
          </div>
        )}
        {error && (
          <Notice tone="alert">
            <ErrorText error={error} />
          </Notice>
        )}
      </div>
    </main>
  );
}
