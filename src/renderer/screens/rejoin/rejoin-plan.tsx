import { useTranslation } from 'react-i18next';
import type { IpcOutput } from '../../../shared/ipc/contract.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useNames } from '../../i18n/use-names.ts';
import styles from './rejoin-plan.module.css';

/** What rejoining would do, in plain words: what goes out, what is read again, what differs now. */
export function RejoinPlan({ plan }: { readonly plan: IpcOutput<'branch.rejoinPlan'> }) {
  const { t } = useTranslation();
  const names = useNames();
  const formats = useFormats();
  return (
    <>
      <p>{plan.needed ? t('rejoin.why') : t('rejoin.notNeeded')}</p>
      <section className={styles.part}>
        <h3>{t('rejoin.send.title')}</h3>
        <p>{plan.toSend === 0 ? t('rejoin.send.nothing') : t('rejoin.send.text', { count: plan.toSend })}</p>
        {plan.toSendByModel.length > 0 && (
          <ul className={styles.list}>
            {plan.toSendByModel.map(({ modelName, count }) => (
              <li key={modelName}>{t('rejoin.send.model', { model: names.many(modelName), count })}</li>
            ))}
          </ul>
        )}
        {plan.acknowledged > 0 && <p>{t('rejoin.send.acknowledged', { count: plan.acknowledged })}</p>}
      </section>
      <section className={styles.part}>
        <h3>{t('rejoin.pull.title')}</h3>
        <p>{t('rejoin.pull.text', { count: plan.toPull })}</p>
      </section>
      <section className={styles.part}>
        <h3>{t('rejoin.differ.title')}</h3>
        {plan.differences.length === 0 ? (
          <p>{t('rejoin.differ.nothing')}</p>
        ) : (
          <>
            <p>{t('rejoin.differ.text')}</p>
            <table className={styles.table}>
              <thead>
                <tr>
                  <th scope="col">{t('check.column.model')}</th>
                  <th scope="col" className={styles.number}>
                    {t('rejoin.differ.here')}
                  </th>
                  <th scope="col" className={styles.number}>
                    {t('check.column.master')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {plan.differences.map(({ modelName, branch, master }) => (
                  <tr key={modelName}>
                    <th scope="row">{names.many(modelName)}</th>
                    <td className={styles.number}>{formats.number(branch)}</td>
                    <td className={styles.number}>{formats.number(master)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </>
        )}
      </section>
    </>
  );
}
