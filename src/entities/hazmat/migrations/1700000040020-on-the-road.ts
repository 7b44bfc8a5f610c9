import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is known of roads, of what was seen on them, and of how far each trip was judged along its way. */
export class OnTheRoad1700000040020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const sourced = `source text not null,
        observed_at timestamptz not null,
        received_at timestamptz not null,
        digest text not null`;
    for (const past of ['', '_past'])
      await runner.query(`
        alter table hazmat.pass${past} add column hours jsonb, add column areas text[];
        alter table hazmat.vehicle${past} add column body text, add column tank_volume_m3 double precision`);
    await runner.query(`
      create table hazmat.restricted_area (
        id text primary key,
        name text not null,
        kind text not null,
        area jsonb not null,
        valid_from date not null,
        valid_to date,
        hours jsonb,
        classes text[],
        basis text,
        ${sourced}
      );

      create table hazmat.road_ban (
        id text primary key,
        kind text not null,
        name text not null,
        division text,
        roads text not null,
        starts_at timestamptz not null,
        ends_at timestamptz,
        hours jsonb,
        classes text[],
        area jsonb,
        basis text,
        ${sourced}
      );

      create table hazmat.roadside_check (
        id text primary key,
        waybill_id text,
        vehicle_key text not null,
        at timestamptz not null,
        authority text not null,
        marks boolean,
        plates boolean,
        note text,
        ${sourced}
      );
      create index on hazmat.roadside_check (vehicle_key, at);

      alter table hazmat.waybill add column motorway boolean, add column unloaded_kg double precision,
        add column not_judged jsonb not null default '[]', add column consignee_mark text;
      create index fact_of_consignee on hub.fact (subject, kind, known_from) where kind in ('firm', 'licence');
      create index waybill_of_vehicle on hazmat.waybill (vehicle_key, load_at);

      -- every position, also those that come late; of a trip under way they are kept until it is over
      drop table hazmat.track;
      create table hazmat.track (
        key text not null,
        at timestamptz not null,
        lng double precision not null,
        lat double precision not null,
        speed_kmh double precision,
        raw_crs text not null,
        road text,
        limit_kmh double precision,
        ${sourced},
        primary key (key, at)
      );
      create index on hazmat.track (at);

      -- how far a trip was judged along its way; stale: a position came in before up_to
      create table hazmat.trip_road (
        waybill text primary key,
        vehicle_key text not null,
        starts_at timestamptz not null,
        ends_at timestamptz,
        mark text not null,
        stale boolean not null default false,
        closed boolean not null default false,
        first_at timestamptz,
        up_to timestamptz,
        last jsonb,
        states jsonb not null,
        -- what was told of it: how many stays in each area were entered and left, and the like
        told jsonb not null default '{}'
      ) with (fillfactor = 70);
      create index on hazmat.trip_road (vehicle_key) where not closed;

      -- all are judged by the further rules
      update hazmat.waybill set recheck = true;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table hazmat.trip_road, hazmat.roadside_check, hazmat.road_ban, hazmat.restricted_area;
      alter table hazmat.track drop column road, drop column limit_kmh, drop column source, drop column observed_at,
        drop column received_at, drop column digest;
      drop index hazmat.waybill_of_vehicle;
      alter table hazmat.waybill drop column motorway, drop column unloaded_kg, drop column not_judged, drop column consignee_mark;
      drop index hub.fact_of_consignee`);
    for (const past of ['', '_past'])
      await runner.query(`
        alter table hazmat.pass${past} drop column hours, drop column areas;
        alter table hazmat.vehicle${past} drop column body, drop column tank_volume_m3`);
  }
}
