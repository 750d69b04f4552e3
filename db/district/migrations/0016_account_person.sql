ALTER TABLE "accounts" ADD COLUMN "person" text;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_one_active_by_person" ON "accounts" USING btree ("person") WHERE "accounts"."state" = 'active';