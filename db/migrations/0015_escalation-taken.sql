ALTER TABLE "alerts" ADD COLUMN "escalation_waited_ms" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "alerts" ADD COLUMN "escalation_taken" jsonb;