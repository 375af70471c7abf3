import { useQueries } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { IpcInput } from '../../../shared/ipc/contract.ts';
import type { FieldDescriptor, ModelDescriptor } from '../../../shared/ipc/records.ts';
import { answerQuery } from '../../bridge/answer-query.ts';
import { useBridge } from '../../bridge/bridge-context.tsx';
import { useAnswer } from '../../bridge/use-answer.ts';
import { useNames } from '../../i18n/use-names.ts';
import { hashOf } from '../../navigation/view.ts';
import { leadField, partsOf } from './model-look.ts';
import { useFieldText } from './use-field-text.ts';
import styles from './record-sections.module.css';

interface RecordPartsProps {
  readonly model: ModelDescriptor;
  readonly models: readonly ModelDescriptor[];
  readonly id: string;
}

/** The records that are parts of this one: a sale's lines. */
export function RecordParts({ model, models, id }: RecordPartsProps) {
  return partsOf(model, models).map((part) => (
    <Parts key={`${part.model.name}.${part.field.name}`} model={part.model} whole={part.field} id={id} />
  ));
}

/** Whether they are known, or will not be: until then what stands beneath them would be pushed down. */
export function usePartsAreKnown({ model, models, id }: RecordPartsProps): boolean {
  const bridge = useBridge();
  const answers = useQueries({
    queries: partsOf(model, models).map((part) =>
      answerQuery(bridge, 'records.list', partsQuestion(part.model, part.field, id)),
    ),
  });
  return answers.every(({ isPending }) => !isPending);
}

/** As many as a sale can have. */
const mostParts = 500;

function partsQuestion(model: ModelDescriptor, whole: FieldDescriptor, id: string): IpcInput<'records.list'> {
  return { model: model.name, where: { [whole.name]: id }, orderBy: 'id', descending: false, limit: mostParts };
}

function Parts(props: { readonly model: ModelDescriptor; readonly whole: FieldDescriptor; readonly id: string }) {
  const { model, whole, id } = props;
  const { t } = useTranslation();
  const names = useNames();
  const text = useFieldText();
  const { data } = useAnswer('records.list', partsQuestion(model, whole, id));
  const lead = leadField(model);
  const others = model.fields.filter(
    (field) => field !== lead && field !== whole && !field.sensitive && !field.multiline,
  );
  if (!data || !lead) return null;
  return (
    <section>
      <h3 className={styles.title}>{t('records.parts', { models: names.many(model.name), count: data.total })}</h3>
      <div className={styles.scroll}>
        <table className={styles.parts}>
          <thead>
            <tr>
              {[lead, ...others].map((field) => (
                <th key={field.name} scope="col" className={figureClass(field)}>
                  {names.field(field.name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.rows.map((listed) => {
              const part = String(listed.record['id']);
              return (
                <tr key={part}>
                  <th scope="row">
                    <a href={hashOf({ screen: 'records', model: model.name, id: part })}>{text(lead, listed)}</a>
                  </th>
                  {others.map((field) => (
                    <td key={field.name} className={figureClass(field)}>
                      {text(field, listed)}
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function figureClass(field: FieldDescriptor): string | undefined {
  return field.kind === 'integer' || field.kind === 'money' ? styles.figure : undefined;
}
