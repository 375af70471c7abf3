import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Drawer, DrawerBody } from '../components/drawer.tsx';
import { Icon } from '../components/icon.tsx';
import { isModalOpen } from '../components/is-modal-open.ts';
import { useFunctionKey } from './use-function-key.ts';
import { useKeyName } from './use-key-name.ts';
import styles from './keyboard-help.module.css';
import button from './navigation-button.module.css';

/** Keys by where they work: the keys of the catalogue for what a key is called, and for what it does. */
const places = {
  everywhere: [
    [['f1'], 'help'],
    [['f2'], 'sale'],
    [['command', 'k'], 'find'],
    [['tab'], 'next'],
    [['escape'], 'close'],
  ],
  sale: [
    [['enter'], 'add'],
    [['down', 'enter'], 'choose'],
    [['command', 'enter'], 'saveSale'],
  ],
  lists: [
    [['arrows'], 'rows'],
    [['home'], 'first'],
    [['enter'], 'open'],
  ],
  record: [[['command', 's'], 'save']],
} as const;

/** The button that shows what can be done without a mouse, and what it shows. F1 does the same. */
export function KeyboardHelp() {
  const { t } = useTranslation();
  const keyName = useKeyName();
  const [open, setOpen] = useState(false);
  useFunctionKey('F1', () => setOpen((now) => now || !isModalOpen()));
  return (
    <>
      <button type="button" className={button.button} aria-keyshortcuts="F1" onClick={() => setOpen(true)}>
        <Icon name="keyboard" />
        <span className={button.name}>{t('keys.title')}</span>
        <kbd aria-hidden="true">{keyName('f1')}</kbd>
      </button>
      {open && (
        <Drawer title={t('keys.title')} onClose={() => setOpen(false)}>
          <DrawerBody>
            {Object.entries(places).map(([place, keys]) => (
              <section key={place} className={styles.place}>
                <h3>{t(`keys.places.${place}`)}</h3>
                <dl className={styles.keys}>
                  {keys.map(([names, what]) => (
                    <div key={what} className={styles.key}>
                      <dt>
                        {names.map((name) => (
                          <kbd key={name}>{keyName(name)}</kbd>
                        ))}
                      </dt>
                      <dd>{t(`keys.does.${what}`)}</dd>
                    </div>
                  ))}
                </dl>
              </section>
            ))}
          </DrawerBody>
        </Drawer>
      )}
    </>
  );
}
