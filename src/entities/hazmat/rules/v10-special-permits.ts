import { PassKind } from '../../../schema/hazmat/enums';
import { explosivesOf, fireworksOf, radioactivesOf, unclassed } from './classes';
import { passFault } from './pass-fault';
import type { TripRule } from './rule';
import type { Trip, TripGoods } from './trip';

const SPECIAL: { kind: PassKind; name: string; goodsOf(trip: Trip): TripGoods[] }[] = [
  { kind: PassKind.EXPLOSIVE, name: '民用爆炸物品运输许可证', goodsOf: explosivesOf },
  { kind: PassKind.FIREWORKS, name: '烟花爆竹道路运输许可证', goodsOf: fireworksOf },
  { kind: PassKind.RADIOACTIVE, name: '放射性物品道路运输批准文件', goodsOf: radioactivesOf },
];

/** Explosives, fireworks or radioactive goods without the permit that they need; also goods that may be such, for all that is known. */
export const specialPermits: TripRule = {
  id: 'V10',
  findings: (trip) => [
    ...SPECIAL.filter(({ goodsOf }) => goodsOf(trip).length > 0).flatMap(({ kind, name }) => {
      const passes = trip.passes.filter(({ known }) => !known || known.kind === kind);
      const faults = passes.map((pass) => passFault(pass, trip));
      if (faults.includes(null)) return [];
      return [{ about: kind, message: faults[0] ?? `无${name} · there is no permit of kind ${kind}` }];
    }),
    ...unclassed(trip).map((un) => ({
      about: `class of UN ${un}`,
      message: `UN ${un} 类别不明,无法判断是否须民爆、烟花爆竹或放射性物品许可 · the class of UN ${un} is not known, so neither is whether it needs a permit for explosives, fireworks or radioactive goods`,
    })),
  ],
};
