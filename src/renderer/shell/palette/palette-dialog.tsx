import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icon.tsx';
import { Input } from '../../components/input.tsx';
import { Modal } from '../../components/modal.tsx';
import { OptionList } from '../../components/option-list.tsx';
import { useOptionList } from '../../components/use-option-list.ts';
import { fitting } from './finding.ts';
import { useCommands } from './use-commands.ts';
import { useFoundRecords } from './use-found-records.ts';
import styles from './palette.module.css';

interface PaletteDialogProps {
  readonly onClose: () => void;
  readonly onSyncNow: () => void;
}

/** Leads to any screen, action or record by a few letters of its name. The first that fits is marked, so that Enter takes it. */
export function PaletteDialog({ onClose, onSyncNow }: PaletteDialogProps) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const commands = fitting(useCommands(onSyncNow), typed);
  const { records, ready } = useFoundRecords(typed);
  const named = fitting(records, typed);
  // What was found in another field, a note for example, comes after what is called so.
  const findings = [...commands, ...named, ...records.filter((record) => !named.includes(record))];
  const pick = (index: number): void => {
    const finding = findings[index];
    if (!finding) return;
    onClose();
    finding.run();
  };
  const list = useOptionList({
    id: 'palette',
    count: findings.length,
    // What fits by name is there at once; a record is taken only where it answers what is typed.
    ready: commands.length > 0 || ready,
    suggested: 0,
    open: true,
    onOpen: onClose,
    onPick: pick,
  });
  return (
    <Modal
      first={input}
      className={styles.dialog}
      aria-label={t('palette.title')}
      onClose={onClose}
      onClickBeside={onClose}
    >
      <div className={styles.panel}>
        <div className={styles.field}>
          <Icon name="search" />
          <Input
            {...list.inputProps}
            ref={input}
            aria-label={t('palette.search')}
            placeholder={t('palette.search')}
            maxLength={200}
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
              list.setActive(-1);
            }}
          />
        </div>
        <OptionList
          inline
          listId={list.listId}
          label={t('palette.found')}
          options={findings}
          optionKey={({ key }) => key}
          active={list.active}
          open
          ready={ready}
          onPick={pick}
          empty={t('palette.nothing')}
          render={({ icon, name, kind }) => (
            <span className={styles.finding}>
              <Icon name={icon} />
              <span className={styles.name}>{name}</span>
              <span className={styles.kind}>{kind}</span>
            </span>
          )}
        />
      </div>
    </Modal>
  );
}
