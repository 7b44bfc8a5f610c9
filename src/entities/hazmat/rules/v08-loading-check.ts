import { TripStage } from '../../../schema/hazmat/enums';
import type { TripRule } from './rule';

/** The five things that are checked before loading 充装查验. */
export const CHECK_ITEMS: Record<string, string> = {
  VEHICLE_DOCUMENTS: '车辆证件 · documents of the vehicle',
  CREW_CERTIFICATES: '人员资格 · certificates of the people',
  INSPECTION_PERIOD: '车辆罐体检验期 · inspection period of vehicle and tank',
  GOODS_MATCH: '货物与运单一致 · goods match the waybill',
  TANK_MATCH: '货物适装罐体 · goods allowed in that tank',
};

/** From here on the check has to be on record. */
const CHECKED: readonly (TripStage | null)[] = [
  TripStage.CHECKED,
  TripStage.LOADED,
  TripStage.IN_TRANSIT,
  TripStage.ARRIVED,
  TripStage.UNLOADED,
  TripStage.CLOSED,
];

/** The loading check is missing, not whole, or failed. */
export const loadingCheck: TripRule = {
  id: 'V08',
  findings({ stage, loading }) {
    if (stage === TripStage.CANCELLED) return [];
    if (!loading)
      return CHECKED.includes(stage)
        ? [{ about: 'check', message: '没有装货查验记录 · there is no record of a loading check' }]
        : [];
    const findings = Object.entries(CHECK_ITEMS).flatMap(([code, name]) => {
      const items = loading.items.filter((item) => item.code === code);
      if (items.length > 0 && items.every(({ passed }) => passed)) return [];
      const fault = items.length === 0 ? '未查验 · not checked' : '不合格 · failed';
      return [{ about: code, message: `装货查验 ${name}: ${fault}` }];
    });
    if (findings.length === 0 && !loading.passed)
      return [{ about: 'check', message: '装货查验结论为不合格 · the loading check was not passed' }];
    return findings;
  },
};
