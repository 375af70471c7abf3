import { Ajv } from 'ajv';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { projectRoot } from '../../../scripts/support/project.ts';

const configSchema = z.looseObject({
  appId: z.string(),
  publish: z.looseObject({ provider: z.literal('generic') }),
  mac: z.looseObject({ target: z.array(z.string()) }),
  linux: z.looseObject({ target: z.array(z.string()), syncDesktopName: z.literal(true) }),
  appImage: z.looseObject({ artifactName: z.string() }),
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

test('native files stay outside the archive and are never built anew', () => {
  expect(config.asarUnpack).toContain('**/*.node');
  expect(config.npmRebuild).toBe(false);
});

describe('what updates are made of', () => {
  test('Squirrel.Mac takes a zip, and an AppImage keeps its name', () => {
    expect(config.mac.target).toContain('zip');
    expect(config.linux.target).toContain('AppImage');
    expect(config.appImage.artifactName).not.toContain('${version}');
  });

  test('the extra certificates count for electron-updater too, which asks in a session of its own', () => {
    const name = /NET_SESSION_NAME = "([^"]+)"/.exec(
      read('node_modules/electron-updater/out/electronHttpExecutor.js'),
    )?.[1];
    expect(read('src/main/shell/certificates.ts')).toContain(`['${name}', { cache: false }]`);
  });
});

describe('the names by which systems know the app', () => {
  const product = z
    .object({ productName: z.string(), desktopName: z.string() })
    .parse(JSON.parse(read('package.json')));

  test('Windows: notifications and the entry of the menu have one id', () => {
    expect(read('src/main/shell/desktop-app.ts')).toContain(`app.setAppUserModelId('${config.appId}')`);
  });

  test('Electron takes its name from package.json, the packager from its own file: they are one', () => {
    expect(product.productName).toBe(config['productName']);
    expect(product.desktopName).toBe('synclog.desktop');
  });
});
