import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { appVersion } from '../shared/version.ts';

/** Collects the description of the wire protocol from the same schemas that check it. */
export async function registerOpenapi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'SyncLog head office',
        version: appVersion,
        description: 'What a branch says to head office. See docs/protocol.md.',
      },
      components: { securitySchemes: { branchToken: { type: 'http', scheme: 'bearer' } } },
    },
    transform: jsonSchemaTransform,
  });
}
