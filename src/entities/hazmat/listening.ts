import type { Sql } from '../../kernel/database/sql';
import { LATE_AFTER_RHYTHMS } from '../../kernel/ingest/source-states';
import type { RoadStanding } from './rules/trip';

/** Until when the platform of a position was heard, and when it was silent; of no position, any platform that tells of some. */
export type Listening = (source: string | null) => Pick<RoadStanding, 'heard' | 'silences'>;

interface Platform {
  id: string;
  firstHeard: Date | null;
  lastHeard: Date | null;
  rhythmSeconds: number;
  silences: { from: string; to: string | null }[];
}

/** Silences before that are of no trip that is still judged. */
const LOOKED_BACK = '4 days';

/** When the platforms that tell where vehicles are could be heard, up to now: all sources but those of waybills. */
export async function readListening(
  tx: Sql,
  { now, waybillSources }: { now: Date; waybillSources: readonly string[] },
): Promise<Listening> {
  const platforms = await tx.query<Platform>(
    `select s.id, s.first_received_at as "firstHeard", s.last_received_at as "lastHeard",
       s.rhythm_seconds as "rhythmSeconds", coalesce((
         select json_agg(json_build_object('from', i."from", 'to', i."to")) from hub.source_silence i
         where i.source = s.id and coalesce(i."to", 'infinity') > $1::timestamptz - interval '${LOOKED_BACK}'), '[]') as silences
     from hub.source s where s.subgraph = 'hazmat'
       and s.id <> all($2::text[])
       and s.first_received_at is not null
     order by s.id`,
    [now, waybillSources],
  );
  const heardOf = new Map(platforms.map((one) => [one.id, listenTo(one, now)]));
  return (source) => {
    const own = source === null ? undefined : heardOf.get(source);
    return own ?? anyOf([...heardOf.values()]);
  };
}

type Heard = ReturnType<Listening>;

function listenTo({ firstHeard, lastHeard, rhythmSeconds, silences }: Platform, now: Date): Heard {
  const heard = lastHeard!.getTime();
  const isSilent = now.getTime() - heard > LATE_AFTER_RHYTHMS * rhythmSeconds * 1_000;
  return {
    heard,
    silences: [
      [-Infinity, firstHeard!.getTime()],
      ...silences.map(
        ({ from, to }) => [Date.parse(from), to === null ? now.getTime() : Date.parse(to)] as const,
      ),
      // told of as a silence only in a moment
      ...(isSilent ? [[heard, now.getTime()] as const] : []),
    ],
  };
}

/** Of several platforms the one that was heard last answers for a vehicle that none of them has seen. */
function anyOf(platforms: readonly Heard[]): Heard {
  const [last] = [...platforms].sort((one, other) => other.heard! - one.heard!);
  return last ?? { heard: null, silences: [] };
}
