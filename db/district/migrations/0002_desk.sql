CREATE TABLE "excuse_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"device" uuid NOT NULL,
	"person" text NOT NULL,
	"point" text NOT NULL,
	"covers_from" text NOT NULL,
	"covers_to" text NOT NULL,
	"code" text NOT NULL,
	"document" text NOT NULL,
	"reason" text NOT NULL,
	"requested_by" text NOT NULL,
	"requested_at" bigint NOT NULL,
	"state" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "staff_number" text;--> statement-breakpoint
ALTER TABLE "postings" ADD COLUMN "role" text DEFAULT 'staff' NOT NULL;--> statement-breakpoint
ALTER TABLE "postings" ADD COLUMN "counter" text;--> statement-breakpoint
CREATE INDEX "excuse_requests_by_state" ON "excuse_requests" USING btree ("state","point");--> statement-breakpoint
-- A directory says how many kiosks its point has; one that is revoked or admitted again changes that.
CREATE TRIGGER devices_state AFTER UPDATE OF state ON devices FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION move_for_device();
--> statement-breakpoint
-- Directories from before lack what this version adds.
UPDATE settings SET directory_version = directory_version + 1 WHERE id = 1;
