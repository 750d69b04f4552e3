import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { sourceFacts } from './support/source-facts.ts'
import { VIETNAMESE } from './support/source-texts.ts'

/** Why a program holds Vietnamese of its own, and the files that do. What people are told stands in texts of both languages. */
const MAY_HOLD: Readonly<Record<string, string>> = {
  'printed papers, which are Vietnamese forms': `core/month/annulled-scans.ts core/month/month-words.ts
    core/month/rule-words.ts core/month/sheet-legend.ts core/month/sheet-sources.ts core/month/sheet-template.ts
    district/badges/badge-sheet.ts district/month/zip-routes.ts district/papers/annex-pdf.ts
    district/papers/annex-tables.ts district/papers/annex-xlsx.ts district/papers/first-sheet-pdf.ts
    district/papers/first-sources.ts district/papers/missing-papers.ts district/papers/month-csv.ts district/papers/paper.ts
    district/papers/papers.ts district/papers/report-docx.ts district/papers/report-text.ts
    district/papers/sheet-pdf.ts district/papers/sheet-table.ts district/papers/sheet-xlsx.ts
    district/people/sample-list.ts district/personal-data/person-papers.ts
    district/personal-data/personal-data-routes.ts district/print/letter-parts.ts`,
  'names out of Vietnamese rules: leave, holidays, duty': `core/symbols/absence-codes.ts
    core/schedule/suggest-holidays.ts core/person-day/judge-person-day.ts`,
  'Vietnamese letters and words, to read what people write': `core/people/convert-encoding.ts
    core/people/role-words.ts core/people/vietnamese-syllable.ts db/district/accounts/password-strength.ts
    district/staff/file-route.ts`,
  'letters, and what stands for an erased name in papers and answers': 'core/names.ts',
  'the name of the product': `district/accounts/own-account-routes.ts district/api-docs/describe-route.ts
    district/api-docs/docs-page.ts district/print/make-pdf.ts district/print/write-xlsx.ts`,
  'both languages side by side': 'district/api-docs/docs-words.ts kiosk/host/browser-host.ts',
  'what commands and programs say in a terminal': `db/district/organisation/seed-organisation.ts
    district/by-hand/import-files.ts district/commands/back-up.ts district/commands/create-account.ts
    district/commands/create-administrator.ts district/commands/district-key.ts district/commands/open-or-stop.ts
    district/commands/personal-data.ts district/commands/read-options.ts district/commands/restore.ts
    district/commands/retention.ts district/commands/serve.ts district/commands/upgrade.ts
    district/commands/usage.ts electron/keyring.ts electron/kiosk-link.ts electron/main.ts electron/window.ts
    kiosk/service-options.ts`,
  'what exactly is wrong with a batch, for the log of whoever operates a kiosk; no page shows it': `
    db/district/intake/check-batch.ts db/district/intake/ingest.ts district/wire/keep-revoked.ts`,
}

test('the programs hold Vietnamese only where it is listed why, and nothing is listed in vain', () => {
  const programs = globSync('{core,db,kiosk,district,electron}/**/*.{ts,tsx}')
  expect(programs.length).toBeGreaterThan(500)
  const found = programs.filter((path) =>
    sourceFacts(path, readFileSync(path, 'utf8')).texts.some((text) =>
      VIETNAMESE.test(text.normalize('NFC')),
    ),
  )
  const listed = Object.values(MAY_HOLD).flatMap((files) => files.trim().split(/\s+/))
  expect(found.toSorted()).toEqual(listed.toSorted())
})
