CREATE TABLE "imported_people" (
	"import" uuid NOT NULL,
	"person" text NOT NULL,
	"line" integer NOT NULL,
	"did" text NOT NULL,
	"before" jsonb,
	"after" jsonb,
	CONSTRAINT "imported_people_import_person_pk" PRIMARY KEY("import","person")
);
--> statement-breakpoint
CREATE TABLE "people_imports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"file_name" text NOT NULL,
	"at" bigint NOT NULL,
	"taken_by" text NOT NULL,
	"points" jsonb NOT NULL,
	"added" integer NOT NULL,
	"changed" integer NOT NULL,
	"removed_at" bigint,
	"removed_by" text
);
--> statement-breakpoint
ALTER TABLE "imported_people" ADD CONSTRAINT "imported_people_import_people_imports_id_fk" FOREIGN KEY ("import") REFERENCES "public"."people_imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imported_people" ADD CONSTRAINT "imported_people_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "imported_people_by_person" ON "imported_people" USING btree ("person");--> statement-breakpoint
CREATE INDEX "people_imports_by_time" ON "people_imports" USING btree ("at");