CREATE SCHEMA "demo";
--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" serial PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"password_hash" text,
	"brands" jsonb,
	"is_demo" boolean DEFAULT false NOT NULL,
	"disabled_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "api_tokens" (
	"id" serial PRIMARY KEY NOT NULL,
	"account_id" integer NOT NULL,
	"name" text NOT NULL,
	"scope" text NOT NULL,
	"hash" text NOT NULL,
	"hint" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "sign_in_failures" (
	"id" serial PRIMARY KEY NOT NULL,
	"subject" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "alert_timeline" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"alert_id" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"kind" text NOT NULL,
	"actor" text NOT NULL,
	"message" text NOT NULL,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"correlation_id" text
);
--> statement-breakpoint
CREATE TABLE "alerts" (
	"id" serial PRIMARY KEY NOT NULL,
	"alert_rule_id" integer,
	"rule_name" varchar(255) NOT NULL,
	"metric" varchar(100) NOT NULL,
	"brand" text,
	"labels" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"fingerprint" text NOT NULL,
	"value" double precision,
	"threshold" double precision,
	"severity" varchar(20) NOT NULL,
	"status" varchar(20) NOT NULL,
	"message" text NOT NULL,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"runbook" text,
	"triggered_at" timestamp (3) with time zone NOT NULL,
	"acknowledged_at" timestamp (3) with time zone,
	"acknowledged_by" varchar(255),
	"resolved_at" timestamp (3) with time zone,
	"resolved_by" varchar(255),
	"resolution_notes" text,
	"escalation_reason" text,
	"escalated_at" timestamp (3) with time zone,
	"escalation_level" integer DEFAULT 0 NOT NULL,
	"escalates_at" timestamp (3) with time zone,
	"notifications_sent" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"notification_attempts" integer DEFAULT 0 NOT NULL,
	"auto_resolved" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_events" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"subject" text,
	"brand" text,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"correlation_id" text
);
--> statement-breakpoint
CREATE TABLE "demo"."cache_stats" (
	"id" text PRIMARY KEY NOT NULL,
	"brand" text,
	"backend" text NOT NULL,
	"key_pattern" text NOT NULL,
	"hits" integer NOT NULL,
	"misses" integer NOT NULL,
	"evictions" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "demo"."compliance_events" (
	"id" text PRIMARY KEY NOT NULL,
	"brand" text NOT NULL,
	"player_id" text NOT NULL,
	"type" text NOT NULL,
	"is_permanent" boolean DEFAULT false NOT NULL,
	"ends_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "demo"."error_logs" (
	"id" text PRIMARY KEY NOT NULL,
	"brand" text,
	"type" text NOT NULL,
	"severity" text NOT NULL,
	"message" text NOT NULL,
	"endpoint" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "demo"."exchange_rates" (
	"day" date NOT NULL,
	"currency" text NOT NULL,
	"quote" text NOT NULL,
	"rate" numeric(20, 10) NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "exchange_rates_day_currency_quote_pk" PRIMARY KEY("day","currency","quote")
);
--> statement-breakpoint
CREATE TABLE "demo"."fraud_flags" (
	"id" text PRIMARY KEY NOT NULL,
	"brand" text NOT NULL,
	"player_id" text NOT NULL,
	"type" text NOT NULL,
	"score" double precision NOT NULL,
	"status" text NOT NULL,
	"resolved_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "demo"."game_rounds" (
	"id" text PRIMARY KEY NOT NULL,
	"brand" text NOT NULL,
	"game_id" text NOT NULL,
	"table_id" text,
	"player_id" text,
	"stake" numeric(20, 8) NOT NULL,
	"payout" numeric(20, 8) NOT NULL,
	"currency" text NOT NULL,
	"status" text NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "demo"."game_tables" (
	"id" text PRIMARY KEY NOT NULL,
	"brand" text NOT NULL,
	"game_id" text NOT NULL,
	"name" text NOT NULL,
	"state" text NOT NULL,
	"state_since" timestamp (3) with time zone NOT NULL,
	"players" integer DEFAULT 0 NOT NULL,
	"bots" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "demo"."games" (
	"id" text PRIMARY KEY NOT NULL,
	"brand" text,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"rtp" double precision,
	"is_active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "demo"."health_checks" (
	"id" text PRIMARY KEY NOT NULL,
	"service" text NOT NULL,
	"status" text NOT NULL,
	"latency_ms" double precision,
	"message" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "demo"."limit_violations" (
	"id" text PRIMARY KEY NOT NULL,
	"brand" text NOT NULL,
	"player_id" text NOT NULL,
	"type" text NOT NULL,
	"limit_amount" numeric(20, 8),
	"attempted_amount" numeric(20, 8),
	"currency" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "demo"."payments" (
	"id" text PRIMARY KEY NOT NULL,
	"brand" text NOT NULL,
	"affiliate" text,
	"player_id" text NOT NULL,
	"provider" text NOT NULL,
	"method" text NOT NULL,
	"direction" text NOT NULL,
	"amount" numeric(20, 8) NOT NULL,
	"currency" text NOT NULL,
	"status" text NOT NULL,
	"failure_reason" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "demo"."performance_metrics" (
	"id" text PRIMARY KEY NOT NULL,
	"brand" text,
	"endpoint" text NOT NULL,
	"method" text NOT NULL,
	"duration_ms" double precision NOT NULL,
	"status_code" integer NOT NULL,
	"response_bytes" integer,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "demo"."players" (
	"id" text PRIMARY KEY NOT NULL,
	"brand" text NOT NULL,
	"affiliate" text,
	"country" text,
	"status" text DEFAULT 'active' NOT NULL,
	"excluded_until" timestamp (3) with time zone,
	"last_active_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "demo"."risk_scores_history" (
	"id" text PRIMARY KEY NOT NULL,
	"brand" text NOT NULL,
	"player_id" text NOT NULL,
	"score" double precision NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "demo"."state" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "demo"."transactions" (
	"id" text PRIMARY KEY NOT NULL,
	"brand" text NOT NULL,
	"player_id" text NOT NULL,
	"type" text NOT NULL,
	"amount" numeric(20, 8) NOT NULL,
	"currency" text NOT NULL,
	"status" text NOT NULL,
	"failure_reason" text,
	"round_id" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "engine_events" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"data" jsonb NOT NULL,
	"ts" bigint NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "engine_jobs" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"fn_id" text,
	"run_id" text,
	"step_id" text,
	"data" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"run_at" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"attempt" integer DEFAULT 0 NOT NULL,
	"leased_until" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "engine_keys" (
	"key" text PRIMARY KEY NOT NULL,
	"count" integer DEFAULT 1 NOT NULL,
	"until" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "engine_lease" (
	"name" text PRIMARY KEY NOT NULL,
	"holder" text NOT NULL,
	"until" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "engine_runs" (
	"id" text PRIMARY KEY NOT NULL,
	"fn_id" text NOT NULL,
	"status" text NOT NULL,
	"events" jsonb NOT NULL,
	"output" jsonb,
	"error" jsonb,
	"parent_run_id" text,
	"parent_step_id" text,
	"concurrency_key" text,
	"priority" integer DEFAULT 0 NOT NULL,
	"attempt" integer DEFAULT 0 NOT NULL,
	"is_parallel" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "engine_steps" (
	"run_id" text NOT NULL,
	"id" text NOT NULL,
	"op" text NOT NULL,
	"name" text NOT NULL,
	"result" jsonb,
	"attempt" integer DEFAULT 0 NOT NULL,
	"seq" integer,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "engine_steps_run_id_id_pk" PRIMARY KEY("run_id","id")
);
--> statement-breakpoint
CREATE TABLE "engine_waits" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"run_id" text NOT NULL,
	"step_id" text,
	"name" text NOT NULL,
	"expression" text,
	"expires_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "feed_events" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"topic" text NOT NULL,
	"event" text NOT NULL,
	"type" text NOT NULL,
	"severity" text,
	"brand" text,
	"at" timestamp (3) with time zone NOT NULL,
	"data" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "health_checks" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"service" text NOT NULL,
	"status" text NOT NULL,
	"latency_ms" double precision,
	"message" text,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"checked_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "uptime_counts" (
	"service" text PRIMARY KEY NOT NULL,
	"checks" double precision NOT NULL,
	"not_critical" double precision NOT NULL,
	"since" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "metric_rollups_1h" (
	"series_id" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"count" bigint NOT NULL,
	"sum" double precision NOT NULL,
	"min" double precision NOT NULL,
	"max" double precision NOT NULL,
	"last" double precision NOT NULL,
	CONSTRAINT "metric_rollups_1h_series_id_at_pk" PRIMARY KEY("series_id","at")
);
--> statement-breakpoint
CREATE TABLE "metric_rollups_1m" (
	"series_id" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"count" bigint NOT NULL,
	"sum" double precision NOT NULL,
	"min" double precision NOT NULL,
	"max" double precision NOT NULL,
	"last" double precision NOT NULL,
	CONSTRAINT "metric_rollups_1m_series_id_at_pk" PRIMARY KEY("series_id","at")
);
--> statement-breakpoint
CREATE TABLE "metric_samples" (
	"series_id" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"value" double precision NOT NULL,
	CONSTRAINT "metric_samples_series_id_at_pk" PRIMARY KEY("series_id","at")
) PARTITION BY RANGE ("at");
--> statement-breakpoint
CREATE TABLE "metric_series" (
	"id" serial PRIMARY KEY NOT NULL,
	"metric" text NOT NULL,
	"labels" jsonb NOT NULL,
	"fingerprint" text NOT NULL,
	"service_name" text,
	"unit" text,
	"newest_at" timestamp (3) with time zone,
	"newest_value" double precision,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "source_states" (
	"source" text PRIMARY KEY NOT NULL,
	"status" text NOT NULL,
	"warning" text,
	"last_read_at" timestamp (3) with time zone,
	"last_ok_at" timestamp (3) with time zone,
	"last_duration_ms" double precision,
	"skip_until" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "delivery_attempts" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"notification_id" integer NOT NULL,
	"alert_id" integer NOT NULL,
	"channel" text NOT NULL,
	"attempt" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"outcome" text NOT NULL,
	"duration_ms" integer NOT NULL,
	"response" text
);
--> statement-breakpoint
CREATE TABLE "notifications" (
	"id" bigserial NOT NULL,
	"alert_triggered_at" timestamp (3) with time zone NOT NULL,
	"alert_id" integer NOT NULL,
	"occasion" text NOT NULL,
	"recipient" text NOT NULL,
	"channel" text NOT NULL,
	"severity" text NOT NULL,
	"status" text NOT NULL,
	"reason" text NOT NULL,
	"decision" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp (3) with time zone,
	"first_attempt_at" timestamp (3) with time zone,
	"leased_until" timestamp (3) with time zone,
	"delivered_at" timestamp (3) with time zone,
	"receipt" text,
	"last_error" text,
	"correlation_id" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "notifications_id_alert_triggered_at_pk" PRIMARY KEY("id","alert_triggered_at")
) PARTITION BY RANGE ("alert_triggered_at");
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"data" jsonb NOT NULL,
	"correlation_id" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "admin_notification_preferences" (
	"id" serial PRIMARY KEY NOT NULL,
	"admin_user_id" integer NOT NULL,
	"email_notifications" boolean DEFAULT true NOT NULL,
	"sms_notifications" boolean DEFAULT false NOT NULL,
	"slack_notifications" boolean DEFAULT true NOT NULL,
	"push_notifications" boolean DEFAULT false NOT NULL,
	"critical_alerts" boolean DEFAULT true NOT NULL,
	"warning_alerts" boolean DEFAULT true NOT NULL,
	"info_alerts" boolean DEFAULT false NOT NULL,
	"emergency_alerts" boolean,
	"quiet_hours_enabled" boolean DEFAULT false NOT NULL,
	"quiet_start_time" text,
	"quiet_end_time" text,
	"time_zone" text,
	"email" text,
	"phone" text,
	"slack_channel" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "compliance_events" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"type" text NOT NULL,
	"brand" text,
	"player_id" text,
	"is_permanent" boolean DEFAULT false NOT NULL,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "error_logs" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"type" text NOT NULL,
	"severity" text NOT NULL,
	"message" text NOT NULL,
	"brand" text,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"correlation_id" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "performance_metrics" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"endpoint" text NOT NULL,
	"method" text,
	"brand" text,
	"duration_ms" double precision NOT NULL,
	"status_code" integer,
	"response_bytes" integer,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "risk_scores_history" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"brand" text,
	"player_id" text NOT NULL,
	"score" double precision NOT NULL,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "purge_runs" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"table_name" text NOT NULL,
	"before" timestamp (3) with time zone NOT NULL,
	"removed" bigint NOT NULL,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "alert_rules" (
	"id" serial PRIMARY KEY NOT NULL,
	"rule_name" text NOT NULL,
	"metric_name" text NOT NULL,
	"threshold_value" double precision,
	"comparison_operator" text NOT NULL,
	"severity" text NOT NULL,
	"notification_channels" jsonb,
	"duration_seconds" integer DEFAULT 0 NOT NULL,
	"cooldown_minutes" integer DEFAULT 15 NOT NULL,
	"max_alerts_per_hour" integer DEFAULT 4 NOT NULL,
	"hold_seconds" integer DEFAULT 60 NOT NULL,
	"labels" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"runbook" text,
	"description" text,
	"is_active" boolean DEFAULT true NOT NULL,
	"is_default" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rule_states" (
	"rule_id" integer NOT NULL,
	"series_id" integer NOT NULL,
	"phase" text DEFAULT 'inactive' NOT NULL,
	"since" timestamp (3) with time zone,
	"sample_at" timestamp (3) with time zone,
	"evaluated_at" timestamp (3) with time zone NOT NULL,
	"last_value" double precision,
	"alert_id" integer,
	"cooldown_until" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "rule_states_rule_id_series_id_pk" PRIMARY KEY("rule_id","series_id")
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"updated_by" text NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "api_tokens" ADD CONSTRAINT "api_tokens_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_timeline" ADD CONSTRAINT "alert_timeline_alert_id_alerts_id_fk" FOREIGN KEY ("alert_id") REFERENCES "public"."alerts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "engine_steps" ADD CONSTRAINT "engine_steps_run_id_engine_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."engine_runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "admin_notification_preferences" ADD CONSTRAINT "admin_notification_preferences_admin_user_id_accounts_id_fk" FOREIGN KEY ("admin_user_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rule_states" ADD CONSTRAINT "rule_states_rule_id_alert_rules_id_fk" FOREIGN KEY ("rule_id") REFERENCES "public"."alert_rules"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_email_unique" ON "accounts" USING btree ("email");--> statement-breakpoint
CREATE UNIQUE INDEX "api_tokens_hash_unique" ON "api_tokens" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "sign_in_failures_subject_at" ON "sign_in_failures" USING btree ("subject","at");--> statement-breakpoint
CREATE INDEX "alert_timeline_alert" ON "alert_timeline" USING btree ("alert_id","id");--> statement-breakpoint
CREATE INDEX "alerts_status" ON "alerts" USING btree ("status");--> statement-breakpoint
CREATE INDEX "alerts_severity" ON "alerts" USING btree ("severity");--> statement-breakpoint
CREATE INDEX "alerts_triggered_at" ON "alerts" USING btree ("triggered_at");--> statement-breakpoint
CREATE INDEX "alerts_rule_name" ON "alerts" USING btree ("rule_name");--> statement-breakpoint
CREATE INDEX "alerts_active" ON "alerts" USING btree ("triggered_at") WHERE status in ('triggered', 'acknowledged', 'escalated');--> statement-breakpoint
CREATE UNIQUE INDEX "alerts_one_active" ON "alerts" USING btree ("fingerprint") WHERE status in ('triggered', 'acknowledged', 'escalated');--> statement-breakpoint
CREATE INDEX "audit_events_at" ON "audit_events" USING btree ("at");--> statement-breakpoint
CREATE INDEX "audit_events_action" ON "audit_events" USING btree ("action","at");--> statement-breakpoint
CREATE INDEX "demo_cache_stats_created_at" ON "demo"."cache_stats" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "demo_compliance_events_created_at" ON "demo"."compliance_events" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "demo_error_logs_created_at" ON "demo"."error_logs" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "demo_fraud_flags_created_at" ON "demo"."fraud_flags" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "demo_game_rounds_created_at" ON "demo"."game_rounds" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "demo_game_rounds_brand_created_at" ON "demo"."game_rounds" USING btree ("brand","created_at");--> statement-breakpoint
CREATE INDEX "demo_health_checks_created_at" ON "demo"."health_checks" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "demo_limit_violations_created_at" ON "demo"."limit_violations" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "demo_payments_created_at" ON "demo"."payments" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "demo_payments_brand_created_at" ON "demo"."payments" USING btree ("brand","created_at");--> statement-breakpoint
CREATE INDEX "demo_performance_metrics_created_at" ON "demo"."performance_metrics" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "demo_players_created_at" ON "demo"."players" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "demo_players_last_active_at" ON "demo"."players" USING btree ("last_active_at");--> statement-breakpoint
CREATE INDEX "demo_risk_scores_history_created_at" ON "demo"."risk_scores_history" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "demo_transactions_created_at" ON "demo"."transactions" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "demo_transactions_brand_created_at" ON "demo"."transactions" USING btree ("brand","created_at");--> statement-breakpoint
CREATE INDEX "engine_events_created_at" ON "engine_events" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "engine_jobs_due" ON "engine_jobs" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "engine_jobs_run" ON "engine_jobs" USING btree ("run_id");--> statement-breakpoint
CREATE INDEX "engine_runs_active" ON "engine_runs" USING btree ("fn_id","concurrency_key") WHERE status in ('queued', 'running');--> statement-breakpoint
CREATE INDEX "engine_runs_created_at" ON "engine_runs" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "engine_waits_name" ON "engine_waits" USING btree ("name");--> statement-breakpoint
CREATE INDEX "engine_waits_run" ON "engine_waits" USING btree ("run_id");--> statement-breakpoint
CREATE INDEX "feed_events_at" ON "feed_events" USING btree ("at");--> statement-breakpoint
CREATE INDEX "health_checks_service" ON "health_checks" USING btree ("service","checked_at");--> statement-breakpoint
CREATE INDEX "metric_samples_at" ON "metric_samples" USING btree ("at");--> statement-breakpoint
CREATE UNIQUE INDEX "metric_series_metric_fingerprint" ON "metric_series" USING btree ("metric","fingerprint");--> statement-breakpoint
CREATE INDEX "delivery_attempts_alert" ON "delivery_attempts" USING btree ("alert_id");--> statement-breakpoint
CREATE INDEX "delivery_attempts_notification" ON "delivery_attempts" USING btree ("notification_id");--> statement-breakpoint
CREATE UNIQUE INDEX "notifications_once" ON "notifications" USING btree ("alert_triggered_at","alert_id","occasion","recipient","channel");--> statement-breakpoint
CREATE INDEX "notifications_alert" ON "notifications" USING btree ("alert_id");--> statement-breakpoint
CREATE INDEX "notifications_due" ON "notifications" USING btree ("channel","next_attempt_at") WHERE status in ('queued', 'sending');--> statement-breakpoint
CREATE INDEX "outbox_unsent" ON "outbox" USING btree ("created_at") WHERE sent_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "admin_notification_preferences_admin" ON "admin_notification_preferences" USING btree ("admin_user_id");--> statement-breakpoint
CREATE INDEX "compliance_events_at" ON "compliance_events" USING btree ("at");--> statement-breakpoint
CREATE INDEX "error_logs_at" ON "error_logs" USING btree ("at");--> statement-breakpoint
CREATE INDEX "performance_metrics_at" ON "performance_metrics" USING btree ("at");--> statement-breakpoint
CREATE INDEX "risk_scores_history_at" ON "risk_scores_history" USING btree ("at");--> statement-breakpoint
CREATE UNIQUE INDEX "alert_rules_name_unique" ON "alert_rules" USING btree ("rule_name");--> statement-breakpoint
CREATE INDEX "rule_states_evaluated_at" ON "rule_states" USING btree ("evaluated_at");