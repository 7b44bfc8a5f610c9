/**
 * Risk level 安全风险等级 (State Council safety office 安委办〔2016〕11号). Not the warning colour, not the alarm
 * level, not the response level. UNRATED is grey: a subject never assessed, which is never shown as blue.
 */
export enum RiskLevel {
  UNRATED = 'UNRATED',
  BLUE_LOW = 'BLUE_LOW',
  YELLOW_GENERAL = 'YELLOW_GENERAL',
  ORANGE_LARGER = 'ORANGE_LARGER',
  RED_MAJOR = 'RED_MAJOR',
}

export enum Direction {
  UP = 'UP',
  DOWN = 'DOWN',
}

const order = Object.values(RiskLevel);

/** 0 (UNRATED) to 4 (RED_MAJOR). */
export const rankOf = (level: RiskLevel): number => order.indexOf(level);

/** The level of a rank, held between UNRATED and RED_MAJOR. */
export const levelOfRank = (rank: number): RiskLevel =>
  order[Math.max(0, Math.min(order.length - 1, rank))] as RiskLevel;
