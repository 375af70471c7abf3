import { headEventSchema, type HeadEvent } from '../../shared/protocol/events.ts';
import { MasterError, masterSentences } from './master-error.ts';

/** A head event is a few dozen bytes; a line much longer than that comes from something else. */
const longestLine = 64_000;

/**
 * Reads server-sent events until the stream ends.
 * @param onActivity called for every piece that arrives, keep-alive comments included
 * @throws MasterError `malformed-answer` when an event is not what the protocol says
 */
export async function readHeadEvents(
  stream: ReadableStream<Uint8Array>,
  onActivity: () => void,
  onHead: (event: HeadEvent) => void,
): Promise<void> {
  const decoder = new TextDecoder();
  let rest = '';
  let eventName = '';
  let data = '';
  const takeLine = (line: string): void => {
    if (line === '') {
      if (data !== '' && eventName === 'head') onHead(parseHead(data));
      eventName = '';
      data = '';
    } else if (line.startsWith('event:')) eventName = line.slice(6).trim();
    else if (line.startsWith('data:')) data += line.slice(5).trim();
  };
  for await (const piece of stream) {
    onActivity();
    const lines = (rest + decoder.decode(piece, { stream: true })).split(/\r?\n/);
    rest = lines.pop() ?? '';
    if (rest.length > longestLine) throw malformed('a line without an end');
    for (const line of lines) takeLine(line);
  }
}

function parseHead(data: string): HeadEvent {
  try {
    return headEventSchema.parse(JSON.parse(data));
  } catch (error) {
    throw malformed(error);
  }
}

function malformed(cause: unknown): MasterError {
  return new MasterError('malformed-answer', masterSentences.malformed, { certainty: 'in-doubt', cause });
}
