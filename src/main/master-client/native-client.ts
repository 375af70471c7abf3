import type { z } from 'zod';
import type { Clock } from '../../shared/clock.ts';
import { protocolHeader, protocolVersion, runIdHeader } from '../../shared/protocol/common.ts';
import { branchAnswerSchema, enrollAnswerSchema } from '../../shared/protocol/enroll.ts';
import { healthAnswerSchema } from '../../shared/protocol/health.ts';
import { pullAnswerSchema } from '../../shared/protocol/pull.ts';
import { pushAnswerSchema } from '../../shared/protocol/push.ts';
import { commonAnswerSchema, receiptsAnswerSchema, rejoinAnswerSchema } from '../../shared/protocol/rejoin.ts';
import {
  dayAnswerSchema,
  digestsAnswerSchema,
  lookupAnswerSchema,
  rangesAnswerSchema,
} from '../../shared/protocol/verify.ts';
import type { Timers } from '../timers.ts';
import { openEvents } from './open-events.ts';
import { createHttpExchange } from './http-exchange.ts';
import { createLineSpeed, poorLine } from './line-speed.ts';
import { nodeFetch } from './node-fetch.ts';
import { isLoopback } from './master-address.ts';
import type { CallOptions, MasterClient } from './master-client.ts';
import { createPushSender } from './push-sender.ts';
import { readAnswer } from './read-answer.ts';
import { createRequestBudget } from './request-budget.ts';

export interface NativeClientOptions {
  /** Base address as `parseMasterAddress` gives it. */
  readonly address: string;
  /** The branch's token; null before it enrolled. */
  readonly token: string | null;
  readonly appVersion: string;
  readonly clock: Clock;
  readonly timers: Timers;
  /** Node's, or in Electron one that goes through Chromium's network stack (system proxy, system certificates). */
  readonly fetch?: typeof globalThis.fetch;
}

const timeouts = { health: 10_000, enroll: 20_000, identify: 20_000, pull: 120_000, digests: 300_000 } as const;

/** The driver for SyncLog's own protocol (docs/protocol.md). */
export function createNativeClient(options: NativeClientOptions): MasterClient {
  const { address, token, clock, timers } = options;
  const http = createHttpExchange(timers, options.fetch ?? nodeFetch);
  const budget = createRequestBudget(clock);
  const loopback = isLoopback(address);

  function headers(withToken: boolean, call: CallOptions): Record<string, string> {
    return {
      accept: 'application/json',
      'x-synclog-version': options.appVersion,
      'user-agent': `synclog/${options.appVersion}`,
      [protocolHeader]: String(protocolVersion),
      ...(call.runId === undefined ? {} : { [runIdHeader]: call.runId }),
      ...(withToken && token !== null ? { authorization: `Bearer ${token}` } : {}),
      // On this machine compression costs time and saves nothing.
      ...(loopback ? { 'accept-encoding': 'identity' } : {}),
    };
  }

  /** One question and its answer, checked; with a body it is a POST. */
  async function ask<T>(
    question: { readonly path: string; readonly body?: unknown },
    schema: z.ZodType<T>,
    timeoutMs: number,
    call: CallOptions,
    withToken: boolean,
  ): Promise<T> {
    budget.spend();
    const { path } = question;
    const common = headers(withToken, call);
    const body = question.body === undefined ? undefined : JSON.stringify(question.body);
    const raw = await http.request({
      url: `${address}${path}`,
      timeoutMs: call.timeoutMs ?? timeoutMs,
      signal: call.signal,
      ...(body === undefined
        ? { method: 'GET', headers: common }
        : {
            method: 'POST',
            headers: { ...common, 'content-type': 'application/json' },
            body,
            sendMs: body.length / poorLine,
          }),
    });
    return readAnswer(schema, raw, clock.now());
  }
  const get = <T>(path: string, schema: z.ZodType<T>, timeoutMs: number, call: CallOptions, withToken = true) =>
    ask({ path }, schema, timeoutMs, call, withToken);
  const post = <T>(
    path: string,
    body: unknown,
    schema: z.ZodType<T>,
    timeoutMs: number,
    call: CallOptions,
    withToken = true,
  ) => ask({ path, body }, schema, timeoutMs, call, withToken);

  const sender = createPushSender({ http, clock, url: `${address}/v1/push`, speed: createLineSpeed(loopback) });

  return {
    async health(challenge, call = {}) {
      const answer = await get(`/v1/health?challenge=${challenge}`, healthAnswerSchema, timeouts.health, call, false);
      sender.accept(answer.encodings);
      return answer;
    },
    enroll: (request, call = {}) => post('/v1/enroll', request, enrollAnswerSchema, timeouts.enroll, call, false),
    identify: (call = {}) => get('/v1/branch', branchAnswerSchema, timeouts.identify, call),
    async push(request, call = {}) {
      budget.spend();
      const raw = await sender.send(JSON.stringify(request), headers(true, call), call);
      const answer = readAnswer(pushAnswerSchema, raw, clock.now());
      if (answer.results.some((result) => result.status !== 'duplicate')) budget.payBack();
      return answer;
    },
    async pull(query, call = {}) {
      const search = new URLSearchParams();
      for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value));
      const answer = await get(`/v1/pull?${search.toString()}`, pullAnswerSchema, timeouts.pull, call);
      if (answer.next > query.after) budget.payBack();
      return answer;
    },
    digests: (call = {}) => get('/v1/digests', digestsAnswerSchema, timeouts.digests, call),
    ranges: (request, call = {}) => post('/v1/digests/ranges', request, rangesAnswerSchema, timeouts.digests, call),
    lookup: (request, call = {}) => post('/v1/records/lookup', request, lookupAnswerSchema, timeouts.pull, call),
    day: ({ from, to }, call = {}) =>
      get(
        `/v1/day?from=${encodeURIComponent(from)}&to=${encodeURIComponent(to)}`,
        dayAnswerSchema,
        timeouts.digests,
        call,
      ),
    receipts: (request, call = {}) => post('/v1/receipts', request, receiptsAnswerSchema, timeouts.identify, call),
    common: (request, call = {}) => post('/v1/common', request, commonAnswerSchema, timeouts.identify, call),
    rejoin: (request, call = {}) => post('/v1/rejoin', request, rejoinAnswerSchema, timeouts.enroll, call),
    async events(signal, listener) {
      budget.spend();
      await openEvents(
        { http, timers, clock, url: `${address}/v1/events`, headers: headers(true, {}) },
        signal,
        listener,
      );
    },
  };
}
