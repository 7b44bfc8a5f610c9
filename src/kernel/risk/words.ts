import { CITY_UTC_OFFSET_MS } from '../clock';
import { levelOfRank, type RiskLevel } from './levels';
import type { EffectKind } from './rule';

const CHINESE: Record<RiskLevel, string> = {
  UNRATED: '未评定',
  BLUE_LOW: '蓝色',
  YELLOW_GENERAL: '黄色',
  ORANGE_LARGER: '橙色',
  RED_MAJOR: '红色',
};

const named = (rank: number) => ({ zh: CHINESE[levelOfRank(rank)], en: levelOfRank(rank) });

/** What an effect does, for people: 中文 · English. */
export function effectText(kind: EffectKind, value: number): string {
  const { zh, en } = named(value);
  switch (kind) {
    case 'base':
      return `固有风险${zh} · inherent ${en}`;
    case 'step':
      return `上调${value}级 · ${value} up`;
    case 'floor':
      return `不低于${zh} · at least ${en}`;
    case 'override':
      return `人工调整为${zh} · set to ${en} by hand`;
    case 'flag':
      return '仅提示 · shown, moves no level';
    case 'gap':
      return '输入缺失,不下调 · input missing, cannot fall';
    case 'silence':
      return '测点失联,不下调 · points not heard, cannot fall';
  }
}

/** 2026-11-22 10:00:03, city time. */
export const cityTime = (at: number | Date): string =>
  new Date(Number(at) + CITY_UTC_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');
