import { useQueryClient } from '@tanstack/react-query';
import type { IpcInput } from '../../../shared/ipc/contract.ts';
import type { ListedRecord, ModelDescriptor } from '../../../shared/ipc/records.ts';
import { answerQuery } from '../../bridge/answer-query.ts';
import { useBridge } from '../../bridge/bridge-context.tsx';
import { CallError } from '../../bridge/call-error.ts';
import { useAnswer } from '../../bridge/use-answer.ts';
import { useDebounced } from '../../components/use-debounced.ts';
import { meantBy } from './meant-by.ts';
import { defaultSort, leadField, titleOf } from './model-look.ts';
import { useFieldText } from './use-field-text.ts';

/** As many as a person looks through before typing another letter. */
const mostOptions = 20;

interface ReferenceSearch {
  readonly options: readonly ListedRecord[];
  /** They answer what is typed now. */
  readonly ready: boolean;
  readonly titleOf: (option: ListedRecord) => string;
  /** What tells options of the same name apart: a unique field, such as an SKU. */
  readonly detailOf: (option: ListedRecord) => string;
  /** The one of these that the words mean; undefined where a person must choose. */
  readonly meant: (words: string, options: readonly ListedRecord[]) => ListedRecord | undefined;
  /** What these words find, without waiting for more of them; nothing where the branch does not answer. */
  readonly searchNow: (words: string) => Promise<readonly ListedRecord[]>;
}

/** Records of a model, searched for by what is typed. @param open only then it is asked for them */
export function useReferenceSearch(model: string, typed: string, open: boolean): ReferenceSearch {
  const bridge = useBridge();
  const queries = useQueryClient();
  const text = useFieldText();
  const { data: models } = useAnswer('records.models', {});
  const descriptor = models?.find(({ name }) => name === model);
  const sort = descriptor && defaultSort(descriptor);
  const query = (words: string): IpcInput<'records.list'> => ({
    model,
    search: words.trim(),
    limit: mostOptions,
    orderBy: sort?.key,
    descending: sort?.descending,
  });
  const search = useDebounced(typed.trim());
  const { data: found, isPlaceholderData } = useAnswer('records.list', query(search), {
    enabled: open && descriptor !== undefined,
    keepPrevious: true,
  });
  const nameOf = (option: ListedRecord): string => (descriptor ? titleOf(descriptor, option, text) : '');
  return {
    options: open ? (found?.rows ?? []) : [],
    ready: found !== undefined && search === typed.trim() && !isPlaceholderData,
    titleOf: nameOf,
    detailOf: (option) => (descriptor ? uniqueOf(descriptor, option) : ''),
    meant: (words, options) => options[meantBy(words, options.map(nameOf))],
    async searchNow(words) {
      const { rows } = await queries.fetchQuery(answerQuery(bridge, 'records.list', query(words))).catch(unanswered);
      return rows;
    },
  };
}

/** The screen says why there is no answer. */
function unanswered(error: unknown): { readonly rows: readonly ListedRecord[] } {
  if (error instanceof CallError) return { rows: [] };
  throw error;
}

function uniqueOf(model: ModelDescriptor, { record }: ListedRecord): string {
  const lead = leadField(model);
  const field = model.fields.find((one) => one.unique && !one.sensitive && one !== lead);
  const value = field && record[field.name];
  return typeof value === 'string' ? value : '';
}
