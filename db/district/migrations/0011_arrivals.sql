ALTER TABLE "logs" ADD COLUMN "arrived_at" bigint;
--> statement-breakpoint
-- When a log of before began to come is not known; up to when it was held is the district's own time.
UPDATE "logs" SET "arrived_at" = least("started_at", "complete_to");
--> statement-breakpoint
ALTER TABLE "logs" ALTER COLUMN "arrived_at" SET NOT NULL;
