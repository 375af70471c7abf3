import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeProtocol, protocolFile } from './support/describe-protocol.ts';
import { projectRoot } from './support/project.ts';

// `npm run openapi`: writes down the wire protocol from the schemas that head office checks it with.

writeFileSync(join(projectRoot, protocolFile), await describeProtocol());
console.log(`${protocolFile} is written.`);
