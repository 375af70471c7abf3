import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnswer } from '../bridge/use-answer.ts';
import { Card } from '../components/card.tsx';
import { Failure } from '../components/failure.tsx';
import { UnlockForm } from './unlock-form.tsx';

/** What the branch PIN protects: shown when it is open, else the question for the PIN in its place. */
export function Protected({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  const { data: state, error, refetch } = useAnswer('access.state', {});
  if (error) return <Failure error={error} onRetry={() => void refetch()} />;
  if (!state) return null;
  if (state.unlocked) return children;
  return (
    <Card title={t('access.title')}>
      <UnlockForm state={state} />
    </Card>
  );
}
