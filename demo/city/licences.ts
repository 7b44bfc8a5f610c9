import { cityDay } from './dates';
import type { PlannedFirm } from './firms';
import { createRandom, type Random } from './random';
import type { Licence, LicenceKind } from './records';

const PREFIX: Record<LicenceKind, string> = {
  SAFETY_PRODUCTION: 'AX',
  HAZCHEM_BUSINESS: 'WJ',
  HAZCHEM_USE: 'WS',
  MINING: 'CK',
  HAZMAT_ROAD_TRANSPORT: 'DY',
  PRESSURE_VESSEL: 'YL',
};

const SCOPES: Record<LicenceKind, string[]> = {
  SAFETY_PRODUCTION: ['安全生产'],
  HAZCHEM_BUSINESS: ['经营', '储存'],
  HAZCHEM_USE: ['使用'],
  MINING: ['开采'],
  HAZMAT_ROAD_TRANSPORT: ['2类1项', '3类'],
  PRESSURE_VESSEL: ['固定式压力容器'],
};

/** Each firm has what its trade needs. Of a running firm none has run out or is suspended: that is left to the story. */
export function generateLicences(options: { seed: number; at: Date; firms: PlannedFirm[] }): Licence[] {
  const random = createRandom(`${options.seed}/licences`);
  let serial = 0;
  return options.firms.flatMap((firm) =>
    firm.trade.licences.map((kind) =>
      createLicence({ random, firm, kind, at: options.at, serial: ++serial }),
    ),
  );
}

function createLicence(options: {
  random: Random;
  firm: PlannedFirm;
  kind: LicenceKind;
  at: Date;
  serial: number;
}): Licence {
  const { random, firm, kind, at, serial } = options;
  const stopped = firm.status === 'STOPPED';
  const daysLeft = stopped && serial % 2 ? -random.int(10, 90) : daysLeftOf(random, serial);
  const promisedDays = random.int(10, 20);
  return {
    number: `示例${PREFIX[kind]}${String(serial).padStart(5, '0')}`,
    uscc: firm.uscc,
    kind,
    scope: SCOPES[kind],
    issuedBy: kind === 'MINING' ? '示例自然资源局' : '示例应急窗口',
    validFrom: cityDay(at, daysLeft - 3 * 365),
    validTo: cityDay(at, daysLeft),
    state: stopped && serial % 2 === 0 ? 'SUSPENDED' : 'VALID',
    promisedDays,
    actualDays: promisedDays - random.int(1, 9),
  };
}

/** About one in fifteen runs out within a month. */
const daysLeftOf = (random: Random, serial: number): number =>
  serial % 15 === 4 ? random.int(5, 28) : random.int(120, 1000);
