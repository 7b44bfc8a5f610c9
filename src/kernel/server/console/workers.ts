// The editor looks for its workers here; each is a file of its own beside the console.
const WORKERS: Record<string, string> = { json: 'json.worker', graphql: 'graphql.worker' };

Object.assign(globalThis, {
  MonacoEnvironment: {
    getWorker: (_id: string, label: string) =>
      new Worker(`/console/${WORKERS[label] ?? 'editor.worker'}.js`, { name: label }),
  },
});
