import { useGraphiQL, useGraphiQLActions, type GraphiQLPlugin } from '@graphiql/react';
import { createElement } from 'react';

export interface Example {
  name: string;
  query: string;
  variables: Record<string, unknown>;
}

export async function readExamples(): Promise<Example[]> {
  try {
    const answer = await fetch('/console/examples.json');
    return answer.ok ? ((await answer.json()) as Example[]) : [];
  } catch {
    return [];
  }
}

const Icon = () =>
  createElement(
    'svg',
    { viewBox: '0 0 24 24', fill: 'none', stroke: 'currentColor', strokeWidth: 1.5 } as object,
    [
      createElement('path', { key: 'lines', d: 'M4 6h11M4 12h16M4 18h8' } as object),
      createElement('path', { key: 'mark', d: 'm18 3 3 3-3 3' } as object),
    ],
  );

/** A list in the sidebar; one click puts an operation with its variables into a tab, ready to run. */
export function examplesPlugin(examples: readonly Example[]): GraphiQLPlugin {
  const Content = () => {
    const { addTab } = useGraphiQLActions();
    const open = useOpen();
    const choose = (example: Example) => {
      addTab();
      open(example);
    };
    return createElement('section', { className: 'examples', 'aria-label': 'Examples' } as object, [
      createElement(
        'div',
        { key: 'title', className: 'graphiql-doc-explorer-title' } as object,
        '示例 Examples',
      ),
      ...examples.map((example) =>
        createElement(
          'button',
          { key: example.name, type: 'button', onClick: () => choose(example) } as object,
          example.name,
        ),
      ),
    ]);
  };
  return { title: '示例 Examples', icon: Icon as never, content: Content as never };
}

function useOpen() {
  const { queryEditor, variableEditor } = useGraphiQL((state) => ({
    queryEditor: state.queryEditor,
    variableEditor: state.variableEditor,
  }));
  return ({ query, variables }: Example) => {
    queryEditor?.setValue(query);
    variableEditor?.setValue(JSON.stringify(variables, null, 2));
  };
}
