import { createReadStream, existsSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { type Example, usableExamples } from './examples';
import type { Guard } from './guard';
import { sendError } from './http';
import { packageRoot } from './package-root';

const BUILT = join(packageRoot(), 'dist', 'console');

const MEDIA_TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
};

const sendFile = (reply: FastifyReply, name: string) =>
  reply
    .type(MEDIA_TYPES[extname(name)] ?? 'application/octet-stream')
    .header('cache-control', 'no-cache')
    .send(createReadStream(join(BUILT, name)));

/** `/console`: GraphiQL from this repo's own build, and the operations that it offers. */
export function addConsole(
  app: FastifyInstance,
  { examples, guard }: { examples: readonly Example[]; guard: Guard },
) {
  const usable = usableExamples(examples, guard);
  app.get('/console/examples.json', async () => usable);
  if (!existsSync(join(BUILT, 'index.html'))) {
    const missing = '控制台尚未构建 · The console is not built: node scripts/build-console.mjs';
    app.get('/console', (_request, reply) => sendError(reply, 503, missing));
    return;
  }
  app.get('/console', (_request, reply) => sendFile(reply, 'index.html'));
  app.get('/console/', (_request, reply) => reply.redirect('/console'));
  // One route a file: a path that was not built leads nowhere.
  for (const name of readdirSync(BUILT).filter((file) => MEDIA_TYPES[extname(file)]))
    app.get(`/console/${name}`, (_request, reply) => sendFile(reply, name));
}
