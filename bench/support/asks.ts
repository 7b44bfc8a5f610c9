import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/kernel/server/package-root';
import type { City } from './loaded-city';
import type { Ask } from './side-by-side';

const COUNTY = '140781';

const operation = (name: string) =>
  readFileSync(join(packageRoot(), `src/schema/examples/${name}.graphql`), 'utf8');

const asking = (name: string, variables: Record<string, unknown>[]): Ask[] => {
  const query = operation(name);
  return variables.map((one) => ({ query, variables: one }));
};

/** What is asked under each name: every request is about another place, firm, committee or division, unless the name says that it is one. */
export function asksOf({ firms, sites, hazardUnits, committees }: City): Record<string, Ask[]> {
  const whyThisColour = (usccs: string[]) =>
    asking(
      'Q4_WhyThisColour',
      usccs.map((u) => ({ u, from: '2026-01-01T00:00:00Z' })),
    );
  const usccs = firms.map(({ uscc }) => uscc);
  const mine = firms.find(({ industry }) => industry === 'COAL_MINE')!;
  const preplanned = [...new Set(hazardUnits.map(({ uscc }) => uscc))];
  const special = committees.committees.filter(({ tier }) => tier === 'SPECIAL');
  const townships = [...new Set(firms.map(({ division }) => division.slice(0, 9)))];
  return {
    Q2: asking(
      'Q2_AlarmToAction',
      sites.map(({ truth: { lng, lat } }) => ({ d: COUNTY, at: { lng, lat } })),
    ),
    Q4: whyThisColour(usccs),
    'Q4 of one mine': whyThisColour([mine.uscc]),
    Q5: asking(
      'Q5_MyCommittee',
      special.map(({ id }) => ({ c: id })),
    ),
    Q9: asking(
      'Q9_LiveToxicTrips',
      [COUNTY, ...townships].map((d) => ({ d })),
    ),
    'Q9 of the county': asking('Q9_LiveToxicTrips', [{ d: COUNTY }]),
    Q10: asking(
      'Q10_FirePreplan',
      preplanned.map((u) => ({ u })),
    ),
    Q12: asking('Q12_MapLayer', [{ d: COUNTY, a: null }]),
  };
}
