CREATE TABLE "notices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organisation" text,
	"text" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date
);
--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_organisation_organisations_id_fk" FOREIGN KEY ("organisation") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE TRIGGER notices_insert AFTER INSERT ON notices REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION move_directory_version();
--> statement-breakpoint
CREATE TRIGGER notices_update AFTER UPDATE ON notices REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION move_directory_version();
--> statement-breakpoint
CREATE TRIGGER notices_delete AFTER DELETE ON notices REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION move_directory_version();
