import { Ajv } from 'ajv';
import { Minimatch } from 'minimatch';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { projectRoot } from '../../../scripts/support/project.ts';

const configSchema = z.looseObject({
  files: z.array(z.string()),
  asarUnpack: z.array(z.string()),
  npmRebuild: z.boolean(),
  electronFuses: z.record(z.string(), z.boolean()),
});
const schema = z
  .looseObject({
    definitions: z.looseObject({ FuseOptionsV1: z.looseObject({ properties: z.record(z.string(), z.unknown()) }) }),
  })
  .parse(JSON.parse(read('node_modules/app-builder-lib/scheme.json')));
const config = configSchema.parse(parse(read('electron-builder.yml')));
const isValid = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(schema);

function read(path: string): string {
  return readFileSync(join(projectRoot, path), 'utf8');
}

describe("the packager's own schema", () => {
  test('accepts the configuration', () => {
    isValid(config);
    expect(isValid.errors).toBeNull();
  });

  test('refuses a misspelt fuse', () => {
    const misspelt = { ...config, electronFuses: { ...config.electronFuses, runAsNod: false } };
    expect(isValid(misspelt)).toBe(false);
  });

  test('refuses a key it does not know', () => {
    expect(isValid({ ...config, asarUnpak: [] })).toBe(false);
  });
});

test('all nine fuses are stated, so that a new default changes nothing by itself', () => {
  const fuses = Object.keys(schema.definitions.FuseOptionsV1.properties);
  expect(fuses).toHaveLength(9);
  expect(Object.keys(config.electronFuses).toSorted()).toEqual(fuses.toSorted());
  expect(config.electronFuses).toMatchObject({
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    grantFileProtocolExtraPrivileges: false,
    enableCookieEncryption: true,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
  });
});

test('of the SQLite driver only the library and the one binary of the target are packaged', () => {
  const excluded = config.files
    .filter((pattern) => pattern.startsWith('!'))
    .map((pattern) => pattern.slice(1).replace('${platform}', 'linux').replace('${arch}', 'x64'))
    .map((pattern) => new Minimatch(pattern, { dot: true }));
  const driver = 'node_modules/better-sqlite3';
  const packaged = readdirSync(join(projectRoot, driver), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(projectRoot.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter((path) => !excluded.some((pattern) => pattern.match(path)))
    .map((path) => path.slice(driver.length + 1));

  expect(packaged.filter((path) => path.endsWith('.node'))).toEqual(['prebuilds/linux-x64.node']);
  expect(packaged).toContain('lib/index.js');
  expect(packaged.filter((path) => /^(deps|src)\//.test(path))).toEqual([]);
});

test('native files stay outside the archive and are never built anew', () => {
  expect(config.asarUnpack).toContain('**/*.node');
  expect(config.npmRebuild).toBe(false);
});
