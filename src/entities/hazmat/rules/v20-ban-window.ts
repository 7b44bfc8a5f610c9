import { roadBanRule } from './road-ban';

/** On the road in a ban of a holiday or event. */
export const banWindow = roadBanRule('V20', 'PERIOD', '节假日(重大活动)禁行');
