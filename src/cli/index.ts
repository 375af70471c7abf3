import { flush, processIo } from './io.ts';
import { main } from './main.ts';

// The command line: `synclog …`. What was asked is done when main() returns; a socket kept alive must not keep the process.
const code = await main(process.argv.slice(2), processIo());
await flush();
process.exit(code);
