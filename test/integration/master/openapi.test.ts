import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { describeProtocol, protocolFile } from '../../../scripts/support/describe-protocol.ts';
import { projectRoot } from '../../../scripts/support/project.ts';
import { errorCodeSchema } from '../../../src/shared/errors.ts';

const documentSchema = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });
const guide = readFileSync(join(projectRoot, 'docs/protocol.md'), 'utf8');

it('is written down as head office speaks it; `npm run openapi` writes it anew', async () => {
  expect(readFileSync(join(projectRoot, protocolFile), 'utf8')).toBe(await describeProtocol());
});

it('has every call explained in docs/protocol.md, and no call there that is not', async () => {
  const { paths } = documentSchema.parse(JSON.parse(await describeProtocol()));
  const spoken = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const explained = [...guide.matchAll(/^### `(.+)`$/gm)].map(([, call]) => call);
  expect(new Set(explained)).toEqual(new Set(spoken));
});

it('names no error code in docs/protocol.md that does not exist', () => {
  const table = /## Error codes\n(.*?)\n## /s.exec(guide)?.[1] ?? '';
  const codes = [...table.matchAll(/^\| `([a-z-]+)`/gm)].map(([, code]) => code);
  expect(codes.length).toBeGreaterThan(8);
  const unknown = codes.filter((code) => !errorCodeSchema.safeParse(code).success && code !== 'group-refused');
  expect(unknown).toEqual([]);
});
