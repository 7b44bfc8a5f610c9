import { classesOf } from '../../../kernel/reference/dangerous-goods';
import type { Trip, TripGoods } from './trip';

/** Goods of class 1 that are fireworks; they have a permit of their own. */
const FIREWORKS: readonly string[] = ['0333', '0334', '0335', '0336', '0337'];

/** Whether a scope 经营范围 of classes and divisions takes in a class. */
export const covers = (scope: readonly string[], hazardClass: string): boolean =>
  classesOf(hazardClass).some((one) => scope.includes(one));

/** The classes of the load that a scope leaves out; `?` for goods whose class nobody knows. */
export const outside = (goods: readonly TripGoods[], scope: readonly string[]): string[] => [
  ...new Set(
    goods.filter((one) => one.class === null || !covers(scope, one.class)).map((one) => one.class ?? '?'),
  ),
];

export const isHighlyToxic = ({ goods }: Trip): boolean => goods.some((one) => one.highlyToxic === true);

const isOfClass =
  (top: string) =>
  ({ class: own }: TripGoods): boolean =>
    own !== null && classesOf(own).includes(top);

export const fireworksOf = ({ goods }: Trip): TripGoods[] => goods.filter(({ un }) => FIREWORKS.includes(un));

export const explosivesOf = ({ goods }: Trip): TripGoods[] =>
  goods.filter(isOfClass('1')).filter(({ un }) => !FIREWORKS.includes(un));

export const radioactivesOf = ({ goods }: Trip): TripGoods[] => goods.filter(isOfClass('7'));

/** UN numbers of the load of whose class neither the shipped table nor the waybill says anything. */
export const unclassed = ({ goods }: Trip): string[] => [
  ...new Set(goods.filter((one) => one.class === null && !FIREWORKS.includes(one.un)).map(({ un }) => un)),
];
