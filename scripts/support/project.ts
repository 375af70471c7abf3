import { fileURLToPath } from 'node:url';

/** The folder of package.json, with a trailing separator left out. */
export const projectRoot: string = fileURLToPath(new URL('../../', import.meta.url)).replace(/[\\/]$/, '');
