import type { Fetcher, FetcherParams } from '@graphiql/toolkit';
import { getOperationAST, parse } from 'graphql';
import { createClient } from 'graphql-ws';

export interface Connection {
  fetcher: Fetcher;
  close(): void;
}

/** HTTP and the socket under one token; a new token is a new connection, so that running subscriptions change hands too. */
export function connect(token: string, onRefused: () => void): Connection {
  const url = `${location.origin}/graphql`;
  const socket = createClient({
    url: url.replace(/^http/, 'ws'),
    connectionParams: token ? { token } : {},
    on: {
      closed: (event) => {
        if ((event as CloseEvent).code === 4401) onRefused();
      },
    },
  });
  const post = async (params: FetcherParams): Promise<unknown> => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(params),
    });
    if (answer.status === 401) onRefused();
    return answer.json();
  };
  const fetcher = (params: FetcherParams) =>
    isSubscription(params) ? socket.iterate(params as never) : post(params);
  return { fetcher: fetcher as Fetcher, close: () => void socket.dispose() };
}

// Read from the text itself: the editor's own analysis lags behind what was put into it.
function isSubscription({ query, operationName }: FetcherParams): boolean {
  try {
    return getOperationAST(parse(query), operationName)?.operation === 'subscription';
  } catch {
    return false;
  }
}
