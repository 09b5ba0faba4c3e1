ALTER TABLE "silences" ADD COLUMN "extension" jsonb;--> statement-breakpoint
ALTER TABLE "silences" ADD COLUMN "skipped_until" timestamp (3) with time zone;