import { registerEnumType } from 'type-graphql';

/** In what form a reserve is held. */
export enum ReserveMode {
  PHYSICAL = 'PHYSICAL',
  ENTRUSTED = 'ENTRUSTED',
  CAPACITY = 'CAPACITY',
  FAMILY = 'FAMILY',
}

/** What is wrong with a stock line. The order of severity is `alertsOn`'s. */
export enum StockAlert {
  LOW = 'LOW',
  EXPIRING = 'EXPIRING',
  EXPIRED = 'EXPIRED',
  UNCOUNTED = 'UNCOUNTED',
}

registerEnumType(ReserveMode, {
  name: 'ReserveMode',
  description: '储备方式 · In what form a reserve is held',
  valuesConfig: {
    PHYSICAL: { description: '实物储备 · Goods in the depot' },
    ENTRUSTED: { description: '协议储备,由企业代储 · Goods that a firm keeps under an agreement' },
    CAPACITY: { description: '产能储备,需时生产 · What a firm has undertaken to make when it is called' },
    FAMILY: { description: '家庭储备 · What households keep' },
  },
});
registerEnumType(StockAlert, {
  name: 'StockAlert',
  description: '库存预警 · What is wrong with a stock line',
  valuesConfig: {
    LOW: { description: '低于下限:数量减去已预留少于最低储备 · Net of reservations below its minimum' },
    EXPIRING: { description: '60 天内到期 · Runs out within 60 days' },
    EXPIRED: { description: '已过期,自有效期次日起 · Past its date, from the day after' },
    UNCOUNTED: {
      description:
        '超过 45 天未盘点(应每月盘点)· Not counted for more than 45 days; a count is due each month',
    },
  },
});
