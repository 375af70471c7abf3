import { useTranslation } from 'react-i18next';
import type { Difference, VerifyAnswer } from '../../../shared/ipc/check.ts';
import type { FieldValue } from '../../../shared/record.ts';
import { useAnswer } from '../../bridge/use-answer.ts';
import { useNames } from '../../i18n/use-names.ts';
import { useValueText } from '../../i18n/use-value-text.ts';
import { hashOf } from '../../navigation/view.ts';
import styles from './check.module.css';

/** So many are written into the page; the repair takes all. */
const shown = 200;

export function Differences({ answer }: { readonly answer: VerifyAnswer }) {
  const { t } = useTranslation();
  const rows = answer.differences.slice(0, shown);
  return (
    <section aria-label={t('check.differences')}>
      <h3>{t('check.differences')}</h3>
      {answer.differenceCount > rows.length && (
        <p className={styles.quiet}>{t('check.shown', { count: rows.length })}</p>
      )}
      <ul className={styles.differences}>
        {rows.map((difference) => (
          <DifferenceLine key={`${difference.modelName} ${difference.modelId}`} difference={difference} />
        ))}
      </ul>
    </section>
  );
}

function DifferenceLine({ difference }: { readonly difference: Difference }) {
  const { t } = useTranslation();
  const names = useNames();
  const say = useValueText();
  const { data: models } = useAnswer('records.models', {});
  const { modelName, modelId, title, kind, fields, unsent } = difference;
  const descriptors = models?.find((model) => model.name === modelName)?.fields ?? [];
  const text = (name: string, value: FieldValue): string => {
    const field = descriptors.find((known) => known.name === name);
    if (field?.sensitive) return t('conflicts.masked');
    const said = field ? say(field, value) : String(value ?? '');
    return said === '' ? t('check.nothing') : said;
  };
  const name = t('common.pair', { name: names.one(modelName), value: title });
  return (
    <li>
      {kind === 'missing-here' ? (
        name
      ) : (
        <a href={hashOf({ screen: 'records', model: modelName, id: modelId })}>{name}</a>
      )}
      , {t(`check.kind.${kind}`)}
      {fields.map(({ name: field, branch, master }) => (
        <p className={styles.quiet} key={field}>
          {t('check.pair', { field: names.field(field), branch: text(field, branch), master: text(field, master) })}
        </p>
      ))}
      {unsent && <p className={styles.quiet}>{t('check.unsent')}</p>}
    </li>
  );
}
