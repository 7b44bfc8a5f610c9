import { Kind, parse, type ObjectTypeDefinitionNode } from 'graphql';
import type { Subgraph } from './define-subgraph';

/** Where one subgraph meets an entity: it is its own, it adds fields to it, or it only refers to it. */
export interface Meeting {
  subgraph: string;
  /** Without the key. */
  fields: string[];
}

/** An entity of the graph: its key, who owns it, and who meets it. */
export interface MappedEntity {
  name: string;
  key: string;
  owner: string;
  /** In the order of the subgraphs, without the owner. */
  others: Meeting[];
}

/** What the map is drawn from: a manifest and the SDL it gives. */
export type Mapped = Pick<Subgraph, 'name' | 'title' | 'connectors'> & { sdl: string };

/** The entities of a graph by name. The owner is the subgraph that says most about it. */
export function entitiesOf(subgraphs: readonly Mapped[]): MappedEntity[] {
  const met = new Map<string, { key: string; meetings: Meeting[] }>();
  for (const { name: subgraph, sdl } of subgraphs)
    for (const type of parse(sdl).definitions) {
      const key = type.kind === Kind.OBJECT_TYPE_DEFINITION ? keyOf(type) : null;
      if (type.kind !== Kind.OBJECT_TYPE_DEFINITION || key === null) continue;
      const fields = (type.fields ?? [])
        .map(({ name }) => name.value)
        .filter((field) => !key.split(' ').includes(field));
      const entity = met.get(type.name.value) ?? { key, meetings: [] };
      entity.meetings.push({ subgraph, fields });
      met.set(type.name.value, entity);
    }
  return [...met]
    .map(([name, { key, meetings }]) => {
      const owner = meetings.reduce((a, b) => (b.fields.length > a.fields.length ? b : a)).subgraph;
      return { name, key, owner, others: meetings.filter(({ subgraph }) => subgraph !== owner) };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function keyOf({ directives = [] }: ObjectTypeDefinitionNode): string | null {
  const key = directives.find(({ name }) => name.value === 'key');
  const fields = key?.arguments?.find(({ name }) => name.value === 'fields')?.value;
  return fields?.kind === Kind.STRING ? fields.value : null;
}

/** The page `graph.md` and its picture `graph.svg`: who owns which type, and how types join. */
export function graphMap(subgraphs: readonly Mapped[]): Map<string, string> {
  const entities = entitiesOf(subgraphs);
  return new Map([
    ['graph.md', page(subgraphs, entities)],
    ['graph.svg', picture(subgraphs, entities)],
  ]);
}

const row = (...cells: string[]) => `| ${cells.join(' | ')} |`;
const code = (text: string) => `\`${text}\``;

function page(subgraphs: readonly Mapped[], entities: readonly MappedEntity[]): string {
  const joined = entities.filter(({ others }) => others.length > 0);
  const owned = (name: string) => entities.filter(({ owner }) => owner === name);
  return `${[
    '# 图谱地图 · The map of the graph',
    '',
    '由 `npm run emit` 从代码生成。 · Written by `npm run emit` from the classes; `npm run check` says when it is out of date.',
    '',
    '![子图、类型与连接 · Subgraphs, types and joins](graph.svg)',
    '',
    '## 谁拥有什么 · Who owns what',
    '',
    row('子图 · subgraph', '来源系统 · source systems', '类型(键)· types (key)'),
    row('---', '---', '---'),
    ...subgraphs.map(({ name, title, connectors }) =>
      row(
        `**${name}** ${title}`,
        connectors.map((source) => `${code(source.name)} ${source.owner}`).join('<br>') || '—',
        owned(name)
          .map((entity) => `${code(entity.name)} (${entity.key})`)
          .join('<br>') || '—',
      ),
    ),
    '',
    '## 如何相连 · How they join',
    '',
    '每个类型归一个部门;其他部门凭键引用它,或为它添加字段。 · A type belongs to one department; others refer to it by its key or add fields to it.',
    '',
    row('类型 · type', '归属 · owner', '键 · key', '添加字段 · fields added by', '引用 · referred to by'),
    row('---', '---', '---', '---', '---'),
    ...joined.map(({ name, owner, key, others }) =>
      row(
        code(name),
        owner,
        code(key),
        others
          .filter(({ fields }) => fields.length > 0)
          .map(({ subgraph, fields }) => `${subgraph}: ${fields.map(code).join(', ')}`)
          .join('<br>') || '—',
        others
          .filter(({ fields }) => fields.length === 0)
          .map(({ subgraph }) => subgraph)
          .join(', ') || '—',
      ),
    ),
  ].join('\n')}\n`;
}

const COLUMN = 150;
const LEFT = 150;
const LINE = 20;

/** A column for each subgraph: its types above, below them which shared types it owns ●, adds to ◐ or refers to ○. */
function picture(subgraphs: readonly Mapped[], entities: readonly MappedEntity[]): string {
  const joined = entities.filter(({ others }) => others.length > 0);
  const owned = subgraphs.map(({ name }) => entities.filter(({ owner }) => owner === name));
  const boxHeight = 46 + LINE * Math.max(...owned.map(({ length }) => length)) + 10;
  const matrixTop = 20 + boxHeight + 50;
  const width = LEFT + COLUMN * subgraphs.length + 20;
  const height = matrixTop + LINE * 1.3 * joined.length + 40;
  const middle = (column: number) => LEFT + COLUMN * column + COLUMN / 2;
  const text = (x: number, y: number, content: string, more = '') =>
    `<text x="${x}" y="${y}"${more && ` ${more}`}>${escape(content)}</text>`;

  const columns = subgraphs.flatMap(({ title }, column) => {
    const [zh = title, en = ''] = title.split(' · ');
    const x = LEFT + COLUMN * column;
    return [
      `<rect x="${x + 5}" y="20" width="${COLUMN - 10}" height="${boxHeight}" rx="6" fill="#f4f7fb" stroke="#8aa4c8"/>`,
      text(middle(column), 42, zh, 'text-anchor="middle" font-weight="bold"'),
      text(middle(column), 58, en, 'text-anchor="middle" fill="#555" font-size="11"'),
      ...owned[column]!.map(({ name }, at) =>
        text(middle(column), 82 + LINE * at, name, 'text-anchor="middle"'),
      ),
    ];
  });
  const rows = joined.flatMap(({ name, owner, others }, at) => {
    const y = matrixTop + LINE * 1.3 * at;
    const marks = subgraphs.flatMap(({ name: subgraph }, column) => {
      const other = others.find((meeting) => meeting.subgraph === subgraph);
      const sign = subgraph === owner ? '●' : other && (other.fields.length > 0 ? '◐' : '○');
      return sign ? [text(middle(column), y, sign, 'text-anchor="middle" font-size="16"')] : [];
    });
    return [
      `<line x1="15" x2="${width - 15}" y1="${y + 7}" y2="${y + 7}" stroke="#e2e6ec"/>`,
      text(15, y, name, 'font-weight="bold"'),
      ...marks,
    ];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="13" fill="#222">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...columns,
    text(15, matrixTop - 28, '● 归属 · owns   ◐ 添加字段 · adds fields   ○ 引用 · refers to', 'fill="#555"'),
    ...rows,
    '</svg>',
    '',
  ].join('\n');
}

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
