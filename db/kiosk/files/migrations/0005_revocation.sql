CREATE TABLE `revocation` (
	`one` integer PRIMARY KEY NOT NULL CHECK (`one` = 1),
	`at` real NOT NULL
) STRICT;
