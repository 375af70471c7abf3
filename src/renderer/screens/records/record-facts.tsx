import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldDescriptor, ListedRecord, ModelDescriptor } from '../../../shared/ipc/records.ts';
import { Button } from '../../components/button.tsx';
import { Facts } from '../../components/facts.tsx';
import { useFormats } from '../../i18n/use-formats.ts';
import { useNames } from '../../i18n/use-names.ts';
import { hashOf } from '../../navigation/view.ts';
import { canBeChanged, leadField } from './model-look.ts';
import { mask } from './sensitive-control.tsx';
import { useFieldText } from './use-field-text.ts';
import styles from './record-sections.module.css';

/** What of a record is not for changing: every field of one that never changes, else what the program filled in, and a product's stock. */
export function RecordFacts({ model, listed }: { readonly model: ModelDescriptor; readonly listed: ListedRecord }) {
  const { t } = useTranslation();
  const names = useNames();
  const formats = useFormats();
  const text = useFieldText();
  const lead = leadField(model);
  const shown = model.fields.filter((field) => (canBeChanged(model) ? field.automatic && field !== lead : true));

  function valueOf(field: FieldDescriptor): ReactNode {
    const said = text(field, listed);
    if (said === '') return '';
    const id = listed.record[field.name];
    if (field.sensitive) return <CoveredText label={names.field(field.name)} text={said} />;
    if (field.kind !== 'reference' || field.model === null) return said;
    return <a href={hashOf({ screen: 'records', model: field.model, id: String(id) })}>{said}</a>;
  }

  const items = shown.map((field) => [names.field(field.name), valueOf(field)] as const);
  const stock =
    listed.stock === undefined ? [] : ([[t('records.column.stock'), formats.number(listed.stock)]] as const);
  return items.length + stock.length > 0 && <Facts items={[...stock, ...items]} />;
}

function CoveredText({ label, text }: { readonly label: string; readonly text: string }) {
  const { t } = useTranslation();
  const [revealed, setRevealed] = useState(false);
  const words = t(revealed ? 'records.hide' : 'records.reveal', { field: label });
  return (
    <span className={styles.covered}>
      {revealed ? text : mask}
      <Button
        look="quiet"
        size="small"
        icon={revealed ? 'eye-off' : 'eye'}
        aria-label={words}
        title={words}
        onClick={() => setRevealed(!revealed)}
      />
    </span>
  );
}
