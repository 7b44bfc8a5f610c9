import gcoord from 'gcoord';
import { COMMAND_PLANS } from './command-plan';
import type { PlannedFirm } from './firms';
import type { CityPlan } from './plan';
import { createRandom, type Random } from './random';
import type { Site } from './records';

/** One site a firm; the first six mines have their washing plant as a second one. */
export function generateSites(options: { seed: number; plan: CityPlan; firms: PlannedFirm[] }): Site[] {
  const { plan } = options;
  const random = createRandom(`${options.seed}/sites`);
  const sites: Site[] = [];
  for (const firm of options.firms) {
    const mine = firm.industry === 'COAL_MINE';
    sites.push(createSite({ random, plan, firm, number: sites.length + 1, name: mine ? '矿井' : '厂区' }));
    if (mine && firm.ordinal <= 6)
      sites.push(createSite({ random, plan, firm, number: sites.length + 1, name: '选煤厂' }));
  }
  return sites;
}

function createSite(options: {
  random: Random;
  plan: CityPlan;
  firm: PlannedFirm;
  number: number;
  name: string;
}): Site {
  const { random, firm, number } = options;
  const [lng, lat] = options.plan.middleOf(firm.division.slice(0, 9));
  const truth = {
    lng: random.float(lng - 0.015, lng + 0.015, 6),
    lat: random.float(lat - 0.012, lat + 0.012, 6),
  };
  const crs = crsOf(number);
  const sent = crs === 'GCJ02' ? shifted(truth) : truth;
  return {
    id: `S${String(number).padStart(4, '0')}`,
    uscc: firm.uscc,
    name: `${firm.name}${options.name}`,
    division: firm.division,
    crs,
    ...sent,
    truth,
    boundary: crs === 'CGCS2000' && number % 4 === 0 ? boundaryAround(truth) : null,
    mineCode:
      firm.industry === 'COAL_MINE' ? `${options.plan.key}${String(firm.ordinal).padStart(3, '0')}` : null,
    exposures: exposuresOf(firm, options.plan),
  };
}

const BY_TRADE: Partial<Record<PlannedFirm['industry'], string>> = {
  TAILINGS: '尾矿库',
  NON_COAL_MINE: '露天采场',
  CONSTRUCTION: '塔吊',
};

/** By its trade; and every third firm of the hills, but for mines, stands at the edge of a forest. */
function exposuresOf({ industry, division, divisionGone, ordinal }: PlannedFirm, plan: CityPlan): string[] {
  const hills = COMMAND_PLANS[plan.key].hills.some((township) => division.startsWith(township));
  const forest = hills && !divisionGone && industry !== 'COAL_MINE' && ordinal % 3 === 0;
  return [...(BY_TRADE[industry] ? [BY_TRADE[industry]] : []), ...(forest ? ['林缘'] : [])];
}

/** Most rows are CGCS2000, every third WGS84, one in twenty-five still carries the shifted coordinates of a web map. */
function crsOf(number: number): Site['crs'] {
  if (number % 25 === 7) return 'GCJ02';
  return number % 3 === 0 ? 'WGS84' : 'CGCS2000';
}

function shifted({ lng, lat }: Site['truth']): Site['truth'] {
  const [x, y] = gcoord.transform([lng, lat], gcoord.WGS84, gcoord.GCJ02) as [number, number];
  return { lng: Number(x.toFixed(6)), lat: Number(y.toFixed(6)) };
}

function boundaryAround({ lng, lat }: Site['truth']): string {
  const corners = [
    [-0.002, -0.0015],
    [0.002, -0.0015],
    [0.002, 0.0015],
    [-0.002, 0.0015],
    [-0.002, -0.0015],
  ];
  const ring = corners.map(([x, y]) => [Number((lng + x!).toFixed(6)), Number((lat + y!).toFixed(6))]);
  return JSON.stringify({ type: 'Polygon', coordinates: [ring] });
}
