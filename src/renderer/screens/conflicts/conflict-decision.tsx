import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConflictDetail } from '../../../shared/ipc/conflicts.ts';
import type { ModelDescriptor } from '../../../shared/ipc/records.ts';
import { useAction } from '../../bridge/use-action.ts';
import { Button } from '../../components/button.tsx';
import { DrawerBody, DrawerFoot } from '../../components/drawer.tsx';
import { Failure } from '../../components/failure.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { useAnnounce } from '../../components/live-region.tsx';
import { Notice } from '../../components/notice.tsx';
import { useFormats } from '../../i18n/use-formats.ts';
import { hashOf } from '../../navigation/view.ts';
import { ConflictTable, type Choices } from './conflict-table.tsx';
import { useAuthor } from './use-author.ts';
import { useErrorText } from '../../i18n/use-error-text.ts';
import styles from './conflicts.module.css';

interface ConflictDecisionProps {
  readonly conflict: ConflictDetail;
  readonly model: ModelDescriptor;
  readonly onClose: () => void;
}

/** Keep one side, or choose field by field. */
export function ConflictDecision({ conflict, model, onClose }: ConflictDecisionProps) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const formats = useFormats();
  const author = useAuthor();
  const announce = useAnnounce();
  const resolve = useAction('conflicts.resolve');
  const [choices, setChoices] = useState<Choices>({});
  const { id, kind, differences, resolved, reason, rule } = conflict;
  const onSuccess = ({ changed }: { changed: boolean }): void => {
    announce(t(changed ? 'conflicts.done' : 'conflicts.doneSame'));
    onClose();
  };
  const keep = (side: 'ours' | 'theirs'): void => resolve.mutate({ id, keep: side }, { onSuccess });
  const mixed = Object.keys(choices).length > 0;
  const saveMix = (): void => {
    const chosen = differences.map((field) => ({ field, side: choices[field.name] ?? field.winner }));
    const values = Object.fromEntries(
      chosen
        .filter(({ field, side }) => !field.lost.includes(side))
        .map(({ field, side }) => [field.name, field[side]]),
    );
    resolve.mutate({ id, values }, { onSuccess });
  };
  const canMix = conflict.current !== null && differences.length > 0;
  return (
    <>
      <DrawerBody>
        <Notice tone="plain">
          <p className={styles.kind}>{t(`conflicts.kind.${kind}`)}</p>
          <p>{t(`conflicts.explain.${kind}`)}</p>
          {reason && <p>{t('conflicts.reason', { reason: errorText(reason).text })}</p>}
          {rule && <p>{t('conflicts.rule', { rule: t(`conflicts.rules.${rule}`) })}</p>}
        </Notice>
        {resolved && (
          <p className={styles.quiet}>
            {t('conflicts.decidedBy', {
              who: resolved.by.name ?? t('conflicts.headOffice'),
              at: formats.time(resolved.at),
            })}
          </p>
        )}
        <dl className={styles.sides}>
          <dt>{t('conflicts.side.ours')}</dt>
          <dd>{author(conflict.ours)}</dd>
          <dt>{t('conflicts.side.theirs')}</dt>
          <dd>{author(conflict.theirs)}</dd>
        </dl>
        <ConflictTable
          conflict={conflict}
          model={model}
          choices={canMix ? choices : null}
          onChoose={(field, side) => setChoices((last) => ({ ...last, [field]: side }))}
        />
        {resolve.error && <Failure error={resolve.error} />}
      </DrawerBody>
      <DrawerFoot>
        {mixed && (
          <Button look="primary" busy={resolve.isPending} onClick={saveMix}>
            {t('conflicts.saveMix')}
          </Button>
        )}
        <Button busy={resolve.isPending} onClick={() => keep('ours')}>
          {t('conflicts.keepOurs')}
        </Button>
        <Button busy={resolve.isPending} onClick={() => keep('theirs')}>
          {t('conflicts.keepTheirs')}
        </Button>
        {conflict.current && (
          <LinkButton
            look="quiet"
            href={hashOf({ screen: 'records', model: conflict.modelName, id: conflict.modelId })}
          >
            {t('conflicts.openRecord')}
          </LinkButton>
        )}
      </DrawerFoot>
    </>
  );
}
