import { useTranslation } from 'react-i18next';
import { useAnswer } from '../../bridge/use-answer.ts';
import { Drawer, DrawerBody } from '../../components/drawer.tsx';
import { Failure } from '../../components/failure.tsx';
import { ConflictDecision } from './conflict-decision.tsx';
import { UnreadableConflict } from './unreadable-conflict.tsx';

interface ConflictDrawerProps {
  readonly id: string;
  readonly onClose: () => void;
}

/** One conflict, side by side. */
export function ConflictDrawer({ id, onClose }: ConflictDrawerProps) {
  const { t } = useTranslation();
  const conflict = useAnswer('conflicts.get', { id });
  const { data: models } = useAnswer('records.models', {});
  const { data, error, refetch } = conflict;
  const model = data && models?.find((known) => known.name === data.modelName);
  return (
    <Drawer title={data ? t('conflicts.title', { title: data.title }) : t('nav.conflicts')} onClose={onClose}>
      {error && (
        <DrawerBody>
          <Failure error={error} onRetry={() => void refetch()} />
        </DrawerBody>
      )}
      {data?.unreadable && <UnreadableConflict conflict={data} onClose={onClose} />}
      {data && !data.unreadable && model && <ConflictDecision conflict={data} model={model} onClose={onClose} />}
    </Drawer>
  );
}
