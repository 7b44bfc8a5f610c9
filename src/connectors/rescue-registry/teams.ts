import { z } from 'zod';
import { RescueTeam } from '../../entities/rescue/rescue-team';
import { toCgcs2000 } from '../../kernel/geo/coordinates';
import { stream, type MappedRow } from '../../kernel/ingest/contract';
import { coordinate, division, moment, text, uscc, word } from '../../kernel/ingest/fields';
import { RescueCapability, TeamKind, TeamState } from '../../schema/rescue/enums';
import { count, crs, maskedPhone } from './fields';

const CAPABILITIES = {
  煤矿: RescueCapability.COAL_MINE,
  危险化学品: RescueCapability.HAZMAT,
  森林火灾: RescueCapability.FOREST_FIRE,
  防汛抗旱: RescueCapability.FLOOD_DROUGHT,
  抗震救灾: RescueCapability.EARTHQUAKE,
  地质灾害: RescueCapability.GEO_DISASTER,
  社会综合: RescueCapability.SOCIAL_COMPREHENSIVE,
};
const KINDS = {
  国家综合性消防: TeamKind.NATIONAL_FIRE,
  政府: TeamKind.GOVERNMENT,
  企业: TeamKind.ENTERPRISE,
  社会: TeamKind.SOCIAL,
  乡村: TeamKind.VILLAGE,
};
const STATES = {
  待命: TeamState.READY,
  出动: TeamState.TURNED_OUT,
  到场: TeamState.ON_SCENE,
  休整: TeamState.RESTING,
  停用: TeamState.UNAVAILABLE,
};

const record = z
  .object({
    id: text,
    name: text,
    capabilities: z.array(word(CAPABILITIES)).min(1),
    kind: word(KINDS),
    owner: uscc.nullish(),
    division,
    baseSite: text.nullish(),
    lng: coordinate('lng'),
    lat: coordinate('lat'),
    crs,
    members: count,
    onDuty: count,
    state: word(STATES),
    turnoutSeconds: z.number().int().min(0).max(86_400).nullish(),
    equipment: z.array(text),
    dutyPhone: maskedPhone.nullish(),
    reportSeconds: z.number().int().min(1).max(2_678_400),
    updatedAt: moment,
  })
  .refine(({ kind, owner }) => kind !== TeamKind.ENTERPRISE || owner, {
    path: ['owner'],
    message: 'a team of a firm has to say whose it is',
  });

type TeamRecord = z.infer<typeof record>;

/** Teams as they stand. */
export const teams = stream({
  name: 'teams',
  channel: 'v1/teams',
  format: 'json',
  items: 'items',
  record,
  map: (team) => ({ rows: [toRow(team)] }),
});

function toRow({ updatedAt, owner, ...team }: TeamRecord): MappedRow<RescueTeam> {
  const [lng, lat] = toCgcs2000(team);
  const { id, name, kind, members, onDuty, state, equipment } = team;
  return {
    entity: RescueTeam,
    values: {
      ...{ id, name, kind, members, onDuty, state, equipment, ...team.division },
      ...{ lng, lat, rawLng: team.lng, rawLat: team.lat, rawCrs: team.crs },
      capabilities: [...new Set(team.capabilities)],
      uscc: owner ?? null,
      baseSiteId: team.baseSite ?? null,
      turnoutSeconds: team.turnoutSeconds ?? null,
      phoneMasked: team.dutyPhone ?? null,
      intervalSeconds: team.reportSeconds,
    },
    observedAt: updatedAt,
  };
}
