import { useAnswer } from '../../bridge/use-answer.ts';
import { StorageCard } from '../diagnostics/storage-card.tsx';

/** The size of the log, and for how long the disk lasts. */
export function StorageFacts() {
  const { data: storage } = useAnswer('diagnostics.storage', {});
  return storage && <StorageCard storage={storage} />;
}
