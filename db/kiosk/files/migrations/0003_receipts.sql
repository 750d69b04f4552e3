CREATE TABLE `receipts` (
	`log` text NOT NULL,
	`seq` integer NOT NULL,
	`hash` text NOT NULL,
	`district_key` text NOT NULL,
	`sealed` text NOT NULL,
	PRIMARY KEY(`log`, `seq`)
) STRICT;
