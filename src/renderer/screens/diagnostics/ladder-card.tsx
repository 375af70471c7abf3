import { useTranslation } from 'react-i18next';
import type { ConnectionStep } from '../../../shared/ipc/branch.ts';
import { Card } from '../../components/card.tsx';
import { Ladder } from './ladder.tsx';

/** @param props.steps null while it is climbed */
export function LadderCard({ steps }: { readonly steps: readonly ConnectionStep[] | null }) {
  const { t } = useTranslation();
  return (
    <Card title={t('diagnostics.ladder')}>
      <Ladder steps={steps} />
    </Card>
  );
}
