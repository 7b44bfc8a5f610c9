import { z } from 'zod';
import { Site } from '../../entities/registry/site';
import { coordinateFault, geometryToCgcs2000, toCgcs2000 } from '../../kernel/geo/coordinates';
import { stream } from '../../kernel/ingest/contract';
import { coordinate as degrees } from '../../kernel/ingest/fields';
import { Crs } from '../../schema/registry/enums';
import { SiteExposure } from '../../schema/registry/site-exposure';
import { blank, cityTime, decimal, division, list, text, uscc, word } from './fields';

const coordinate = (axis: 'lng' | 'lat') =>
  decimal.superRefine((value, context) => {
    const message = coordinateFault(axis, value);
    if (message) context.addIssue({ code: 'custom', message });
  });

const ring = z.array(z.tuple([degrees('lng'), degrees('lat')])).min(4);
const geometry = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: z.array(ring).min(1) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring).min(1)).min(1) }),
]);
const boundary = blank.transform((cell, context) => {
  const parsed = cell === null ? null : geometry.safeParse(parseJson(cell));
  if (!parsed) return null;
  if (parsed.success) return parsed.data;
  context.addIssue({
    code: 'custom',
    message: 'must be a GeoJSON Polygon or MultiPolygon of places in this country, longitude first',
  });
  return z.NEVER;
});

const EXPOSURES = {
  尾矿库: SiteExposure.TAILINGS_POND,
  露天采场: SiteExposure.OPEN_PIT,
  林缘: SiteExposure.FOREST_EDGE,
  临河: SiteExposure.RIVERSIDE,
  塔吊: SiteExposure.TOWER_CRANE,
  室外管线: SiteExposure.OUTDOOR_PIPES,
  露天储罐: SiteExposure.OPEN_TANKS,
};

const record = z.object({
  场所编号: text,
  统一社会信用代码: uscc,
  场所名称: text,
  行政区划代码: division,
  经度: coordinate('lng'),
  纬度: coordinate('lat'),
  坐标系: word(Crs as Record<string, Crs>),
  边界: boundary,
  煤矿编码: blank,
  暴露标签: list.pipe(z.array(word(EXPOSURES))).optional(),
  更新时间: cityTime,
});

/** Sites, their position turned into CGCS2000; as it came it is kept beside. */
export const sites = stream({
  name: 'sites',
  channel: 'sites-*.csv',
  format: 'csv',
  charset: 'gb18030',
  record,
  map: (row) => ({ rows: [{ entity: Site, values: toSite(row), observedAt: row.更新时间 }] }),
});

function toSite(row: z.infer<typeof record>): Partial<Site> {
  const raw = { lng: row.经度, lat: row.纬度, crs: row.坐标系 };
  const [lng, lat] = toCgcs2000(raw);
  return {
    id: row.场所编号,
    uscc: row.统一社会信用代码,
    name: row.场所名称,
    ...row.行政区划代码,
    ...{ lng, lat, rawLng: raw.lng, rawLat: raw.lat, rawCrs: raw.crs },
    boundary: row.边界 && geometryToCgcs2000(row.边界, raw.crs),
    mineCode: row.煤矿编码,
    exposures: [...new Set(row.暴露标签 ?? [])],
  };
}

function parseJson(cell: string): unknown {
  try {
    return JSON.parse(cell);
  } catch {
    return undefined;
  }
}
