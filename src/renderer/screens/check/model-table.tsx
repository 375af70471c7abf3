import { useTranslation } from 'react-i18next';
import type { VerifyAnswer } from '../../../shared/ipc/check.ts';
import { StateShape } from '../../components/state-shape.tsx';
import { useFormats } from '../../i18n/use-formats.ts';
import { useNames } from '../../i18n/use-names.ts';
import styles from './check.module.css';

export function ModelTable({ models }: { readonly models: VerifyAnswer['models'] }) {
  const { t } = useTranslation();
  const names = useNames();
  const formats = useFormats();
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t('check.column.model')}</th>
          <th scope="col" className={styles.number}>
            {t('check.column.branch')}
          </th>
          <th scope="col" className={styles.number}>
            {t('check.column.master')}
          </th>
          <th scope="col">{t('check.column.result')}</th>
        </tr>
      </thead>
      <tbody>
        {models.map(({ modelName, equal, branch, master, differing }) => (
          <tr key={modelName}>
            <th scope="row">{names.many(modelName)}</th>
            <td className={styles.number}>{formats.number(branch.count)}</td>
            <td className={styles.number}>{formats.number(master.count)}</td>
            <td>
              <span className={styles.result}>
                <StateShape shape={equal ? 'confirmed' : 'attention'} />
                {equal ? t('check.same') : t('check.differ', { count: differing })}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
