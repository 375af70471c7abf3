import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldDescriptor, ListedRecord, ModelDescriptor } from '../../../shared/ipc/records.ts';
import type { Column } from '../../components/data-table.tsx';
import { shapeOfRecord, StateBadge } from '../../components/state-badge.tsx';
import { StateShape } from '../../components/state-shape.tsx';
import { VisuallyHidden } from '../../components/visually-hidden.tsx';
import { useFormats } from '../../i18n/use-formats.ts';
import { useNames } from '../../i18n/use-names.ts';
import { leadField, titleOf } from './model-look.ts';
import { useFieldText } from './use-field-text.ts';
import styles from './record-table.module.css';

/** More would leave none of them room. */
const mostFields = 4;

/** A model's columns: what leads its rows, its shorter fields, a product's stock, and where each record is on its way to head office. */
export function useRecordColumns(model: ModelDescriptor): readonly Column<ListedRecord>[] {
  const { t } = useTranslation();
  const names = useNames();
  const formats = useFormats();
  const text = useFieldText();
  return useMemo(() => {
    const lead = leadField(model);
    const others = model.fields.filter((field) => field !== lead && isShort(field)).slice(0, mostFields);
    const figure = others.find((field) => field.kind === 'money' || field.kind === 'integer');
    const columns: Column<ListedRecord>[] = [
      {
        key: lead?.name ?? 'id',
        label: lead ? names.field(lead.name) : t('records.column.id'),
        width: 'minmax(9rem, 3.5fr)',
        render: (listed) => (
          <>
            <span className={styles.narrowState}>
              <StateShape shape={shapeOfRecord(listed.state)} />
              <VisuallyHidden>{t(`state.${listed.state}`)}</VisuallyHidden>
            </span>
            {titleOf(model, listed, text)}
          </>
        ),
        sortable: lead !== undefined && lead.kind !== 'reference',
      },
    ];
    others.forEach((field, index) => {
      columns.push({
        key: field.name,
        label: names.field(field.name),
        width: widthOf(field),
        render: (listed) => text(field, listed),
        numeric: field.kind === 'money' || field.kind === 'integer',
        from: field === figure ? 1 : index < 2 ? 2 : 3,
        // The order of the ids that a reference holds says nothing to a person.
        sortable: field.kind !== 'reference',
      });
    });
    if (model.name === 'Product') {
      columns.push({
        key: 'stock',
        label: t('records.column.stock'),
        width: 'minmax(4rem, 0.7fr)',
        render: ({ stock }) => (stock === undefined ? '' : formats.number(stock)),
        numeric: true,
        from: 2,
      });
    }
    if (others.length < mostFields) {
      columns.push({
        key: 'updated_at',
        label: t('records.column.updated'),
        width: 'minmax(11rem, 1fr)',
        render: ({ record }) => formats.dateTime(String(record['updated_at'] ?? '')),
        from: 3,
        sortable: true,
      });
    }
    columns.push({
      key: 'state',
      label: t('records.column.state'),
      width: '7rem',
      from: 2,
      render: ({ state }) => <StateBadge state={state} />,
    });
    return columns;
  }, [model, t, names, formats, text]);
}

function isShort(field: FieldDescriptor): boolean {
  // A part's own reference to its whole has a title only where the whole has one worth reading.
  return !field.sensitive && !field.multiline && field.kind !== 'boolean' && !(field.partOf && !field.required);
}

function widthOf(field: FieldDescriptor): string {
  switch (field.kind) {
    case 'money':
    case 'integer':
      return 'minmax(5rem, 0.8fr)';
    case 'datetime':
      return 'minmax(11rem, 1fr)';
    case 'choice':
      return 'minmax(5.5rem, 0.8fr)';
    case 'text':
    case 'boolean':
    case 'reference':
      return 'minmax(7.75rem, 1.2fr)';
  }
}
