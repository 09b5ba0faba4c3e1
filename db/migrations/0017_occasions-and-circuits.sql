CREATE TABLE "channel_circuits" (
	"channel" text PRIMARY KEY NOT NULL,
	"opened_at" timestamp (3) with time zone,
	"reason" text,
	"probes" integer DEFAULT 0 NOT NULL,
	"probe_at" timestamp (3) with time zone,
	"recent" jsonb DEFAULT '[]'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "occasions" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"alert_id" integer NOT NULL,
	"alert_triggered_at" timestamp (3) with time zone NOT NULL,
	"occasion" text NOT NULL,
	"severity" text NOT NULL,
	"correlation_id" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"due_at" timestamp (3) with time zone,
	"decided_at" timestamp (3) with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_error" text
);
--> statement-breakpoint
DROP INDEX "notifications_queue";--> statement-breakpoint
DROP INDEX "notifications_due";--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "urgency" smallint GENERATED ALWAYS AS (case severity when 'emergency' then 3 when 'critical' then 2 when 'warning' then 1 else 0 end) STORED NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "occasions_once" ON "occasions" USING btree ("alert_id","occasion");--> statement-breakpoint
CREATE INDEX "occasions_due" ON "occasions" USING btree ("due_at","id") WHERE decided_at is null;--> statement-breakpoint
CREATE INDEX "occasions_decided" ON "occasions" USING btree ("decided_at");--> statement-breakpoint
CREATE INDEX "notifications_lane" ON "notifications" USING btree ("channel","recipient","alert_id","id") WHERE status in ('queued', 'held', 'sending');--> statement-breakpoint
CREATE INDEX "notifications_urgent" ON "notifications" USING btree ("channel","urgency" DESC NULLS LAST,"id") WHERE status in ('queued', 'sending');--> statement-breakpoint
CREATE INDEX "notifications_held" ON "notifications" USING btree ("channel","next_attempt_at") WHERE status = 'held';--> statement-breakpoint
CREATE INDEX "notifications_bundle" ON "notifications" USING btree ("bundle") WHERE bundle is not null and status in ('queued', 'sending');--> statement-breakpoint
INSERT INTO "occasions" ("alert_id", "alert_triggered_at", "occasion", "severity", "correlation_id", "due_at")
SELECT a."id", a."triggered_at", 'triggered', a."severity", 'migration', now() FROM "alerts" a
WHERE a."status" IN ('triggered', 'acknowledged', 'escalated') AND NOT a."is_shadow"
	AND NOT EXISTS (SELECT 1 FROM "notifications" n WHERE n."alert_id" = a."id" AND n."alert_triggered_at" = a."triggered_at");
