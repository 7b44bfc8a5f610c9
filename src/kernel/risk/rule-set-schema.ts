import { z } from 'zod';
import { ruleSetSchema } from './rule-set-document';

/** What editors check a rule set by: the published JSON Schema (draft 2020-12), as a file of that name. */
export const ruleSetJsonSchema = (): Map<string, string> => {
  const schema = z.toJSONSchema(ruleSetSchema, { io: 'input', reused: 'ref' });
  return new Map([['rule-set.schema.json', `${JSON.stringify(schema, null, 2)}\n`]]);
};
