import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which deliveries of sources that push were taken, and how they were answered: moves in the transactions that store them. */
export class WebhookDelivery1700000000022 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table hub.webhook_delivery (
        source text not null, id text not null, body text not null, layout text not null, records bigint not null,
        taken jsonb not null, done boolean not null, at timestamptz not null default now(),
        primary key (source, id));
      create index on hub.webhook_delivery (at);`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table hub.webhook_delivery');
  }
}
