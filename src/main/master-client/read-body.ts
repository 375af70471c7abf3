import { MasterError, masterSentences } from './master-error.ts';

/** More than any page or answer of the protocol, unpacked; what is larger comes from something else. */
const longestAnswer = 256_000_000;

/** Bytes per millisecond, unpacked: what comes slower than this never comes to an end in practice. */
const slowest = 0.5;

/**
 * The text of an answer, however long it takes while it moves. A small answer packed large and one without an end are given up, before they fill the memory.
 * @param timeoutMs within which so much has to come, or the end
 * @param moved called whenever that much has come
 * @throws MasterError `malformed-answer`, and whatever the stream breaks with
 */
export async function readBody(
  stream: ReadableStream<Uint8Array>,
  timeoutMs: number,
  moved: () => void,
): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let all = 0;
  let lately = 0;
  for await (const piece of stream) {
    all += piece.byteLength;
    lately += piece.byteLength;
    if (all > longestAnswer)
      throw new MasterError('malformed-answer', masterSentences.malformed, {
        certainty: 'in-doubt',
        cause: new Error(`the answer is longer than ${longestAnswer} bytes`),
      });
    text += decoder.decode(piece, { stream: true });
    if (lately < timeoutMs * slowest) continue;
    lately = 0;
    moved();
  }
  return text + decoder.decode();
}
