import { toErrorShape } from '../../shared/errors.ts';
import type { SecretStore } from '../branch/branch.ts';
import type { SecretAnswer, SecretQuestion } from './messages.ts';

/** Answers the worker's questions about secrets from where the host keeps them. Always answers. */
export async function answerSecret(secrets: SecretStore, question: SecretQuestion): Promise<SecretAnswer> {
  const { id, op, name, value } = question;
  try {
    if (op === 'read') return { type: 'secret-answer', id, value: await secrets.read(name), error: null };
    if (op === 'write') await secrets.write(name, value ?? '');
    else await secrets.remove(name);
    return { type: 'secret-answer', id, value: null, error: null };
  } catch (error) {
    return { type: 'secret-answer', id, value: null, error: toErrorShape(error).message };
  }
}
