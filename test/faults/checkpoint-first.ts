import { setTimeout as delay } from 'node:timers/promises';
import * as whole from '../../src/kernel/ingest/store';

// Preloaded into ingest it plants a defect, for `ingest`: where a source was read to is committed before what was read.

const createStore: typeof whole.createStore = (options) => {
  const store = whole.createStore(options);
  return {
    ...store,
    async page({ checkpoint, ...page }) {
      if (checkpoint) {
        const move = 'update hub.source set checkpoint = $2 where id = $1';
        await options.database.query(move, [page.source.id, checkpoint.to]);
        await delay(50);
      }
      return store.page(page);
    },
  };
};

require.cache[require.resolve('../../src/kernel/ingest/store')]!.exports = { ...whole, createStore };
