import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Committees, their member units, and what they do. References are not enforced: sheets come in any order. */
export class Committees1700000050000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const sourced = `source text not null,
        observed_at timestamptz not null,
        received_at timestamptz not null,
        digest text not null`;
    await runner.query(`
      create table committees.committee (
        id text primary key,
        name text not null,
        tier text not null,
        division text not null,
        lead_unit_id text not null,
        member_ids text[] not null,
        industries text[] not null,
        held_by text,
        stages jsonb[] not null,
        first_director jsonb,
        director jsonb not null,
        ${sourced}
      );
      create table committees.member_unit (
        id text primary key,
        uscc text,
        name text not null,
        kind text not null,
        division text not null,
        duty_phone text,
        departments text[] not null,
        ${sourced}
      );
      create table committees.duty (
        id text primary key,
        unit_id text not null,
        kind text not null,
        text text not null,
        industries text[] not null,
        valid_from date not null,
        valid_to date,
        approved_by text,
        approved_on date,
        basis text,
        ${sourced}
      );
      create index on committees.duty (unit_id);
      create table committees.post (
        id text primary key,
        kind text not null,
        title text not null,
        unit_id text not null,
        holder_masked text,
        division text,
        division_raw text,
        division_note text,
        speciality text,
        duty_list text[] not null,
        regime text,
        valid_from date,
        valid_to date,
        ${sourced}
      );
      create index on committees.post (division text_pattern_ops);
      create index on committees.post (unit_id);
      create table committees.meeting (
        id text primary key,
        division text not null,
        committee_id text,
        kind text not null,
        held_at timestamptz not null,
        requested_by_id text,
        topics text[] not null,
        ${sourced}
      );
      create index on committees.meeting (committee_id);
      create table committees.task (
        id text primary key,
        committee_id text not null,
        meeting_id text,
        owner_id text not null,
        title text not null,
        phases text[] not null,
        due_on date not null,
        reported_state text not null,
        done_on date,
        evidence text[] not null,
        ${sourced}
      );
      create index on committees.task (committee_id);
      create index on committees.task (meeting_id);
      create table committees.duty_ledger_entry (
        id text primary key,
        post_id text not null,
        division text not null,
        action text not null,
        at timestamptz not null,
        uscc text,
        evidence text[] not null,
        ${sourced}
      );
      create index on committees.duty_ledger_entry (at);
      create table committees.responsibility_letter (
        id text primary key,
        year integer not null,
        from_unit_id text not null,
        to_unit_id text not null,
        signed_on date,
        items text[] not null,
        ${sourced}
      );
      create index on committees.responsibility_letter (from_unit_id);
      create index on committees.responsibility_letter (to_unit_id);
      create table committees.assessment (
        unit_id text not null,
        year integer not null,
        score double precision not null,
        rank integer,
        items text[] not null,
        as_of date not null,
        ${sourced},
        primary key (unit_id, year)
      );
      create table committees.patrol (
        id text primary key,
        division text not null,
        kind text not null,
        name text not null,
        target_ids text[] not null,
        aspects text[] not null,
        aspect_kinds text[] not null,
        begins_on date not null,
        ends_on date,
        archive_no text,
        archived_on date,
        reported_on date,
        report_document text,
        ${sourced}
      );
      create table committees.finding (
        id text primary key,
        patrol_id text not null,
        unit_id text not null,
        uscc text,
        committee_id text,
        text text not null,
        aspect text,
        due_on date,
        reported_state text not null,
        closed_on date,
        disposition_log jsonb not null,
        ${sourced}
      );
      create index on committees.finding (patrol_id);
      create index on committees.finding (unit_id);
      create table committees.campaign (
        id text primary key,
        division text not null,
        name text not null,
        kind text not null,
        begins_on date not null,
        ends_on date,
        lead_unit_id text,
        industries text[] not null,
        aspects text[] not null,
        ${sourced}
      );
      create table committees.campaign_week (
        campaign_id text not null,
        ends_on date not null,
        checks integer not null,
        hazards_found integer not null,
        ${sourced},
        primary key (campaign_id, ends_on)
      );
      create table committees.bulletin (
        id text primary key,
        division text not null,
        issue text not null,
        published_on date not null,
        items text[] not null,
        ${sourced}
      );
      create table committees.fund (
        division text not null,
        year integer not null,
        purpose text not null,
        amount_yuan double precision not null,
        spent_yuan double precision,
        ${sourced},
        primary key (division, year, purpose)
      );
      create table committees.education_asset (
        id text primary key,
        division text not null,
        name text not null,
        kind text not null,
        lng double precision,
        lat double precision,
        visits integer not null,
        as_of date not null,
        ${sourced}
      );
      create table committees.education_item (
        id text primary key,
        division text not null,
        title text not null,
        medium text not null,
        published_on date not null,
        ${sourced}
      );
    `);
    await runner.query(KEEP_ARCHIVED);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table committees.committee, committees.member_unit, committees.duty, committees.post, committees.meeting, committees.task, committees.duty_ledger_entry, committees.responsibility_letter, committees.assessment, committees.patrol, committees.finding, committees.campaign, committees.campaign_week, committees.bulletin, committees.fund, committees.education_asset, committees.education_item;
      drop function committees.keep_archived_patrol(), committees.keep_archived_finding()`);
  }
}

/** An archived patrol stays as it is, and so does what it found; what became of a finding goes on. */
const KEEP_ARCHIVED = `
  create function committees.keep_archived_patrol() returns trigger language plpgsql as $$
  begin
    if old.archive_no is not null and old.digest <> new.digest then
      raise check_violation using message = format('patrol %s is archived as %s and does not change any more', old.id, old.archive_no);
    end if;
    return new;
  end $$;
  create trigger keep_archived before update on committees.patrol
    for each row execute function committees.keep_archived_patrol();

  create function committees.keep_archived_finding() returns trigger language plpgsql as $$
  declare archive text := (select archive_no from committees.patrol where id = old.patrol_id);
  begin
    if archive is not null and (old.patrol_id, old.unit_id, old.uscc, old.text, old.aspect)
        is distinct from (new.patrol_id, new.unit_id, new.uscc, new.text, new.aspect) then
      raise check_violation using message = format('what finding %s says is archived as %s and does not change any more', old.id, archive);
    end if;
    return new;
  end $$;
  create trigger keep_archived before update on committees.finding
    for each row execute function committees.keep_archived_finding()`;
