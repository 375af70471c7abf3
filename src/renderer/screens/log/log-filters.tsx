import { useTranslation } from 'react-i18next';
import { actions, syncStatuses, type SyncStatus } from '../../../shared/record.ts';
import { useAnswer } from '../../bridge/use-answer.ts';
import { Button } from '../../components/button.tsx';
import { DateInput } from '../../components/date-input.tsx';
import { Select } from '../../components/input.tsx';
import { SearchBox } from '../../components/search-box.tsx';
import { stateOfStatus } from '../../components/state-badge.tsx';
import { useNames } from '../../i18n/use-names.ts';
import { isAction, type LogFilterState } from './use-log-filter.ts';
import styles from './log-filters.module.css';

interface LogFiltersProps {
  readonly status: SyncStatus | null;
  readonly onStatus: (status: SyncStatus | null) => void;
  readonly state: LogFilterState;
}

export function LogFilters({ status, onStatus, state }: LogFiltersProps) {
  const { t } = useTranslation();
  const names = useNames();
  const { data: models = [] } = useAnswer('records.models', {});
  const { chosen, choose, clear, isFiltered } = state;
  return (
    <fieldset className={styles.filters} aria-label={t('log.filters')}>
      <SearchBox label={t('log.search')} value={chosen.text} onChange={(text) => choose({ text })} />
      <Select
        aria-label={t('log.status')}
        value={status ?? ''}
        onChange={(event) => onStatus(syncStatuses.find((known) => known === event.target.value) ?? null)}
      >
        <option value="">{t('log.anyStatus')}</option>
        {syncStatuses.map((name) => (
          <option key={name} value={name}>
            {t(`state.${stateOfStatus(name)}`)}
          </option>
        ))}
      </Select>
      <Select
        aria-label={t('log.model')}
        value={chosen.model}
        onChange={(event) => choose({ model: event.target.value })}
      >
        <option value="">{t('log.anyModel')}</option>
        {models
          .filter((model) => !model.excluded)
          .map(({ name }) => (
            <option key={name} value={name}>
              {names.many(name)}
            </option>
          ))}
      </Select>
      <Select
        aria-label={t('log.action')}
        value={chosen.action}
        onChange={(event) => choose({ action: isAction(event.target.value) ? event.target.value : '' })}
      >
        <option value="">{t('log.anyAction')}</option>
        {actions.map((name) => (
          <option key={name} value={name}>
            {t(`log.actions.${name}`)}
          </option>
        ))}
      </Select>
      <div className={styles.days}>
        <div className={styles.day}>
          <label htmlFor="log-from">{t('log.from')}</label>
          <DateInput id="log-from" value={chosen.from} onChange={(from) => choose({ from: from ?? '' })} />
        </div>
        <div className={styles.day}>
          <label htmlFor="log-to">{t('log.to')}</label>
          <DateInput id="log-to" value={chosen.to} onChange={(to) => choose({ to: to ?? '' })} />
        </div>
      </div>
      {(isFiltered || status) && (
        <Button
          look="quiet"
          onClick={() => {
            clear();
            if (status) onStatus(null);
          }}
        >
          {t('log.clear')}
        </Button>
      )}
    </fieldset>
  );
}
