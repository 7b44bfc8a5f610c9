import type { Industry } from '../city/records';
import type { Capability, Rescue, Team, TeamKind, TeamState } from '../city/rescue-records';
import { createHttpService } from './http-service';
import { createRecordStream, type RecordStream, type WireRecord } from './record-stream';
import type { OpenSource, Source } from './source';

const CAPABILITY_WORDS: Record<Capability, string> = {
  COAL_MINE: '煤矿',
  HAZMAT: '危险化学品',
  FOREST_FIRE: '森林火灾',
  FLOOD_DROUGHT: '防汛抗旱',
  EARTHQUAKE: '抗震救灾',
  GEO_DISASTER: '地质灾害',
  SOCIAL_COMPREHENSIVE: '社会综合',
};
const KIND_WORDS: Record<TeamKind, string> = {
  NATIONAL_FIRE: '国家综合性消防',
  GOVERNMENT: '政府',
  ENTERPRISE: '企业',
  SOCIAL: '社会',
  VILLAGE: '乡村',
};
export const TEAM_STATE_WORDS: Record<TeamState, string> = {
  READY: '待命',
  TURNED_OUT: '出动',
  ON_SCENE: '到场',
  RESTING: '休整',
  UNAVAILABLE: '停用',
};
const INDUSTRY_WORDS: Partial<Record<Industry, string>> = {
  COAL_MINE: '煤矿',
  HAZMAT: '危险化学品',
  METALLURGY: '冶金',
  CARBON: '炭素',
  CONSTRUCTION: '建筑施工',
  COAL_WASHING: '洗煤',
};

/** The rescue register. A team reports anew within its own interval, whether or not anything has changed. */
export const openRescueRegistry: OpenSource = async ({ city, clock, ledger }) => {
  const streams = rescueStreams(city.rescue, city.at);
  const [teams] = streams as [RecordStream];
  const service: Source = await createHttpService({ name: 'rescue-registry', streams, ledger });
  const reportedAt = new Map(city.rescue.teams.map(({ id }) => [id, city.at.getTime()]));
  return {
    ...service,
    tick() {
      const now = clock.now();
      for (const { id, reportSeconds } of city.rescue.teams)
        if (now.getTime() - reportedAt.get(id)! >= reportSeconds * 1_000) {
          reportedAt.set(id, now.getTime());
          teams.set(id, {}, now);
        }
    },
  };
};

/** The four lists of the register, as its pages carry them. */
function rescueStreams({ teams, experts, consultations, agreements }: Rescue, now: Date): RecordStream[] {
  const list = (name: string, items: object[]) =>
    createRecordStream({
      name,
      key: 'id',
      versionField: 'updatedAt',
      format: (version) => version.toISOString(),
      stepMs: 1,
      records: items as WireRecord[],
      now,
    });
  return [
    list('teams', teams.map(teamItem)),
    list(
      'experts',
      experts.map(({ industries, ...expert }) => ({
        ...expert,
        name: '示例专家',
        industries: industries.map((industry) => INDUSTRY_WORDS[industry]!),
      })),
    ),
    list('consultations', consultations),
    list('agreements', agreements),
  ];
}

const teamItem = ({ truth, ...team }: Team) => ({
  ...team,
  capabilities: team.capabilities.map((one) => CAPABILITY_WORDS[one]),
  kind: KIND_WORDS[team.kind],
  state: TEAM_STATE_WORDS[team.state],
});
