CREATE TABLE "alert_groups" (
	"id" serial PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"title" text NOT NULL,
	"brand" text,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"told_at" timestamp (3) with time zone,
	"next_notice_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "alert_money" (
	"alert_id" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"per_minute" numeric(20, 8) NOT NULL,
	"total" numeric(20, 8) NOT NULL,
	CONSTRAINT "alert_money_alert_id_at_pk" PRIMARY KEY("alert_id","at")
);
--> statement-breakpoint
CREATE TABLE "back_tests" (
	"id" serial PRIMARY KEY NOT NULL,
	"rule_id" integer,
	"rule" jsonb NOT NULL,
	"days" integer NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"progress" double precision DEFAULT 0 NOT NULL,
	"result" jsonb,
	"error" text,
	"requested_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "inhibitions" (
	"id" serial PRIMARY KEY NOT NULL,
	"name" varchar(100) NOT NULL,
	"source" jsonb NOT NULL,
	"target" jsonb NOT NULL,
	"equal" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"linger_seconds" integer DEFAULT 0 NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	"is_default" boolean DEFAULT false NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "inhibitions_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "rule_versions" (
	"rule_id" integer NOT NULL,
	"version" integer NOT NULL,
	"body" jsonb NOT NULL,
	"changed_by" text NOT NULL,
	"change" text NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "rule_versions_rule_id_version_pk" PRIMARY KEY("rule_id","version")
);
--> statement-breakpoint
CREATE TABLE "measure_runs" (
	"id" serial PRIMARY KEY NOT NULL,
	"measure_id" integer NOT NULL,
	"measure_name" text NOT NULL,
	"alert_id" integer NOT NULL,
	"occasion" text NOT NULL,
	"action" text DEFAULT 'run' NOT NULL,
	"status" text NOT NULL,
	"url" text NOT NULL,
	"is_dry_run" boolean NOT NULL,
	"decided_by" text,
	"decided_at" timestamp (3) with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp (3) with time zone,
	"response" text,
	"finished_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "protective_measures" (
	"id" serial PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"url" text NOT NULL,
	"undo_url" text,
	"occasion" text NOT NULL,
	"is_dry_run" boolean DEFAULT true NOT NULL,
	"needs_approval" boolean DEFAULT true NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	"created_by" text NOT NULL,
	"changed_by" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "protective_measures_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "silences" (
	"id" serial PRIMARY KEY NOT NULL,
	"reason" text NOT NULL,
	"matchers" jsonb NOT NULL,
	"max_severity" text DEFAULT 'critical' NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"recurrence" text,
	"time_zone" text NOT NULL,
	"warn_minutes" integer DEFAULT 15,
	"warned_of" timestamp (3) with time zone,
	"created_by" text NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"ended_by" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "alert_rules" ALTER COLUMN "condition" DROP DEFAULT;--> statement-breakpoint
-- By hand: the kind becomes a whole condition. Other kinds were kept and never evaluated.
ALTER TABLE "alert_rules" ALTER COLUMN "condition" SET DATA TYPE jsonb USING '{"kind":"threshold","aggregate":"last","windowMs":0}'::jsonb;--> statement-breakpoint
ALTER TABLE "alert_rules" ALTER COLUMN "condition" SET DEFAULT '{"kind":"threshold","aggregate":"last","windowMs":0}'::jsonb;--> statement-breakpoint
-- By hand: threshold and severity become the one level.
UPDATE "alert_rules" SET "levels" = jsonb_build_array(jsonb_build_object('severity', "severity", 'threshold', coalesce("threshold_value", 0), 'recovery', null, 'durationMs', null));--> statement-breakpoint
ALTER TABLE "alert_rules" ALTER COLUMN "levels" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "alerts" ADD COLUMN "class" text DEFAULT 'ordinary' NOT NULL;--> statement-breakpoint
ALTER TABLE "alerts" ADD COLUMN "is_shadow" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "alerts" ADD COLUMN "level" text;--> statement-breakpoint
ALTER TABLE "alerts" ADD COLUMN "group_id" integer;--> statement-breakpoint
ALTER TABLE "alerts" ADD COLUMN "cap_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "alerts" ADD COLUMN "mute" jsonb;--> statement-breakpoint
ALTER TABLE "alerts" ADD COLUMN "mutes" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "alerts" ADD COLUMN "snooze" jsonb;--> statement-breakpoint
ALTER TABLE "alerts" ADD COLUMN "acknowledged_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "alerts" ADD COLUMN "retriggers" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "alerts" ADD COLUMN "assigned_to" jsonb;--> statement-breakpoint
ALTER TABLE "alerts" ADD COLUMN "outcome" text;--> statement-breakpoint
ALTER TABLE "alerts" ADD COLUMN "money" jsonb;--> statement-breakpoint
ALTER TABLE "alert_rules" ADD COLUMN "matchers" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "alert_rules" ADD COLUMN "windows" jsonb;--> statement-breakpoint
ALTER TABLE "alert_rules" ADD COLUMN "minimum_sample" integer;--> statement-breakpoint
ALTER TABLE "alert_rules" ADD COLUMN "no_data" text DEFAULT 'keep' NOT NULL;--> statement-breakpoint
ALTER TABLE "alert_rules" ADD COLUMN "lateness_seconds" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "alert_rules" ADD COLUMN "mode" text DEFAULT 'live' NOT NULL;--> statement-breakpoint
ALTER TABLE "alert_rules" ADD COLUMN "class" text DEFAULT 'ordinary' NOT NULL;--> statement-breakpoint
ALTER TABLE "alert_rules" ADD COLUMN "measure_id" integer;--> statement-breakpoint
ALTER TABLE "rule_states" ADD COLUMN "level" text;--> statement-breakpoint
ALTER TABLE "rule_states" ADD COLUMN "memory" jsonb DEFAULT '{"held":{},"clear":{},"outcomes":{},"readAt":null}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "alert_money" ADD CONSTRAINT "alert_money_alert_id_alerts_id_fk" FOREIGN KEY ("alert_id") REFERENCES "public"."alerts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "alert_groups_one_open" ON "alert_groups" USING btree ("key") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "back_tests_rule" ON "back_tests" USING btree ("rule_id","id");--> statement-breakpoint
CREATE INDEX "measure_runs_alert" ON "measure_runs" USING btree ("alert_id");--> statement-breakpoint
CREATE INDEX "silences_ended_at" ON "silences" USING btree ("ended_at","ends_at");--> statement-breakpoint
CREATE INDEX "alerts_group" ON "alerts" USING btree ("group_id");--> statement-breakpoint
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_player_safety" CHECK ("alerts"."class" <> 'player_safety' or ("alerts"."mute" is null and "alerts"."snooze" is null and "alerts"."cap_until" is null));--> statement-breakpoint
-- By hand: alerts that are open stand at their rule's one level, and so do the states that hold them.
UPDATE "alerts" a SET "level" = r."severity" FROM "alert_rules" r WHERE r."id" = a."alert_rule_id";--> statement-breakpoint
UPDATE "rule_states" s SET "level" = r."severity" FROM "alert_rules" r WHERE r."id" = s."rule_id" AND s."phase" IN ('firing', 'clearing');
