import { useTranslation } from 'react-i18next';
import type { Status } from '../../../shared/status.ts';
import { Card } from '../../components/card.tsx';
import { Facts } from '../../components/facts.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { useFormats } from '../../i18n/use-formats.ts';
import { hashOf } from '../../navigation/view.ts';
import { clockWords } from './clock-words.ts';
import { useErrorText } from '../../i18n/use-error-text.ts';

/** What is known of the way to head office, with the times of it. */
export function ConnectionFacts({ status }: { readonly status: Status }) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const formats = useFormats();
  const { connection, clockOffsetMs, nextAttemptAt, lastError } = status;
  const clock = clockOffsetMs === null ? null : clockWords(clockOffsetMs);
  const at = (iso: string | null): string => (iso === null ? t('sync.facts.never') : formats.dateTime(iso));
  return (
    <Card
      title={t('sync.facts.title')}
      actions={
        <LinkButton look="quiet" size="small" href={hashOf({ screen: 'settings' })}>
          {t('sync.facts.test')}
        </LinkButton>
      }
    >
      <Facts
        items={[
          [t('sync.facts.state'), t(`sync.connection.${connection.state}`)],
          [t('sync.facts.branch'), status.branch?.name],
          [t('sync.facts.address'), status.masterUrl],
          [t('sync.facts.lastConfirmed'), at(status.lastConfirmedAt)],
          [t('sync.facts.lastSuccess'), at(status.lastSuccessAt)],
          [t('sync.facts.next'), nextAttemptAt && formats.dateTime(nextAttemptAt)],
          [
            t('sync.facts.clock'),
            clock && t(clock.key, { duration: clock.seconds === null ? '' : formats.duration(clock.seconds) }),
          ],
          [
            t('sync.facts.lastError'),
            lastError &&
              connection.message === null &&
              t('sync.facts.errorAt', { at: formats.dateTime(lastError.at), message: errorText(lastError).text }),
          ],
        ]}
      />
    </Card>
  );
}
