ALTER TABLE "back_tests" ADD COLUMN "rule_version" integer;--> statement-breakpoint
ALTER TABLE "back_tests" ADD COLUMN "checkpoint" jsonb;--> statement-breakpoint
ALTER TABLE "back_tests" ADD COLUMN "requester" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "back_tests" ADD COLUMN "updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL;