import { COMMITTEES_PLANS } from './committees-plan';
import { generateOutreach } from './committees-outreach';
import { generatePatrols } from './committees-patrols';
import { generatePosts } from './committees-posts';
import { generateSpecial } from './committees-special';
import { generateUnits } from './committees-units';
import { generateWork } from './committees-work';
import type { CityPlan } from './plan';
import type * as city from './records';
import type { Reference } from './reference';

/** What the generators of this slice are given. */
export interface CommitteesOptions {
  seed: number;
  at: Date;
  plan: CityPlan;
  firms: Pick<city.Firm, 'uscc' | 'industry' | 'name' | 'division'>[];
  reference: Reference;
}

export type CommitteesCity = ReturnType<typeof generateCommittees>;

/** Everything that the office of the safety committee keeps. */
export function generateCommittees(options: CommitteesOptions) {
  const committees = COMMITTEES_PLANS[options.plan.key];
  const { units, unitNamed, unitOfTerritory } = generateUnits(options, committees);
  const { duties, special } = generateSpecial(options, { committees, unitNamed, units });
  const posts = generatePosts(options, { committees, unitNamed, unitOfTerritory });
  return {
    units,
    committees: special,
    duties,
    posts,
    ...generateWork(options, { committees: special, units, posts, unitNamed }),
    ...generatePatrols(options, { committees: special, units }),
    ...generateOutreach(options, { committees, unitNamed }),
  };
}
