import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icon.tsx';
import { isModalOpen } from '../../components/is-modal-open.ts';
import { useAnnounce } from '../../components/live-region.tsx';
import { useSyncResult } from '../../screens/sync/use-sync-result.ts';
import { useKeyName } from '../use-key-name.ts';
import { useShortcut } from '../use-shortcut.ts';
import styles from '../navigation-button.module.css';
import { PaletteDialog } from './palette-dialog.tsx';

/** The button that finds anything, and what it opens. Ctrl+K does the same. */
export function Palette() {
  const { t } = useTranslation();
  const keyName = useKeyName();
  const announce = useAnnounce();
  const sync = useSyncResult();
  const [open, setOpen] = useState(false);
  useShortcut('k', () => setOpen((now) => now || !isModalOpen()));
  const syncNow = useCallback(() => {
    announce(t('sync.result.started'));
    void sync().then(({ text }) => announce(text));
  }, [announce, sync, t]);
  return (
    <>
      <button
        type="button"
        className={styles.button}
        aria-keyshortcuts="Control+K Meta+K"
        onClick={() => setOpen(true)}
      >
        <Icon name="search" />
        <span className={styles.name}>{t('palette.title')}</span>
        <kbd aria-hidden="true">
          {keyName('command')} {keyName('k')}
        </kbd>
      </button>
      {open && <PaletteDialog onClose={() => setOpen(false)} onSyncNow={syncNow} />}
    </>
  );
}
