ALTER TABLE "logs" ADD COLUMN "taken" json;--> statement-breakpoint
-- An incident of a device is its own, whatever log it names.
UPDATE "incidents" SET "same_as" = "device" || ' ' || replace("same_as", ' ' || "device" || ' ', ' ')
WHERE "device" IS NOT NULL;
