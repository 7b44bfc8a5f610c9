import type { Post } from './committee-records';
import type { CommitteesOptions } from './committees';
import type { CommitteesPlan } from './committees-plan';

const RULE = '地方党政领导干部安全生产责任制规定(2018)';
const LEADERS = [
  '市长',
  '常务副市长(分管安全生产)',
  '副市长(工业)',
  '副市长(城建)',
  '副市长(农业)',
  '副市长(商贸)',
];
const LEADER_DUTIES = ['党政同责、一岗双责', '每季度听取分管行业安全生产汇报', '带队检查并督促整改'];
const SPECIALITIES = ['煤矿', '危险化学品', '冶金', '生态环境', '消防', '综合'];

interface Around {
  committees: CommitteesPlan;
  unitNamed(name: string): string;
  unitOfTerritory(code: string): string;
}

/** City leaders, recruited supervisors, an officer for each village and community of 2018, and a "probe" a township. */
export function generatePosts({ plan, reference }: CommitteesOptions, around: Around): Post[] {
  const { committees, unitNamed, unitOfTerritory } = around;
  const numbered = (prefix: string, posts: Omit<Post, 'id'>[]): Post[] =>
    posts.map((post, at) => ({ id: `${plan.key}-${prefix}${String(at + 1).padStart(4, '0')}`, ...post }));
  const plain = { speciality: null, regime: null, validFrom: '2019-06-01' };
  const { divisions, count } = committees.supervisors;
  return [
    ...numbered(
      'LD',
      LEADERS.map((title) => ({
        ...plain,
        ...{ kind: 'LEADER', title, unit: unitNamed('政府办公室'), division: plan.division },
        ...{ dutyList: LEADER_DUTIES, regime: RULE },
      })),
    ),
    ...numbered(
      'ZJ',
      Array.from({ length: count }, (_, at) => divisions[at % divisions.length]!).map((division, at) => ({
        ...plain,
        ...{ kind: 'SUPERVISOR', title: '专职安监环保人员', unit: unitOfTerritory(division), division },
        ...{ speciality: SPECIALITIES[at % SPECIALITIES.length]!, dutyList: [], validFrom: '2018-05-01' },
      })),
    ),
    ...numbered(
      'AQ',
      officerPlaces(reference.divisions2018, committees.officers).map(({ code, isVillage }) => ({
        ...plain,
        ...{ kind: 'OFFICER', title: isVillage ? '村安全员' : '社区安全员', unit: unitOfTerritory(code) },
        ...{ division: code, dutyList: ['巡查本村(社区)', '发现隐患及时上报'] },
      })),
    ),
    ...numbered(
      'TT',
      reference.divisions2018
        .filter(({ level }) => level === 'township')
        .map(({ code }) => ({
          ...plain,
          ...{ kind: 'PROBE', title: '村两委主干(探头)', unit: unitOfTerritory(code), division: code },
          dutyList: ['发现苗头及时报告'],
        })),
    ),
  ];
}

/** As many of each kind as the plan has, in the order of the codes. */
function officerPlaces(
  divisions: CommitteesOptions['reference']['divisions2018'],
  { villages, communities }: CommitteesPlan['officers'],
) {
  const left = { village: villages, community: communities };
  return divisions
    .filter(({ level }) => level === 'village')
    .map(({ code, name }) => ({ code, isVillage: name.endsWith('村委会') }))
    .filter(({ isVillage }) => left[isVillage ? 'village' : 'community']-- > 0);
}
