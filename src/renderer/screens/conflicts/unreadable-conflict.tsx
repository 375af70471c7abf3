import { useTranslation } from 'react-i18next';
import type { ConflictDetail } from '../../../shared/ipc/conflicts.ts';
import { useAction } from '../../bridge/use-action.ts';
import { Button } from '../../components/button.tsx';
import { DrawerBody, DrawerFoot } from '../../components/drawer.tsx';
import { Failure } from '../../components/failure.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { useAnnounce } from '../../components/live-region.tsx';
import { Notice } from '../../components/notice.tsx';
import { hashOf } from '../../navigation/view.ts';

interface UnreadableConflictProps {
  readonly conflict: ConflictDetail;
  readonly onClose: () => void;
}

/** A conflict that is damaged: there is nothing to choose from, but it must not wait for ever. */
export function UnreadableConflict({ conflict, onClose }: UnreadableConflictProps) {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const resolve = useAction('conflicts.resolve');
  const { id, modelName, modelId, current } = conflict;
  return (
    <>
      <DrawerBody>
        <Notice tone="alert">{t(current ? 'conflicts.unreadable.text' : 'conflicts.unreadable.deleted')}</Notice>
        {resolve.error && <Failure error={resolve.error} />}
      </DrawerBody>
      <DrawerFoot>
        {current && (
          <LinkButton look="primary" href={hashOf({ screen: 'records', model: modelName, id: modelId })}>
            {t('conflicts.openRecord')}
          </LinkButton>
        )}
        <Button
          busy={resolve.isPending}
          onClick={() =>
            resolve.mutate(
              { id, values: {} },
              {
                onSuccess: () => {
                  announce(t('conflicts.doneSame'));
                  onClose();
                },
              },
            )
          }
        >
          {t('conflicts.unreadable.leave')}
        </Button>
      </DrawerFoot>
    </>
  );
}
