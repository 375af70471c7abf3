import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionStep } from '../../../shared/ipc/branch.ts';
import { useAction } from '../../bridge/use-action.ts';
import type { CallError } from '../../bridge/call-error.ts';
import { useStepText } from '../../i18n/use-step-text.ts';
import { useAnnounce } from '../../components/live-region.tsx';
import { useErrorText } from '../../i18n/use-error-text.ts';

/** How far testing and connecting have come. */
export interface Connecting {
  readonly busy: boolean;
  /** The way is being tested. */
  readonly climbing: boolean;
  /** null before the first test and during one. */
  readonly steps: readonly ConnectionStep[] | null;
  /** What is wrong with a field, or with the whole. */
  readonly problem: { readonly field: 'masterUrl' | 'code' | null; readonly message: string } | null;
  readonly test: (masterUrl: string) => void;
  readonly connect: (masterUrl: string, code: string) => void;
}

/** Tests the way to head office before the code is spent on it: a code is good for one try. */
export function useConnect(onConnected: (name: string) => void): Connecting {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const announce = useAnnounce();
  const climb = useAction('branch.testConnection');
  const enroll = useAction('branch.enroll');
  const [steps, setSteps] = useState<Connecting['steps']>(null);
  const [problem, setProblem] = useState<Connecting['problem']>(null);
  const stepText = useStepText();

  function refuse(error: CallError, field: 'masterUrl' | 'code' | null): void {
    const message = errorText({ code: error.code, message: error.message }).text;
    setProblem({ field: error.field === 'masterUrl' ? 'masterUrl' : field, message });
    announce(message, { seen: false });
  }

  /** Nothing is typed: says so at the field. */
  function isMissing(masterUrl: string, code: string | null): boolean {
    if (masterUrl.trim() === '') setProblem({ field: 'masterUrl', message: t('connect.addressMissing') });
    else if (code?.trim() === '') setProblem({ field: 'code', message: t('connect.codeMissing') });
    else return false;
    return true;
  }

  function begin(masterUrl: string, onOpen: (() => void) | null): void {
    setProblem(null);
    setSteps(null);
    climb.mutate(
      { masterUrl },
      {
        onSuccess: (answer) => {
          setSteps(answer.steps);
          const failed = answer.steps.find((step) => step.outcome === 'failed');
          // A branch whose credentials were lost fails there, and the code is the remedy.
          if (failed && !(onOpen && failed.name === 'credentials')) announce(stepText(failed).text, { seen: false });
          else if (onOpen) onOpen();
          else announce(t('connect.open'));
        },
        onError: (error) => refuse(error, 'masterUrl'),
      },
    );
  }

  return {
    busy: climb.isPending || enroll.isPending,
    climbing: climb.isPending,
    steps,
    problem,
    test(masterUrl) {
      if (!isMissing(masterUrl, null)) begin(masterUrl, null);
    },
    connect(masterUrl, code) {
      if (isMissing(masterUrl, code)) return;
      begin(masterUrl, () =>
        enroll.mutate(
          { masterUrl, code: code.trim() },
          {
            onSuccess: ({ name }) => {
              announce(t('connect.connected', { name }));
              onConnected(name);
            },
            onError: (error) => refuse(error, error.code === 'wrong-code' ? 'code' : null),
          },
        ),
      );
    },
  };
}
