import type { TripRule } from './rule';

/** More mass than what carries it is rated for. With a trailer it is the trailer that carries. */
export const ratedLoad: TripRule = {
  id: 'V04',
  findings({ units, goods }) {
    const unit = units.find(({ role }) => role === 'trailer') ?? units[0];
    // one that is not in the register is told of by V02
    if (!unit?.known) return [];
    const massKg = goods.reduce((sum, one) => sum + one.massKg, 0);
    const { ratedLoadKg } = unit.known;
    if (ratedLoadKg === null)
      return [
        { about: 'load', message: `${unit.name} 登记中没有核定载质量 · has no rated load in the register` },
      ];
    if (massKg <= ratedLoadKg) return [];
    const figures = `${massKg} kg > ${ratedLoadKg} kg`;
    return [
      {
        about: 'load',
        message: `${unit.name} 超过核定载质量 ${figures} · is loaded above its rating, ${figures}`,
      },
    ];
  },
};
