import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Protected } from '../../access/protected.tsx';
import { useAction } from '../../bridge/use-action.ts';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Failure } from '../../components/failure.tsx';
import { DateInput } from '../../components/date-input.tsx';
import { Field } from '../../components/field.tsx';
import { ForPrint } from '../../components/for-print.tsx';
import { CertificatePaper } from './certificate-paper.tsx';
import styles from './check.module.css';

/** Today by this computer's calendar, as `2026-11-24`. */
function today(): string {
  const now = new Date();
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

export function CertificateCard() {
  const { t } = useTranslation();
  const id = useId();
  const [day, setDay] = useState(today);
  const certificate = useAction('branch.certificate');
  const isDay = day !== '' && day <= today();
  return (
    <Card
      title={t('check.certificate.title')}
      actions={
        certificate.data && (
          <Button icon="print" onClick={() => window.print()}>
            {t('check.certificate.print')}
          </Button>
        )
      }
    >
      <Protected>
        <div className={styles.parts}>
          <p className={styles.quiet}>{t('check.certificate.text')}</p>
          <form
            className={styles.form}
            onSubmit={(event) => {
              event.preventDefault();
              if (isDay) certificate.mutate({ day });
            }}
          >
            <Field id={id} label={t('check.certificate.day')} error={isDay ? undefined : t('check.certificate.noDay')}>
              {({ describedBy }) => (
                <DateInput id={id} describedBy={describedBy} required value={day} onChange={(to) => setDay(to ?? '')} />
              )}
            </Field>
            <Button submits busy={certificate.isPending} disabled={!isDay}>
              {t('check.certificate.make')}
            </Button>
          </form>
          {certificate.error && <Failure error={certificate.error} />}
          {certificate.data && (
            <>
              <CertificatePaper certificate={certificate.data} />
              <ForPrint>
                <CertificatePaper certificate={certificate.data} />
              </ForPrint>
            </>
          )}
        </div>
      </Protected>
    </Card>
  );
}
