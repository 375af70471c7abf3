import { expect, onTestFinished } from 'vitest';
import { join } from 'node:path';
import { openLine, type Line } from '../../scripts/demo/line.ts';
import type { Branch } from '../../src/main/branch/branch.ts';
import { discoverModels } from '../../src/models/kit/discover.ts';
import { createRegistry } from '../../src/models/kit/registry.ts';
import type { ConflictRule } from '../../src/shared/protocol/conflict.ts';
import { openBranch } from '../../src/main/branch/open-branch.ts';
import type { Master } from '../../src/master/master.ts';
import { openMaster } from '../../src/master/open-master.ts';
import { tempFolder } from './temp-folder.ts';
import { find, save, sync } from './use-branch.ts';

export interface HeadOffice {
  readonly master: Master;
  readonly url: string;
}

/** A real head office that listens on loopback; with its models' conflict rules changed where a test says so. */
export async function openHeadOffice(rules: Readonly<Record<string, ConflictRule>> = {}): Promise<HeadOffice> {
  const known = await discoverModels();
  const models = createRegistry(
    known.all.map((model) => ({ ...model, conflict: rules[model.name] ?? model.conflict })),
  );
  const master = await openMaster({ db: join(tempFolder(), 'master.sqlite'), models });
  onTestFinished(() => master.close());
  const { url } = await master.listen({ host: '127.0.0.1', port: 0 });
  return { master, url };
}

export interface Shop {
  readonly branch: Branch;
  readonly line: Line;
  readonly dataDir: string;
}

/** A branch with a real store, connected to head office over a line that a test can cut. */
export async function openShop({ master, url }: HeadOffice, name: string): Promise<Shop> {
  const line = await openLine(url);
  onTestFinished(() => line.close());
  const dataDir = tempFolder();
  const branch = await openBranch({ dataDir, host: 'cli' });
  onTestFinished(() => branch.close());
  const { code } = await master.enroll(name);
  await branch.handlers['branch.enroll']({ masterUrl: line.url, code });
  return { branch, line, dataDir };
}

export { find, save, sync };

export async function expectEqual(...shops: Shop[]): Promise<void> {
  for (const shop of shops) {
    const check = await shop.branch.handlers['branch.verify']({});
    expect(check).toMatchObject({ equal: true, settled: true });
    expect(check.models.length).toBeGreaterThan(3);
  }
}
