import { useAnswer } from '../../bridge/use-answer.ts';
import { Notice } from '../../components/notice.tsx';
import { useSay } from '../../i18n/use-say.ts';

/** What is not as it should be with the installation: a model without its table, for example. */
export function Warnings() {
  const say = useSay();
  const { data: info } = useAnswer('app.info', {});
  return info?.warnings.map((warning) => (
    <Notice tone="alert" key={JSON.stringify(warning)}>
      {say(warning)}
    </Notice>
  ));
}
