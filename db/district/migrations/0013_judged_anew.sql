CREATE TABLE "judged_anew" (
	"day" date NOT NULL,
	"person" text NOT NULL,
	"judged_by" integer NOT NULL,
	"was" json NOT NULL,
	"also_changed" boolean NOT NULL,
	CONSTRAINT "judged_anew_day_person_pk" PRIMARY KEY("day","person")
);
