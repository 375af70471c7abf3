import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../shared/settings.ts';
import { Field } from '../../components/field.tsx';
import { Select } from '../../components/input.tsx';

const choices = { system: null, keep: true, quit: false } as const satisfies Record<string, Settings['closeToTray']>;

interface TraySettingProps {
  readonly value: Settings['closeToTray'];
  readonly onChosen: (value: Settings['closeToTray']) => void;
}

/** What closing the window does. */
export function TraySetting({ value, onChosen }: TraySettingProps) {
  const { t } = useTranslation();
  const id = useId();
  const options = Object.entries(choices);
  return (
    <Field id={id} label={t('settings.desktop.closeToTray.label')} hint={t('settings.desktop.closeToTray.hint')}>
      {({ id: control, describedBy }) => (
        <Select
          id={control}
          aria-describedby={describedBy}
          value={options.find(([, stands]) => stands === value)?.[0]}
          onChange={(event) => {
            const chosen = options.find(([name]) => name === event.target.value);
            if (chosen) onChosen(chosen[1]);
          }}
        >
          {options.map(([name]) => (
            <option key={name} value={name}>
              {t(`settings.desktop.closeToTray.${name}`)}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
