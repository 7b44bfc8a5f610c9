import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** One element of a message: how often it comes, and what it may hold. */
interface Rule {
  name: string;
  /** @default once, exactly */
  times?: '?' | '*' | '+';
  values?: readonly string[];
  pattern?: RegExp;
  children?: readonly Rule[];
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[-+]\d\d:\d\d$/;
const TOKEN = /^[^\s,<&]+$/;
const NAMED: readonly Rule[] = [{ name: 'valueName' }, { name: 'value' }];

const AREA: readonly Rule[] = [
  { name: 'areaDesc' },
  { name: 'polygon', times: '*' },
  { name: 'circle', times: '*' },
  { name: 'geocode', times: '*', children: NAMED },
];

const CATEGORIES = 'Geo Met Safety Security Rescue Fire Health Env Transport Infra CBRNE Other'.split(' ');
const RESPONSES = 'Shelter Evacuate Prepare Execute Avoid Monitor Assess AllClear None'.split(' ');

const INFO: readonly Rule[] = [
  { name: 'language', times: '?', pattern: /^[a-z]{2}(-[A-Z]{2})?$/ },
  { name: 'category', times: '+', values: CATEGORIES },
  { name: 'event' },
  { name: 'responseType', times: '*', values: RESPONSES },
  { name: 'urgency', values: ['Immediate', 'Expected', 'Future', 'Past', 'Unknown'] },
  { name: 'severity', values: ['Extreme', 'Severe', 'Moderate', 'Minor', 'Unknown'] },
  { name: 'certainty', values: ['Observed', 'Likely', 'Possible', 'Unlikely', 'Unknown'] },
  { name: 'audience', times: '?' },
  { name: 'eventCode', times: '*', children: NAMED },
  { name: 'effective', times: '?', pattern: TIME },
  { name: 'onset', times: '?', pattern: TIME },
  { name: 'expires', times: '?', pattern: TIME },
  { name: 'senderName', times: '?' },
  { name: 'headline', times: '?' },
  { name: 'description', times: '?' },
  { name: 'instruction', times: '?' },
  { name: 'web', times: '?' },
  { name: 'contact', times: '?' },
  { name: 'parameter', times: '*', children: NAMED },
  { name: 'area', times: '*', children: AREA },
];

/** The elements of an OASIS CAP 1.2 alert, in their order (Common Alerting Protocol 1.2, section 3.2). */
const ALERT: readonly Rule[] = [
  { name: 'identifier', pattern: TOKEN },
  { name: 'sender', pattern: TOKEN },
  { name: 'sent', pattern: TIME },
  { name: 'status', values: ['Actual', 'Exercise', 'System', 'Test', 'Draft'] },
  { name: 'msgType', values: ['Alert', 'Update', 'Cancel', 'Ack', 'Error'] },
  { name: 'source', times: '?' },
  { name: 'scope', values: ['Public', 'Restricted', 'Private'] },
  { name: 'restriction', times: '?' },
  { name: 'addresses', times: '?' },
  { name: 'code', times: '*' },
  { name: 'note', times: '?' },
  { name: 'references', times: '?' },
  { name: 'incidents', times: '?' },
  { name: 'info', times: '*', children: INFO },
];

const NAMESPACE = 'urn:oasis:names:tc:emergency:cap:1.2';

type Node = Record<string, unknown>;
const ordered = new XMLParser({ preserveOrder: true, ignoreAttributes: false, parseTagValue: false });

const nameOf = (node: Node): string => Object.keys(node).find((key) => key !== ':@')!;
const textOf = (nodes: Node[]): string => nodes.map((node) => String(node['#text'] ?? '')).join('');

/** What is wrong with a text as a CAP 1.2 alert; nothing: empty. */
export function capFaults(xml: string): string[] {
  const form = XMLValidator.validate(xml);
  if (form !== true) return [`not well-formed: ${form.err.msg}`];
  const roots = (ordered.parse(xml) as Node[]).filter((node) => nameOf(node) !== '?xml');
  const [root] = roots;
  if (roots.length !== 1 || !root || nameOf(root) !== 'alert') return ['the root is not one alert'];
  const namespace = (root[':@'] as Node | undefined)?.['@_xmlns'];
  const faults = namespace === NAMESPACE ? [] : [`namespace ${String(namespace)}`];
  return [...faults, ...faultsOf(root.alert as Node[], ALERT, 'alert'), ...sense(root.alert as Node[])];
}

function faultsOf(nodes: Node[], rules: readonly Rule[], place: string): string[] {
  const names = nodes.map(nameOf);
  const order = rules.map(({ name }) => name);
  const faults = names.filter((name) => !order.includes(name)).map((name) => `${place}: no ${name} here`);
  const places = names.map((name) => order.indexOf(name));
  if (places.some((at, index) => index > 0 && at < places[index - 1]!)) faults.push(`${place}: wrong order`);
  for (const rule of rules)
    faults.push(
      ...ruleFaults(
        nodes.filter((node) => nameOf(node) === rule.name),
        rule,
        place,
      ),
    );
  return faults;
}

function ruleFaults(
  found: Node[],
  { name, times, values, pattern, children }: Rule,
  place: string,
): string[] {
  const here = `${place}.${name}`;
  const faults: string[] = [];
  if (found.length === 0 && times !== '?' && times !== '*') faults.push(`${here} is missing`);
  if (found.length > 1 && times !== '*' && times !== '+') faults.push(`${here} comes more than once`);
  for (const node of found) {
    const inside = node[name] as Node[];
    if (children) faults.push(...faultsOf(inside, children, here));
    else if (textOf(inside) === '') faults.push(`${here} is empty`);
    else if (values && !values.includes(textOf(inside))) faults.push(`${here}: ${textOf(inside)}`);
    else if (pattern && !pattern.test(textOf(inside))) faults.push(`${here}: ${textOf(inside)}`);
  }
  return faults;
}

/** What the prose of the standard asks beyond its schema. */
function sense(nodes: Node[]): string[] {
  const value = (name: string) => {
    const node = nodes.find((one) => nameOf(one) === name);
    return node ? textOf(node[name] as Node[]) : null;
  };
  const faults: string[] = [];
  const reference = /^([^\s,]+,[^\s,]+,[^\s,]+)( [^\s,]+,[^\s,]+,[^\s,]+)*$/;
  if (value('scope') === 'Restricted' && !value('restriction')) faults.push('Restricted without restriction');
  if (value('msgType') !== 'Alert' && !reference.test(value('references') ?? ''))
    faults.push(`${value('msgType')} without references`);
  return faults;
}

/** The message as plain values, for what a test compares. */
export const capMessage = (xml: string) =>
  new XMLParser({ parseTagValue: false, isArray: (name) => name === 'area' }).parse(xml).alert;
