import { useErrorText } from '../i18n/use-error-text.ts';
import type { ErrorShape } from '../../shared/errors.ts';
import styles from './error-text.module.css';

/** What went wrong, and beneath it the program's own sentence where that says more than the language of the screens can. */
export function ErrorText({ error }: { readonly error: Pick<ErrorShape, 'code' | 'message' | 'field'> }) {
  const { text, detail } = useErrorText()(error);
  return (
    <>
      {text}
      {detail !== null && (
        <span className={styles.detail} lang="en" dir="ltr">
          {detail}
        </span>
      )}
    </>
  );
}
