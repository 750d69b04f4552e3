import { workApart } from '../../db/district/engine/run-apart.ts'
import { badgeSheet, type SheetToPrint } from './badge-sheet.ts'

workApart(({ cards, options }: SheetToPrint) => badgeSheet(cards, options))
