import { useTranslation } from 'react-i18next';
import type { ModelDescriptor } from '../../../shared/ipc/records.ts';
import { LinkButton } from '../../components/link-button.tsx';
import { useNames } from '../../i18n/use-names.ts';
import { hashOf, newRecordId } from '../../navigation/view.ts';
import { canBeMade } from './model-look.ts';

/** The way to a new record of a model: its form, or New sale for a sale. Nothing for what only comes with something else. */
export function MakeRecord({ model }: { readonly model: ModelDescriptor }) {
  const { t } = useTranslation();
  const names = useNames();
  if (model.name === 'Sale') {
    return (
      <LinkButton look="primary" icon="sale" href={hashOf({ screen: 'sale' })}>
        {t('nav.sale')}
      </LinkButton>
    );
  }
  if (!canBeMade(model)) return null;
  return (
    <LinkButton look="primary" icon="add" href={hashOf({ screen: 'records', model: model.name, id: newRecordId })}>
      {t('records.make', { model: names.one(model.name).toLowerCase() })}
    </LinkButton>
  );
}
