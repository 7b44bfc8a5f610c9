import { roadBanRule } from './road-ban';

/** On a motorway by night, where a province forbids it (Order 29, Art. 50); which hours is data of each province. */
export const nightBan = roadBanRule('V14', 'NIGHT', '高速公路夜间禁行');
