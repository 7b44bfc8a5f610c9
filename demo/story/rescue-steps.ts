import { expectedNearest } from '../city/expected-rescue';
import type { City } from '../city/generate-city';
import type { TeamState } from '../city/rescue-records';
import { TEAM_STATE_WORDS } from '../sources/rescue-registry';
import type { Cast } from './cast';
import type { Step } from './story';

const MOVES: [at: number, state: TeamState, told: string][] = [
  [45, 'TURNED_OUT', '出动 · turns out to the methane alarm'],
  [150, 'ON_SCENE', '到场 · is on the scene'],
  [250, 'RESTING', '返回休整 · is back and rests'],
  [700, 'READY', '恢复待命 · is ready again'],
];

/** The nearest mine rescue team turns out to the methane alarm and comes back. */
export function rescueSteps(city: City, { mine }: Pick<Cast, 'mine'>): Step[] {
  const at = city.sites.find(({ uscc }) => uscc === mine.uscc)!.truth;
  const [nearest] = expectedNearest(city.rescue, { at, capability: 'COAL_MINE' });
  const { id, name } = nearest!.team;
  return MOVES.map(([seconds, state, told]) => ({
    at: seconds,
    told: `${name}${told} (${id})`,
    commands: [{ set: { stream: 'teams', key: id, values: { state: TEAM_STATE_WORDS[state] } } }],
  }));
}
