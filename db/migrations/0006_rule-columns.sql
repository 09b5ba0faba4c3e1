ALTER TABLE "alert_rules" ALTER COLUMN "rule_name" SET DATA TYPE varchar(100);--> statement-breakpoint
ALTER TABLE "alert_rules" ALTER COLUMN "metric_name" SET DATA TYPE varchar(100);--> statement-breakpoint
ALTER TABLE "alert_rules" ADD COLUMN "condition" text DEFAULT 'threshold' NOT NULL;--> statement-breakpoint
ALTER TABLE "alert_rules" ADD COLUMN "levels" jsonb;--> statement-breakpoint
CREATE INDEX "metric_series_metric_service" ON "metric_series" USING btree ("metric","service_name");