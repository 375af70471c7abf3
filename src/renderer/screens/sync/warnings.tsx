import { useAnswer } from '../../bridge/use-answer.ts';
import { Notice } from '../../components/notice.tsx';

/** What is not as it should be with the installation: a model without its table, for example. */
export function Warnings() {
  const { data: info } = useAnswer('app.info', {});
  return info?.warnings.map((warning) => (
    <Notice tone="alert" key={warning}>
      {warning}
    </Notice>
  ));
}
