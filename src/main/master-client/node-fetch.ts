import type { Agent } from 'undici';

let patient: Promise<Agent> | undefined;

/** Loaded with the first request, because the start of the program is waited for. */
async function loadPatient(): Promise<Agent> {
  const undici = await import('undici');
  return new undici.Agent({ headersTimeout: 0, bodyTimeout: 0 });
}

/**
 * Node's fetch without the five minutes after which it breaks off a body that is still on its way, or an answer that is thought about: how long a request may
 * take is for its caller to say.
 */
export const nodeFetch: typeof globalThis.fetch = async (input, init) => {
  patient ??= loadPatient();
  // Node's own declarations of it are of an older version, which differ in what is not used here.
  const options: object = { ...init, dispatcher: await patient };
  return await fetch(input, options);
};
