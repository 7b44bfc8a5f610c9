import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Carriers' licences, vehicles, crew, passes and waybills of the transport department, and where vehicles are. */
export class Hazmat1700000040000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const sourced = `source text not null,
        observed_at timestamptz not null,
        received_at timestamptz not null,
        digest text not null`;
    const permit = `state text not null,
        state_since timestamptz,
        ${sourced}`;
    await runner.query(`
      create table hazmat.transport_licence (
        number text primary key,
        uscc text not null,
        kind text not null,
        scope text[] not null,
        valid_from date,
        valid_to date,
        ${permit}
      );
      create index on hazmat.transport_licence (uscc);

      create table hazmat.vehicle (
        key text primary key,
        plate text not null,
        plate_colour text not null,
        kind text,
        carrier_uscc text,
        certificate_number text,
        certificate_valid_to date,
        scope text[] not null,
        inspection_due date,
        rated_load_kg double precision,
        tank_media text[],
        vessel_media text[],
        ${permit}
      );

      create table hazmat.crew_member (
        number text primary key,
        name_masked text,
        role text not null,
        categories text[] not null,
        valid_to date,
        ${permit}
      );

      create table hazmat.pass (
        number text primary key,
        kind text not null,
        issuer text not null,
        valid_from timestamptz not null,
        valid_to timestamptz not null,
        vehicle_key text,
        route jsonb,
        ${permit}
      );

      create table hazmat.waybill (
        id text primary key,
        stage text not null,
        consignor_uscc text not null,
        consignee_uscc text not null,
        carrier_uscc text not null,
        vehicle_key text not null,
        trailer_key text,
        tank_id text,
        driver_number text not null,
        escort_number text,
        stored_goods jsonb not null,
        uns text[] not null,
        classes text[] not null,
        parts text[] not null,
        load_at timestamptz not null,
        ends_at timestamptz not null,
        dispatched_at timestamptz,
        loaded_at timestamptz,
        departed_at timestamptz,
        arrived_at timestamptz,
        unloaded_at timestamptz,
        origin_id text,
        destination_id text,
        origin_text text,
        destination_text text,
        route jsonb,
        loading_check jsonb,
        pass_numbers text[] not null,
        ${sourced},
        -- the hub's own: what the trip was judged to be
        legal boolean,
        violations jsonb not null default '[]',
        judged_at timestamptz,
        rule_set_version text,
        recheck boolean not null default false,
        reused boolean not null default false,
        signal_lost_since timestamptz
      ) with (fillfactor = 80);
      create index on hazmat.waybill (load_at, id);
      create index on hazmat.waybill (consignor_uscc, load_at);
      create index on hazmat.waybill (consignee_uscc, load_at);
      create index on hazmat.waybill (stage, load_at) where stage not in ('CLOSED', 'CANCELLED');
      create index on hazmat.waybill (load_at, id) where not legal;
      create index on hazmat.waybill (load_at) where recheck;
      create index on hazmat.waybill using gin (parts);

      create table hazmat.vehicle_position (
        key text primary key,
        at timestamptz not null,
        lng double precision not null,
        lat double precision not null,
        speed_kmh double precision,
        raw_lng double precision not null,
        raw_lat double precision not null,
        raw_crs text not null,
        ${sourced}
      ) with (fillfactor = 70);

      -- where vehicles were lately, trimmed by a sweep
      create table hazmat.track (
        key text not null,
        at timestamptz not null,
        lng double precision not null,
        lat double precision not null,
        speed_kmh double precision,
        raw_crs text not null,
        primary key (key, at)
      );
      create index on hazmat.track (at);

      -- the events of one waybill, as far as the log keeps them
      create index event_of_waybill on hub.event ((payload ->> 'waybill'), seq) where topic = 'trip';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index hub.event_of_waybill;
      drop table hazmat.track, hazmat.vehicle_position, hazmat.waybill, hazmat.pass, hazmat.crew_member,
        hazmat.vehicle, hazmat.transport_licence`);
  }
}
