import type { CommitteesCity } from '../city/committees';
import { cityTime } from '../city/dates';
import type { City } from '../city/generate-city';
import * as rows from './committee-rows';
import { createFileDrop, type DroppedFile } from './file-drop';
import { createRecordStream, type RecordStream, type WireRecord } from './record-stream';
import type { OpenSource } from './source';
import { toWorkbook, type SheetOfRows } from './workbook';

const RHYTHM_MS = 300_000;

/** The office of the safety committee; its first set of workbooks lies there when it is open. */
export const openCommitteeRegistry: OpenSource = async ({ city, options, ...around }) => {
  const registry = createFileDrop({
    name: 'committee-registry',
    files: committeeFiles(city),
    rhythmMs: RHYTHM_MS / options.pace,
    ...around,
  });
  await registry.drop!();
  return registry;
};

interface List {
  stream: RecordStream;
  sheet: Omit<SheetOfRows, 'rows'>;
}

/** Declares a list of the office: its stream, and its sheet with `layout`. */
type Declare = (name: string, rows: WireRecord[], layout: Layout) => List;

interface Layout extends Pick<SheetOfRows, 'name' | 'note' | 'merged'> {
  /** @default 编号 */
  key?: string;
}

/** Four workbooks, each kept by another desk of the office. */
export function committeeFiles(city: City): DroppedFile[] {
  const declare: Declare = (name, records, { key = '编号', ...layout }) => ({
    stream: createRecordStream({
      ...{ name, key, records, now: city.at },
      ...{ versionField: '更新时间', format: cityTime, stepMs: 1_000 },
    }),
    sheet: {
      ...layout,
      title: `${city.plan.name}${layout.name}(示例)`,
      columns: [...Object.keys(records[0] ?? {}), '更新时间'],
    },
  });
  const workbook = (name: string, lists: List[]): DroppedFile => ({
    ...{ name, extension: 'xlsx', streams: lists.map(({ stream }) => stream) },
    bytes: (sets) => toWorkbook(lists.map(({ sheet }, at) => ({ ...sheet, rows: sets[at]! }))),
  });
  return [
    workbook('organs', organs(city.committees, declare)),
    workbook('work', work(city, declare)),
    workbook('patrols', patrols(city, declare)),
    workbook('outreach', outreach(city, declare)),
  ];
}

function organs({ units, committees, duties, posts }: CommitteesCity, declare: Declare): List[] {
  const byUnit = [...duties].sort((a, b) => (a.unit < b.unit ? -1 : Number(a.unit > b.unit)));
  return [
    declare('member-units', units.map(rows.unitRow), { name: '成员单位' }),
    declare('committees', committees.map(rows.committeeRow), {
      name: '专委会',
      note: '名称、人员均为虚构。',
    }),
    declare('duties', byUnit.map(rows.dutyRow), { name: '监管职责', key: '职责编号', merged: ['单位编号'] }),
    declare('posts', posts.map(rows.postRow), { name: '岗位' }),
  ];
}

const work = ({ committees: office, plan }: City, declare: Declare): List[] => [
  declare(
    'meetings',
    office.meetings.map((one) => rows.meetingRow(one, plan.division)),
    { name: '会议' },
  ),
  declare('tasks', office.tasks.map(rows.taskRow), { name: '任务' }),
  declare('duty-ledger', office.ledger.map(rows.ledgerRow), { name: '履职台账' }),
  declare('letters', office.letters.map(rows.letterRow), { name: '责任书' }),
  declare('assessments', office.assessments.map(rows.assessmentRow), { name: '考核', merged: ['年度'] }),
];

const patrols = ({ committees: office, plan }: City, declare: Declare): List[] => [
  declare(
    'patrols',
    office.patrols.map((one) => rows.patrolRow(one, plan.division)),
    { name: '巡查' },
  ),
  declare('findings', office.findings.map(rows.findingRow), {
    ...{ name: '问题', key: '问题编号', merged: ['巡查编号'], note: '整改期限当日有效。' },
  }),
];

function outreach({ committees: office, plan }: City, declare: Declare): List[] {
  const here = <Item>(list: Item[], row: (item: Item, division: string) => WireRecord) =>
    list.map((item) => row(item, plan.division));
  return [
    declare('campaigns', here(office.campaigns, rows.campaignRow), { name: '专项行动' }),
    declare('campaign-weeks', office.campaignWeeks.map(rows.weekRow), {
      name: '行动周报',
      merged: ['行动编号'],
    }),
    declare('bulletins', here(office.bulletins, rows.bulletinRow), { name: '信息半月刊' }),
    declare('funds', here(office.funds, rows.fundRow), { name: '专项经费', key: '年度' }),
    declare('education-assets', office.educationAssets.map(rows.assetRow), { name: '宣教设施' }),
    declare('education-items', here(office.educationItems, rows.itemRow), { name: '宣教活动' }),
  ];
}
