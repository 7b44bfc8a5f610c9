import type { ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';
import type { ExecutionResult } from 'graphql';
import type { Patience } from './limits';
import type { Mask } from './mask';
import type { ResultStream } from './operations';

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  connection: 'keep-alive',
  'x-accel-buffering': 'no',
};

const next = (result: ExecutionResult) => `event: next\ndata: ${JSON.stringify(result)}\n\n`;
const COMPLETE = 'event: complete\ndata:\n\n';

/** One result, and the end. */
export const send = (response: ServerResponse, result: ExecutionResult) =>
  finish(response, next(result) + COMPLETE);

// The stream may have been ended meanwhile, by its consumer or by a closing server.
function finish(response: ServerResponse, text: string) {
  if (!response.writableEnded && !response.destroyed) response.end(text);
}

/** Resolves when the consumer has room for more; false when it is gone, or cut off because it took nothing for too long. */
function write(response: ServerResponse, frame: string, { stallMs }: Patience): Promise<boolean> {
  if (response.destroyed || response.writableEnded) return Promise.resolve(false);
  if (response.write(frame)) return Promise.resolve(true);
  return new Promise((resolve) => {
    const settle = (open: boolean) => {
      clearTimeout(stalled);
      response.off('drain', drained).off('close', gone);
      resolve(open);
    };
    const drained = () => settle(true);
    const gone = () => settle(false);
    const stalled = setTimeout(() => response.destroy(), stallMs);
    response.once('drain', drained).once('close', gone);
  });
}

/** Takes the response out of Fastify's hands and starts the stream. */
export function openResponse(reply: FastifyReply): ServerResponse {
  reply.hijack();
  reply.raw.writeHead(200, { ...(reply.getHeaders() as Record<string, string>), ...HEADERS });
  // Some browsers act on the headers only when bytes follow.
  reply.raw.write(':\n\n');
  return reply.raw;
}

/** Sends each result when the one before it was taken; ends the source when the reader goes. */
export async function pump(
  results: ResultStream,
  response: ServerResponse,
  { mask, patience }: { mask: Mask; patience: Patience },
) {
  const stop = () => void results.return?.();
  response.once('close', stop);
  const breath = setInterval(() => {
    if (!response.writableEnded && !response.writableNeedDrain) response.write(':\n\n');
  }, patience.keepAliveMs);
  try {
    if (response.destroyed) stop();
    for await (const result of results) if (!(await write(response, next(result), patience))) return;
    finish(response, COMPLETE);
  } catch (error) {
    send(response, { errors: [mask.error(error)] });
  } finally {
    clearInterval(breath);
    response.off('close', stop);
  }
}
