import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The kernel's own tables. Runs as the owner role; the working role is granted data rights by default privileges. */
export class Hub1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table hub.source (
        id text primary key,
        subgraph text not null,
        transport text not null,
        owner text not null,
        rhythm_seconds double precision not null,
        state text not null default 'STARTING',
        registered_at timestamptz,
        started_at timestamptz,
        first_received_at timestamptz,
        last_received_at timestamptz,
        last_error text,
        checkpoint text,
        received bigint not null default 0,
        stored bigint not null default 0,
        unchanged bigint not null default 0,
        superseded bigint not null default 0,
        rejected bigint not null default 0
      );
      create table hub.rejected_record (
        id bigint generated always as identity primary key,
        source text not null,
        stream text not null,
        channel text not null,
        received_at timestamptz not null,
        reason text not null,
        raw bytea not null
      );
      create index on hub.rejected_record (source, id);
      -- a record that comes again is found by what it holds
      create index on hub.rejected_record (source, md5(raw));

      -- when a source was not heard: a dated fact, so that rules use it and history replays it
      create table hub.source_silence (
        source text not null,
        "from" timestamptz not null,
        "to" timestamptz,
        -- when it could be known of: two rhythms later, since a source within its promised rhythm is not silent
        known_at timestamptz,
        primary key (source, "from")
      );

      create table hub.subject (
        uscc text primary key,
        division text,
        industry text,
        committee text,
        registered boolean not null default false
      );
      create index on hub.subject (division text_pattern_ops);

      create table hub.fact (
        id bigint generated always as identity primary key,
        subject text not null,
        kind text not null,
        key text not null,
        source text not null,
        true_from timestamptz not null,
        true_to timestamptz,
        known_from timestamptz not null,
        known_to timestamptz,
        value jsonb not null
      );
      create unique index fact_slot on hub.fact (kind, key) where known_to is null;
      create index fact_subject on hub.fact (subject, coalesce(true_to, 'infinity')) where known_to is null;
      create index fact_history on hub.fact (subject, known_from);

      -- one row per assessed subject: the row that is locked, and the fold's state
      create table hub.risk_state (
        subject text primary key,           -- USCC, or 'unit:' and the unit's id
        uscc text not null,
        unit text,
        level text not null,
        standing jsonb not null,
        next_at timestamptz
      );
      create index on hub.risk_state (uscc);
      create index on hub.risk_state (next_at) where next_at is not null;

      -- every standing that was ever known: answers asOf
      create table hub.risk_standing (
        subject text not null,
        uscc text not null,
        unit text,
        division text,
        level text not null,
        standing jsonb not null,
        known_from timestamptz not null,
        known_to timestamptz
      );
      create unique index on hub.risk_standing (subject) where known_to is null;
      create index on hub.risk_standing (subject, known_from);
      create index on hub.risk_standing (division text_pattern_ops, known_from) where unit is null;

      create table hub.risk_change (
        id text primary key,
        seq bigint not null,
        subject text not null,
        uscc text not null,
        unit text,
        division text,
        industry text,
        at timestamptz not null,
        known_at timestamptz not null,
        from_level text,
        to_level text not null,
        direction text not null,
        batch_id text,
        causes jsonb not null,
        rule_set_version text not null,
        degraded boolean not null,
        drill boolean not null default false
      );
      create index on hub.risk_change (uscc, at);
      create index on hub.risk_change (batch_id) where batch_id is not null;

      create table hub.event (
        seq bigint primary key,
        topic text not null,
        at timestamptz not null,
        written_at timestamptz not null default clock_timestamp(),
        uscc text,
        division text,
        industry text,
        committee text,
        rank smallint,
        direction text,
        payload jsonb not null
      );
      create index on hub.event (topic, seq);

      -- one row: which log this is, what signs its cursors, and what was trimmed
      create table hub.event_log (
        "only" boolean primary key default true check ("only"),
        epoch text not null,
        signing_key bytea not null,
        trimmed_to bigint not null default 0
      );
      insert into hub.event_log (epoch, signing_key)
        select encode(substr(sha256(gen_random_uuid()::text::bytea), 1, 6), 'hex'),
               sha256((gen_random_uuid()::text || gen_random_uuid()::text)::bytea);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema hub cascade; create schema hub');
  }
}
