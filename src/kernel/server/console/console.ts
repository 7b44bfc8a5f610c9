import './workers';
import './console.css';
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { createElement, useEffect, useMemo, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { connect } from './connection';
import { examplesPlugin, readExamples, type Example } from './examples';

const TOKEN = 'hub-token';

interface BarProps {
  token: string;
  refused: boolean;
  onToken(token: string): void;
}

/** Applied when the field is left or Enter is pressed: half a token would only be refused. */
const Bar = ({ token, refused, onToken }: BarProps) =>
  createElement('form', { className: 'bar', onSubmit: (event: Event) => submit(event, onToken) } as object, [
    createElement('a', { key: 'home', href: '/' } as object, '城市安全数据汇聚中枢 · Safe-city hub'),
    refused &&
      createElement(
        'span',
        { key: 'refused', className: 'wrong', role: 'alert' } as object,
        '令牌无效 · token refused',
      ),
    createElement('label', { key: 'label', htmlFor: 'token' } as object, '令牌 Token'),
    createElement('input', {
      key: 'token',
      id: 'token',
      name: 'token',
      defaultValue: token,
      autoComplete: 'off',
      spellCheck: false,
      placeholder: '空 = 值班员 · empty = duty officer',
      onBlur: ({ target }: { target: HTMLInputElement }) => onToken(target.value.trim()),
    } as object),
  ]);

function submit(event: Event, onToken: (token: string) => void) {
  event.preventDefault();
  onToken(String(new FormData(event.target as HTMLFormElement).get('token')).trim());
}

function Console({ examples }: { examples: readonly Example[] }) {
  const [token, setToken] = useState(() => sessionStorage.getItem(TOKEN) ?? '');
  const [refused, setRefused] = useState(false);
  const connection = useMemo(() => connect(token, () => setRefused(true)), [token]);
  useEffect(() => () => connection.close(), [connection]);
  const plugins = useMemo(() => [examplesPlugin(examples), HISTORY_PLUGIN], [examples]);
  const onToken = (next: string) => {
    if (next === token) return;
    sessionStorage.setItem(TOKEN, next);
    setRefused(false);
    setToken(next);
  };
  return [
    createElement(Bar, { key: 'bar', token, refused, onToken } as BarProps),
    createElement(
      GraphiQL as never,
      {
        key: 'graphiql',
        fetcher: connection.fetcher,
        plugins,
        // GraphiQL does not start from an empty list
        defaultTabs: examples.length > 0 ? examples.slice(0, 1).map(tabOf) : undefined,
        // the variables of a default tab do not reach the editor; a tab from the last visit keeps its own
        initialVariables: localStorage.getItem('graphiql:tabState') ? undefined : firstVariables(examples),
        isHeadersEditorEnabled: false,
        defaultEditorToolsVisibility: 'variables',
      } as never,
    ),
  ];
}

const textOf = (variables: object) => JSON.stringify(variables, null, 2);

const firstVariables = ([first]: readonly Example[]) => first && textOf(first.variables);

const tabOf = ({ query, variables }: Example) => ({ query, variables: textOf(variables) });

void readExamples().then((examples) => {
  createRoot(document.getElementById('console')!).render(createElement(Console, { examples }));
});
