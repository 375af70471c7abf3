import { useTranslation } from 'react-i18next';
import { useRef } from 'react';
import type { HostState } from '../bridge/host-state.ts';
import { Notice } from '../components/notice.tsx';
import { useView } from '../navigation/use-view.ts';
import { useIsFirstStart } from '../screens/welcome/use-is-first-start.ts';
import { Welcome } from '../screens/welcome/welcome.tsx';
import { SaleDraftProvider } from '../screens/sale/sale-draft.tsx';
import { CurrentScreen } from './current-screen.tsx';
import { Navigation } from './navigation.tsx';
import { StatusStrip } from './status-strip.tsx';
import styles from './app-shell.module.css';

export function AppShell({ host }: { readonly host: HostState }) {
  const { t } = useTranslation();
  const view = useView();
  const main = useRef<HTMLElement>(null);
  const firstStart = useIsFirstStart();
  // A link into the app is followed; only who comes to the front door is welcomed.
  if (view.screen === 'sync' && firstStart !== false) return firstStart ? <Welcome /> : null;
  return (
    <div className={styles.shell}>
      <a
        className={styles.skip}
        href="#main"
        onClick={(event) => {
          // The part after the `#` of the address is the view; the jump is made here.
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {t('app.skip')}
      </a>
      <Navigation current={view.screen} />
      <main className={styles.main} id="main" ref={main} tabIndex={-1} data-quiet-focus="">
        {host === 'gone' && (
          <div className={styles.gone}>
            <Notice tone="alert">{t('host.gone')}</Notice>
          </div>
        )}
        <SaleDraftProvider>
          <CurrentScreen view={view} />
        </SaleDraftProvider>
      </main>
      <StatusStrip host={host} />
    </div>
  );
}
