import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldDescriptor, ListedRecord, ModelDescriptor } from '../../../shared/ipc/records.ts';
import type { Column } from '../../components/table-column.ts';
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
/** The longest number or code, in characters; a field that may hold more holds a name. */
const longestNumber = 64;

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
        width: 8,
        wants: lead && isName(lead) ? 20 : 12,
        grow: 3.5,
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
        ...widthOf(field),
        render: (listed) => text(field, listed),
        numeric: field.kind === 'money' || field.kind === 'integer',
        rank: field === figure ? 1 : index < 2 ? 2 : 3,
        // The order of the ids that a reference holds says nothing to a person.
        sortable: field.kind !== 'reference',
      });
    });
    if (model.name === 'Product') {
      columns.push({
        key: 'stock',
        label: t('records.column.stock'),
        width: 4,
        grow: 0.7,
        render: ({ stock }) => (stock === undefined ? '' : formats.number(stock)),
        numeric: true,
        rank: 2,
      });
    }
    if (others.length < mostFields) {
      columns.push({
        key: 'updated_at',
        label: t('records.column.updated'),
        width: 11,
        grow: 1,
        render: ({ record }) => formats.dateTime(String(record['updated_at'] ?? '')),
        rank: 3,
        sortable: true,
      });
    }
    columns.push({
      key: 'state',
      label: t('records.column.state'),
      width: 7,
      rank: 2,
      render: ({ state }) => <StateBadge state={state} />,
    });
    return columns;
  }, [model, t, names, formats, text]);
}

/** What people tell records apart by is read whole before another column comes. A number is short. */
function isName(lead: FieldDescriptor): boolean {
  return lead.kind === 'reference' || (lead.max ?? 0) > longestNumber;
}

function isShort(field: FieldDescriptor): boolean {
  // A part's own reference to its whole has a title only where the whole has one worth reading.
  return !field.sensitive && !field.multiline && field.kind !== 'boolean' && !(field.partOf && !field.required);
}

function widthOf(field: FieldDescriptor): { readonly width: number; readonly grow: number } {
  switch (field.kind) {
    case 'money':
    case 'integer':
      return { width: 5, grow: 0.8 };
    case 'datetime':
      return { width: 11, grow: 1 };
    case 'choice':
      return { width: 5.5, grow: 0.8 };
    case 'text':
    case 'boolean':
    case 'reference':
      return { width: 7.75, grow: 1.2 };
  }
}
