import { useTranslation } from 'react-i18next';
import type { Certificate } from '../../../shared/ipc/check.ts';
import { StateShape } from '../../components/state-shape.tsx';
import { useAnswer } from '../../bridge/use-answer.ts';
import { useFormats } from '../../i18n/use-formats.ts';
import { useNames } from '../../i18n/use-names.ts';
import styles from './certificate-paper.module.css';

/** The certificate as it is printed: alone on its page. */
export function CertificatePaper({ certificate }: { readonly certificate: Certificate }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const names = useNames();
  const { data: models } = useAnswer('records.models', {});
  const { day, branch, confirmed, settled, at, timeZone, masterUrl, lastConfirmedAt } = certificate;
  const sum = (modelName: string, field: string, value: number): string => {
    const kind = models?.find((model) => model.name === modelName)?.fields.find((known) => known.name === field)?.kind;
    return `${names.field(field)} ${kind === 'money' ? formats.money(value) : formats.number(value)}`;
  };
  const verdict = confirmed ? 'confirmed' : settled ? 'notConfirmed' : 'unsettled';
  return (
    <article className={styles.paper}>
      <p className={styles.kind}>{t('check.certificate.title')}</p>
      <h3>{t('check.certificate.heading', { branch: branch.name, day: formats.day(day) })}</h3>
      <p className={styles.verdict}>
        <StateShape shape={confirmed ? 'confirmed' : 'attention'} />
        {t(`check.certificate.${verdict}`)}
      </p>
      <table className={styles.table}>
        <thead>
          <tr>
            {(['model', 'side', 'count', 'totals', 'digest'] as const).map((column) => (
              <th scope="col" key={column} className={column === 'count' ? styles.figure : undefined}>
                {t(`check.certificate.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {certificate.models.flatMap(({ modelName, equal, ...sides }) =>
            (['branch', 'master'] as const).map((side) => (
              <tr key={`${modelName} ${side}`}>
                {side === 'branch' && (
                  <th scope="rowgroup" rowSpan={2}>
                    {names.many(modelName)}
                    <span className={styles.equal}>{t(`check.certificate.${equal ? 'equal' : 'unequal'}`)}</span>
                  </th>
                )}
                <td>{t(`check.certificate.${side === 'branch' ? 'here' : 'there'}`)}</td>
                <td className={styles.figure}>{formats.number(sides[side].count)}</td>
                <td>
                  {Object.entries(sides[side].totals)
                    .map(([field, value]) => sum(modelName, field, value))
                    .join(', ')}
                </td>
                <td className={styles.digest}>{sides[side].digest.slice(0, 16)}</td>
              </tr>
            )),
          )}
        </tbody>
      </table>
      <p className={styles.made}>
        {t('check.certificate.made', {
          at: formats.dateTime(at),
          zone: timeZone,
          master: masterUrl,
          confirmed: lastConfirmedAt === null ? t('check.certificate.never') : formats.dateTime(lastConfirmedAt),
        })}
      </p>
    </article>
  );
}
