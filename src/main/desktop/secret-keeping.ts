/** What the system offers to keep secrets in. */
export interface KeyStore {
  readonly platform: NodeJS.Platform;
  /** Whether encryption works at all. */
  readonly available: boolean;
  /** On Linux the name of the key store; `basic_text` is none: a password that is the same on every computer. */
  readonly backend: string;
}

export type SecretKeeping =
  { readonly where: 'key-store' } | { readonly where: 'file'; readonly warningKey: 'secrets.noKeyStore' };

/**
 * Where this computer keeps the branch's credentials: in the system's key store, or, where there is none that protects, in a file for this user alone, which the
 * person is told.
 */
export function chooseSecretKeeping({ platform, available, backend }: KeyStore): SecretKeeping {
  const unprotected = platform === 'linux' && (backend === 'basic_text' || backend === 'unknown');
  return available && !unprotected ? { where: 'key-store' } : { where: 'file', warningKey: 'secrets.noKeyStore' };
}
