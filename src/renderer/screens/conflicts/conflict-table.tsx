import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { conflictSides as sides, type ConflictDetail, type ConflictField } from '../../../shared/ipc/conflicts.ts';
import type { ModelDescriptor } from '../../../shared/ipc/records.ts';
import { RevealButton } from '../../components/reveal-button.tsx';
import { useNames } from '../../i18n/use-names.ts';
import { ConflictValue } from './conflict-value.tsx';
import styles from './conflicts.module.css';

/** Which side was chosen, by field. */
export type Choices = Readonly<Record<string, 'ours' | 'theirs'>>;

interface ConflictTableProps {
  readonly conflict: ConflictDetail;
  readonly model: ModelDescriptor;
  /** null where there is nothing to mix. */
  readonly choices: Choices | null;
  readonly onChoose: (field: string, side: 'ours' | 'theirs') => void;
}

/** Field by field: both values, which one stands, and a choice. */
export function ConflictTable({ conflict, model, choices, onChoose }: ConflictTableProps) {
  const { t } = useTranslation();
  const names = useNames();
  const [revealed, setRevealed] = useState(false);
  const { differences } = conflict;
  const descriptorOf = (field: ConflictField) => model.fields.find((known) => known.name === field.name);
  const hides = differences.some((field) => descriptorOf(field)?.sensitive);
  return (
    <div className={styles.comparison}>
      {hides && (
        <RevealButton revealed={revealed} onReveal={setRevealed}>
          {t('conflicts.reveal')}
        </RevealButton>
      )}
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('conflicts.field')}</th>
            {sides.map((side) => (
              <th scope="col" key={side}>
                {t(`conflicts.side.${side}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {differences.length === 0 && (
            <tr>
              <th scope="row">{t('conflicts.wholeRecord')}</th>
              {sides.map((side) => (
                <td key={side}>{conflict[side].action === 'delete' ? t('conflicts.deleted') : conflict.title}</td>
              ))}
            </tr>
          )}
          {differences.map((field) => (
            <Row
              key={field.name}
              field={field}
              name={names.field(field.name)}
              chosen={choices && (choices[field.name] ?? field.winner)}
              onChoose={(side) => onChoose(field.name, side)}
              render={(side) => (
                <ConflictValue
                  descriptor={descriptorOf(field)}
                  lost={field.lost.includes(side)}
                  value={field[side]}
                  masked={descriptorOf(field)?.sensitive === true && !revealed}
                />
              )}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  readonly field: ConflictField;
  readonly name: string;
  readonly chosen: 'ours' | 'theirs' | null;
  readonly onChoose: (side: 'ours' | 'theirs') => void;
  readonly render: (side: 'ours' | 'theirs') => React.ReactNode;
}

function Row({ field, name, chosen, onChoose, render }: RowProps) {
  const { t } = useTranslation();
  const group = useId();
  return (
    <tr>
      <th scope="row">{name}</th>
      {sides.map((side) => {
        const lost = field.lost.includes(side);
        const stands = !lost && field[side] === field.current;
        return (
          <td key={side} className={stands ? styles.standing : undefined}>
            <label className={styles.choice}>
              {chosen !== null && (
                <input
                  type="radio"
                  name={group}
                  disabled={lost}
                  checked={chosen === side}
                  onChange={() => onChoose(side)}
                  aria-label={t('conflicts.choose', {
                    field: name,
                    side: t(`conflicts.side.${side}`),
                    value: stands ? t('conflicts.stands') : '',
                  })}
                />
              )}
              <span>
                {render(side)}
                {stands && <span className={styles.stands}> {t('conflicts.stands')}</span>}
              </span>
            </label>
          </td>
        );
      })}
    </tr>
  );
}
