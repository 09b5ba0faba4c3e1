DROP INDEX "notifications_queue";--> statement-breakpoint
DROP INDEX "notifications_due";--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "due_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "notifications_created" ON "notifications" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "notifications_queue" ON "notifications" USING btree ("channel","recipient","id") WHERE status in ('queued', 'sending');--> statement-breakpoint
CREATE INDEX "notifications_due" ON "notifications" USING btree ("channel","recipient","status","next_attempt_at") WHERE status in ('queued', 'held', 'sending');