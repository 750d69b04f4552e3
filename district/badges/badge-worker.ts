import { workApart } from '../run-apart.ts'
import type { SheetToPrint } from './badge-desk.ts'
import { badgeSheet } from './badge-sheet.ts'

workApart(({ cards, options }: SheetToPrint) => badgeSheet(cards, options))
