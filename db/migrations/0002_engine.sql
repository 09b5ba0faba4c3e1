DROP INDEX "engine_runs_active";--> statement-breakpoint
ALTER TABLE "engine_jobs" ALTER COLUMN "fn_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "engine_events" ADD COLUMN "seq" bigserial NOT NULL;--> statement-breakpoint
ALTER TABLE "engine_events" ADD COLUMN "matched_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "engine_jobs" ADD COLUMN "cron" text;--> statement-breakpoint
ALTER TABLE "engine_jobs" ADD COLUMN "priority" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "engine_jobs" ADD COLUMN "concurrency_keys" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "engine_jobs" ADD COLUMN "leased_by" text;--> statement-breakpoint
ALTER TABLE "engine_runs" ADD COLUMN "concurrency_keys" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "engine_runs" ADD COLUMN "version" integer DEFAULT -1 NOT NULL;--> statement-breakpoint
ALTER TABLE "engine_jobs" ADD CONSTRAINT "engine_jobs_run_id_engine_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."engine_runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "engine_waits" ADD CONSTRAINT "engine_waits_run_id_engine_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."engine_runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "engine_events_unmatched" ON "engine_events" USING btree ("seq") WHERE matched_at is null;--> statement-breakpoint
CREATE INDEX "engine_jobs_run_at" ON "engine_jobs" USING btree ("run_at");--> statement-breakpoint
CREATE INDEX "engine_runs_fn" ON "engine_runs" USING btree ("fn_id","created_at");--> statement-breakpoint
ALTER TABLE "engine_jobs" DROP COLUMN "data";--> statement-breakpoint
ALTER TABLE "engine_jobs" DROP COLUMN "leased_until";--> statement-breakpoint
ALTER TABLE "engine_keys" DROP COLUMN "count";--> statement-breakpoint
ALTER TABLE "engine_runs" DROP COLUMN "concurrency_key";--> statement-breakpoint
ALTER TABLE "engine_runs" DROP COLUMN "attempt";--> statement-breakpoint
ALTER TABLE "engine_steps" DROP COLUMN "attempt";