import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../bridge/use-action.ts';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { ConnectForm } from '../connect/connect-form.tsx';
import { ErrorText } from '../../components/error-text.tsx';
import mark from '../../icon.svg';
import { WelcomePicture } from './welcome-picture.tsx';
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
          <p className={styles.brand}>
            <img className={styles.mark} src={mark} alt="" />
            {t('app.name')}
          </p>
          <h1 ref={heading} tabIndex={-1}>
            {t(connecting ? 'welcome.connectTitle' : 'welcome.title')}
          </h1>
          <p className={styles.quiet}>{t(connecting ? 'welcome.connectText' : 'welcome.text')}</p>
        </header>
        {connecting ? (
          <>
            <div className={styles.connect}>
              <ConnectForm address="" focused onConnected={() => mutate({ welcomed: true })} />
              <div className={styles.beside}>
                <WelcomePicture way="branch" />
              </div>
            </div>
            <div>
              <Button look="quiet" onClick={() => setConnecting(false)}>
                {t('welcome.back')}
              </Button>
            </div>
          </>
        ) : (
          <div className={styles.ways}>
            <section className={styles.way} aria-labelledby="welcome-branch">
              <div className={styles.scene}>
                <WelcomePicture way="branch" />
              </div>
              <h2 id="welcome-branch">{t('welcome.branch')}</h2>
              <p className={styles.quiet}>{t('welcome.branchText')}</p>
              <Button look="primary" size="large" onClick={() => setConnecting(true)}>
                {t('welcome.connect')}
              </Button>
            </section>
            <section className={styles.way} aria-labelledby="welcome-alone">
              <div className={styles.scene}>
                <WelcomePicture way="alone" />
              </div>
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
