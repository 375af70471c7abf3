import type { FastifyInstance } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { SyncLogError, type ErrorCode } from '../shared/errors.ts';
import type { WireError } from '../shared/protocol/common.ts';

const statusOf: Partial<Record<ErrorCode, number>> = {
  'invalid-input': 400,
  'wrong-code': 403,
  unauthorized: 401,
  'not-found': 404,
  'epoch-changed': 409,
  'branch-rewound': 409,
  'clone-detected': 409,
  'too-large': 413,
  'upgrade-required': 426,
  overloaded: 429,
  'database-busy': 503,
  'database-full': 507,
};

const withStatus = z.object({ statusCode: z.number().int().min(400).max(499), message: z.string() });

/** Every error as `{error: {code, message}}`; what went wrong inside is logged, never told. */
export function registerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => {
    const { status, body } = describe(error);
    if (status >= 500) request.log.error(error);
    void reply.status(status).send(body);
  });
}

function describe(error: unknown): { readonly status: number; readonly body: WireError } {
  if (hasZodFastifySchemaValidationErrors(error)) {
    const [first] = error.validation;
    const where = first?.instancePath ? `${first.instancePath}: ` : '';
    return {
      status: 400,
      body: wire('invalid-input', `The request is not understood (${where}${first?.message ?? 'not valid'}).`),
    };
  }
  if (error instanceof SyncLogError) {
    const status = statusOf[error.code] ?? 500;
    const message =
      status >= 500 ? 'Head office is in trouble at the moment. What was sent is tried again.' : error.message;
    return { status, body: wire(error.code, message) };
  }
  const client = withStatus.safeParse(error);
  if (client.success) {
    const code: ErrorCode = client.data.statusCode === 413 ? 'too-large' : 'invalid-input';
    return { status: client.data.statusCode, body: wire(code, client.data.message) };
  }
  return {
    status: 500,
    body: wire('master-failed', 'Head office is in trouble at the moment. What was sent is tried again.'),
  };
}

function wire(code: string, message: string): WireError {
  return { error: { code, message } };
}
