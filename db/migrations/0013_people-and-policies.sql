CREATE TABLE "contact_addresses" (
	"id" serial PRIMARY KEY NOT NULL,
	"account_id" integer NOT NULL,
	"kind" text NOT NULL,
	"value" text NOT NULL,
	"verified_at" timestamp (3) with time zone,
	"code_hash" text,
	"code_sent_at" timestamp (3) with time zone,
	"code_expires_at" timestamp (3) with time zone,
	"tries" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "drills" (
	"id" serial PRIMARY KEY NOT NULL,
	"account_id" integer NOT NULL,
	"channel" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"notice_id" bigint,
	"outcome" text NOT NULL,
	"response" text,
	"seen_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "push_subscriptions" (
	"id" serial PRIMARY KEY NOT NULL,
	"account_id" integer NOT NULL,
	"endpoint" text NOT NULL,
	"p256dh" text NOT NULL,
	"auth" text NOT NULL,
	"browser" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "reply_codes" (
	"phone" text NOT NULL,
	"code" text NOT NULL,
	"alert_id" integer NOT NULL,
	"account_id" integer NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	CONSTRAINT "reply_codes_phone_code_pk" PRIMARY KEY("phone","code")
);
--> statement-breakpoint
CREATE TABLE "slack_messages" (
	"alert_id" integer NOT NULL,
	"recipient" text NOT NULL,
	"channel_id" text NOT NULL,
	"ts" text NOT NULL,
	"posted_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "slack_messages_alert_id_recipient_pk" PRIMARY KEY("alert_id","recipient")
);
--> statement-breakpoint
CREATE TABLE "used_links" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"alert_id" integer NOT NULL,
	"account_id" integer NOT NULL,
	"used_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "escalation_policies" (
	"id" serial PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"matchers" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"severities" jsonb NOT NULL,
	"steps" jsonb NOT NULL,
	"repeats" integer DEFAULT 0 NOT NULL,
	"repeat_after_ms" bigint,
	"acknowledgement_timeout_ms" bigint,
	"position" integer NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rotation_overrides" (
	"id" serial PRIMARY KEY NOT NULL,
	"rotation_id" integer NOT NULL,
	"account_id" integer NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"reason" text,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rotations" (
	"id" serial PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"zone" text NOT NULL,
	"layers" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "announcements" (
	"id" serial PRIMARY KEY NOT NULL,
	"message" text NOT NULL,
	"severity" text NOT NULL,
	"announced_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"ended_by" text
);
--> statement-breakpoint
CREATE TABLE "message_templates" (
	"channel" text NOT NULL,
	"part" text NOT NULL,
	"body" text NOT NULL,
	"updated_by" text NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "message_templates_channel_part_pk" PRIMARY KEY("channel","part")
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"recipient" text NOT NULL,
	"channel" text NOT NULL,
	"address" text,
	"content" jsonb NOT NULL,
	"status" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp (3) with time zone,
	"first_attempt_at" timestamp (3) with time zone,
	"leased_until" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone,
	"delivered_at" timestamp (3) with time zone,
	"receipt" text,
	"last_error" text,
	"correlation_id" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "alerts" ADD COLUMN "severity_raises" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "alerts" ADD COLUMN "escalation_policy" jsonb;--> statement-breakpoint
ALTER TABLE "alerts" ADD COLUMN "escalation_started_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "alerts" ADD COLUMN "escalation_steps_done" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "fallback_of" bigint;--> statement-breakpoint
ALTER TABLE "admin_notification_preferences" ADD COLUMN "channel_severities" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "admin_notification_preferences" ADD COLUMN "delays_minutes" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "admin_notification_preferences" ADD COLUMN "quiet_days" jsonb;--> statement-breakpoint
ALTER TABLE "admin_notification_preferences" ADD COLUMN "critical_breaks_quiet" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "admin_notification_preferences" ADD COLUMN "resolution_notices" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "admin_notification_preferences" ADD COLUMN "quiet_seen_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "contact_addresses" ADD CONSTRAINT "contact_addresses_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "drills" ADD CONSTRAINT "drills_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "push_subscriptions" ADD CONSTRAINT "push_subscriptions_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "slack_messages" ADD CONSTRAINT "slack_messages_alert_id_alerts_id_fk" FOREIGN KEY ("alert_id") REFERENCES "public"."alerts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rotation_overrides" ADD CONSTRAINT "rotation_overrides_rotation_id_rotations_id_fk" FOREIGN KEY ("rotation_id") REFERENCES "public"."rotations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rotation_overrides" ADD CONSTRAINT "rotation_overrides_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "contact_addresses_once" ON "contact_addresses" USING btree ("account_id","kind","value");--> statement-breakpoint
CREATE INDEX "drills_account" ON "drills" USING btree ("account_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "push_subscriptions_endpoint" ON "push_subscriptions" USING btree ("endpoint");--> statement-breakpoint
CREATE INDEX "push_subscriptions_account" ON "push_subscriptions" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "reply_codes_alert" ON "reply_codes" USING btree ("alert_id");--> statement-breakpoint
CREATE UNIQUE INDEX "escalation_policies_name" ON "escalation_policies" USING btree ("name");--> statement-breakpoint
CREATE INDEX "rotation_overrides_rotation" ON "rotation_overrides" USING btree ("rotation_id","ends_at");--> statement-breakpoint
CREATE UNIQUE INDEX "rotations_name" ON "rotations" USING btree ("name");--> statement-breakpoint
CREATE UNIQUE INDEX "notices_once" ON "notices" USING btree ("key","recipient","channel");--> statement-breakpoint
CREATE INDEX "notices_due" ON "notices" USING btree ("channel","next_attempt_at") WHERE status in ('queued', 'sending');--> statement-breakpoint
CREATE INDEX "notifications_queue" ON "notifications" USING btree ("channel","recipient","id") WHERE status in ('queued', 'held', 'sending');--> statement-breakpoint
CREATE INDEX "notifications_recipient" ON "notifications" USING btree ("recipient","created_at");--> statement-breakpoint
UPDATE "alerts" SET "severity_raises" = "escalation_level" WHERE "escalation_level" > 0;