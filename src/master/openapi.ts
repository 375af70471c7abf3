import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { createJsonSchemaTransform } from 'fastify-type-provider-zod';
import { wireErrorSchema } from '../shared/protocol/common.ts';
import { appVersion } from '../shared/version.ts';

/** Bounds that every whole number has anyway; said of each, they would hide the ones that mean something. */
const wholeNumberBounds = [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER];

const failure = wireErrorSchema.describe('Every answer that is not 2xx');

const transform = createJsonSchemaTransform({
  zodToJsonConfig: {
    override({ jsonSchema }) {
      // A newer side may say more: who does not know a field passes over it.
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
      if (jsonSchema.format === 'uuid') delete jsonSchema.pattern;
      if (wholeNumberBounds.includes(jsonSchema.minimum ?? 0)) delete jsonSchema.minimum;
      if (wholeNumberBounds.includes(jsonSchema.maximum ?? 0)) delete jsonSchema.maximum;
    },
  },
});

/** Collects the description of the wire protocol from the same schemas that check it. */
export async function registerOpenapi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'SyncLog head office',
        version: appVersion,
        description:
          'What a branch says to head office. What it means, and what both sides must do, is in protocol.md.',
      },
      components: { securitySchemes: { branchToken: { type: 'http', scheme: 'bearer' } } },
    },
    transform(document) {
      const response = { ...answersOf(document.schema), default: failure };
      return transform({ ...document, schema: { ...document.schema, response } });
    },
  });
}

function answersOf({ response }: { readonly response?: unknown }): object {
  return typeof response === 'object' && response !== null ? response : {};
}
