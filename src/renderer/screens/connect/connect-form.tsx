import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { Input } from '../../components/input.tsx';
import { Notice } from '../../components/notice.tsx';
import { Ladder } from '../diagnostics/ladder.tsx';
import { useConnect } from './use-connect.ts';
import styles from './connect-form.module.css';

interface ConnectFormProps {
  /** Where head office is, as far as it is known. */
  readonly address: string;
  /** With the first field ready to be typed in. Default: false. */
  readonly focused?: boolean;
  readonly onConnected: (name: string) => void;
}

/** Address and one-time code of head office. The way is tested first and stops, with the remedy, at the step that fails. */
export function ConnectForm({ address, focused = false, onConnected }: ConnectFormProps) {
  const { t } = useTranslation();
  const id = useId();
  const [masterUrl, setMasterUrl] = useState(address);
  const [code, setCode] = useState('');
  const addressInput = useRef<HTMLInputElement>(null);
  const codeInput = useRef<HTMLInputElement>(null);
  const { busy, climbing, steps, problem, test, connect } = useConnect(onConnected);
  useEffect(() => {
    if (focused) addressInput.current?.focus();
  }, [focused]);
  useEffect(() => {
    if (problem?.field === 'masterUrl') addressInput.current?.focus();
    if (problem?.field === 'code') codeInput.current?.focus();
  }, [problem]);
  const wrong = (field: 'masterUrl' | 'code'): string | undefined =>
    problem?.field === field ? problem.message : undefined;
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) connect(masterUrl, code);
      }}
    >
      <Field
        id={`${id}-address`}
        label={t('connect.address')}
        hint={t('connect.addressHint')}
        error={wrong('masterUrl')}
      >
        {({ id: control, describedBy }) => (
          <Input
            ref={addressInput}
            id={control}
            type="url"
            inputMode="url"
            aria-describedby={describedBy}
            wrong={wrong('masterUrl') !== undefined}
            placeholder="https://head-office.example"
            value={masterUrl}
            onChange={(event) => setMasterUrl(event.target.value)}
          />
        )}
      </Field>
      <Field id={`${id}-code`} label={t('connect.code')} hint={t('connect.codeHint')} error={wrong('code')}>
        {({ id: control, describedBy }) => (
          <Input
            ref={codeInput}
            id={control}
            aria-describedby={describedBy}
            autoCapitalize="characters"
            wrong={wrong('code') !== undefined}
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
        )}
      </Field>
      <div className={styles.actions}>
        <Button look="primary" submits busy={busy}>
          {t('connect.connect')}
        </Button>
        <Button look="quiet" busy={busy} onClick={() => test(masterUrl)}>
          {t('connect.test')}
        </Button>
      </div>
      {problem?.field === null && <Notice tone="alert">{problem.message}</Notice>}
      {(steps || climbing) && <Ladder steps={steps} />}
    </form>
  );
}
