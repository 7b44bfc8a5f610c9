import { registerEnumType } from 'type-graphql';

export enum SettledAs {
  MENDED = 'MENDED',
  DISMISSED = 'DISMISSED',
}

registerEnumType(SettledAs, {
  name: 'SettledAs',
  description: '拒收记录如何了结 · What became of a refused record',
  valuesConfig: {
    MENDED: { description: '来源已重发更正的记录 · Its source sent it again, and it could be read' },
    DISMISSED: { description: '人工确认无需接入 · Somebody found that nothing is missing without it' },
  },
});
