import { useQueries } from '@tanstack/react-query';
import type { ModelDescriptor } from '../../../shared/ipc/records.ts';
import { answerQuery } from '../../bridge/answer-query.ts';
import { useBridge } from '../../bridge/bridge-context.tsx';
import { useAnswer } from '../../bridge/use-answer.ts';
import { useDebounced } from '../../components/use-debounced.ts';
import { useNames } from '../../i18n/use-names.ts';
import { go } from '../../navigation/use-view.ts';
import { defaultSort, leadField, titleOf } from '../../screens/records/model-look.ts';
import { useFieldText } from '../../screens/records/use-field-text.ts';
import type { Finding } from './finding.ts';

/** As many of each kind: who wants more looks into their own list. */
const mostOfKind = 5;
/** One letter is in almost everything. */
const fewestLetters = 2;

interface FoundRecords {
  readonly records: readonly Finding[];
  /** They answer what is typed now. */
  readonly ready: boolean;
}

/** Records of every kind that has a name or a number of its own. */
export function useFoundRecords(typed: string): FoundRecords {
  const bridge = useBridge();
  const names = useNames();
  const text = useFieldText();
  const search = useDebounced(typed.trim());
  const { data: models } = useAnswer('records.models', {});
  const searched = (models ?? []).filter((model) => leadField(model)?.kind === 'text');
  const enabled = search.length >= fewestLetters;
  const answers = useQueries({
    queries: searched.map((model) => ({
      ...answerQuery(bridge, 'records.list', askFor(model, search)),
      enabled,
    })),
  });
  if (!enabled) return { records: [], ready: search === typed.trim() };
  const records = searched.flatMap((model, index) =>
    (answers[index]?.data?.rows ?? []).map((row): Finding => {
      const id = String(row.record['id']);
      return {
        key: id,
        icon: 'records',
        name: titleOf(model, row, text),
        kind: names.one(model.name),
        run: () => go({ screen: 'records', model: model.name, id }),
      };
    }),
  );
  // Where one kind cannot be read, the others are found all the same.
  return { records, ready: search === typed.trim() && answers.every(({ isPending }) => !isPending) };
}

function askFor(model: ModelDescriptor, search: string) {
  const { key, descending } = defaultSort(model);
  return { model: model.name, search, limit: mostOfKind, orderBy: key, descending };
}
